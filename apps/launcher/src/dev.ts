import { DEV_HELP, readDevOptions } from './dev/dev-options.ts';
import { runUntilEnded } from './run-until-ended.ts';
import { welcome } from './welcome.ts';

await runUntilEnded(async (ending) => {
  const options = readDevOptions(process.argv.slice(2));
  if (options.help) return void console.log(DEV_HELP);
  // what somebody prints while searching is shown as it is
  process.env['LOG_CONSOLE'] = 'plain';
  console.log('Buurtbalans start om aan te werken / is starting to be worked on');
  const [{ launch }, { Workshop }] = await Promise.all([import('./launch.ts'), import('./dev/workshop.ts')]);
  const workshop = new Workshop(options);
  const launched = await launch(options, ending, workshop).catch((error: unknown) => workshop.close(error));
  welcome(launched, options.host);
  workshop.tellHow();
  return launched;
});
