import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { ROOT, StartError } from '../options.ts';
import { EXIT } from '../start-error.ts';

/** What a service is told beside where it lies. */
export interface ServiceOptions {
  readonly data: string;
  readonly user?: string | undefined;
  readonly port?: string | undefined;
  readonly host?: string | undefined;
}

/** The unit by which systemd runs the product: `service | sudo tee /etc/systemd/system/buurtbalans.service`. */
export function serviceUnit({ data, user = userInfo().username, port, host }: ServiceOptions): string {
  const options = [
    '--data',
    resolve(data),
    ...(port === undefined ? [] : ['--port', port]),
    ...(host === undefined ? [] : ['--host', host]),
  ];
  const command = [process.execPath, join(ROOT, 'apps', 'launcher', 'src', 'main.ts'), ...options];
  if ([...command, ROOT, user].some((word) => /[\n\r]/.test(word)))
    throw new StartError(
      'een regeleinde in een pad kan hier niet / a line break in a path does not work here',
      EXIT.usage,
    );
  return `[Unit]
Description=Buurtbalans
After=network.target
# wat vanzelf overgaat, mag lang duren: het geeft nooit op / what passes by itself may take long: it never gives up
StartLimitIntervalSec=0

[Service]
User=${escaped(user)}
WorkingDirectory=${escaped(ROOT)}
ExecStart=${command.map(quoted).join(' ')}
# DATABASE_URL, SMTP_URL, MAIL_FROM, PUBLIC_URL, …
EnvironmentFile=-/etc/buurtbalans.env
Restart=on-failure
RestartSec=12
# eerst moet iemand iets herstellen / somebody has to mend something first
RestartPreventExitStatus=${EXIT.usage} ${EXIT.configuration}
# het stopt zelf, in volgorde / it stops by itself, in order
KillMode=mixed
TimeoutStopSec=60
# wat de kernel bij geheugennood beëindigt, start het zelf opnieuw / what the kernel ends for want of memory it starts again
OOMPolicy=continue

[Install]
WantedBy=multi-user.target
`;
}

/** systemd reads `%` as a name of its own. */
function escaped(word: string): string {
  return word.replaceAll('%', '%%');
}

/** A word of a command line, whatever is in it. */
function quoted(word: string): string {
  return `"${escaped(word).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('$', '$$$$')}"`;
}
