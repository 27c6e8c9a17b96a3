import { keepCompiled } from './keep-compiled.ts';
import { HELP, readOptions } from './options.ts';
import { runUntilEnded } from './run-until-ended.ts';
import { welcome } from './welcome.ts';

keepCompiled();
await runUntilEnded(async (ending) => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return void console.log(HELP);
  console.log('Buurtbalans start / is starting');
  // after the signals have their listeners: it takes a moment
  const { launch } = await import('./launch.ts');
  const launched = await launch(options, ending);
  welcome(launched, options.host, options.lan);
  return launched;
});
