import { CLUSTER_FLAGS, SERVER_SETTINGS } from '@buurtbalans/embedded';
import { describe, expect, it } from 'vitest';
import { servicesWith, VALUES } from './infra-files.ts';
import { variablesOf } from './settings.ts';

const services = servicesWith(VALUES);

const START = '`npm start` alone reads it: its programs are containers of their own here';
const MIGRATES = 'the service migrate has it, which makes the logins';
const DEVELOPS = 'for whoever works on the product';
/** What programs read and containers are not given, with the reason. */
const NOT_FOR_CONTAINERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  engine: {
    SWEEP_MS: 'tests have less patience',
    LOST_AFTER_S: 'tests have less patience',
    DOOR_KEY: 'the door of `npm start` has it; here the connection says where somebody calls from',
    LEFT_AFTER_S: 'tests have less patience',
    HEARTBEAT_MS: 'tests have less patience',
  },
  worker: {},
  'session-kit': {},
  tools: {
    DATABASE_OWNER_URL: 'the user of DATABASE_URL owns the tables here',
    BUURTBALANS_TILES: START,
    BUURTBALANS_VERBOSE: START,
    DEMONSTRATION_FROM_ANYWHERE: START,
    ENGINE_PASSWORD: MIGRATES,
    LOG_LEVEL: START,
    MAIL_FROM: START,
    OIDC_CLIENT_SECRET: START,
    NODE_COMPILE_CACHE: START,
    PORT: START,
    SECURITY_CONTACT: START,
    SMTP_URL: START,
    WORKER_PASSWORD: MIGRATES,
  },
};
/** What every program may read, by way of packages. */
const IN_PACKAGES = { LOG_CONSOLE: DEVELOPS };
/** What the server of the session kit reads that comes with its framework, or Node. */
const OF_FRAMEWORKS = ['HOST', 'PORT', 'HOST_HEADER', 'PROTOCOL_HEADER', 'SHUTDOWN_TIMEOUT'];
const FOLDERS: Readonly<Record<string, string>> = { tools: 'apps/launcher/src' };

describe('settings', () => {
  it.each(Object.keys(NOT_FOR_CONTAINERS))(
    '[E112] every variable that %s reads reaches its container, or is known not to',
    (service) => {
      const read = variablesOf(FOLDERS[service] ?? `apps/${service}/src`);
      const given = Object.keys(services[service]!.environment!);
      const leftOut = { ...NOT_FOR_CONTAINERS[service], ...IN_PACKAGES };
      expect(read.length).toBeGreaterThan(2);
      expect(read.filter((name) => !given.includes(name) && !(name in leftOut))).toEqual([]);
      // and nothing is given, or left out, that nobody reads
      const known = [...read, ...Object.keys(IN_PACKAGES), ...(service === 'session-kit' ? OF_FRAMEWORKS : [])];
      expect([...given, ...Object.keys(leftOut)].filter((name) => !known.includes(name))).toEqual([]);
      expect(given.filter((name) => name in leftOut)).toEqual([]);
    },
  );

  it('[E112] packages read nothing more', () => {
    expect(variablesOf('packages/*/src')).toEqual(Object.keys(IN_PACKAGES));
  });

  it('[E112] files that a setting names are there to be read', () => {
    for (const [name, { environment, volumes }] of Object.entries(services))
      if (environment && 'HOUSE_STYLE' in environment)
        expect({ name, volumes }).toEqual({
          name,
          volumes: expect.arrayContaining(['./house-style:/house-style:ro']),
        });
  });

  it('[E112] the database is told what the embedded one is told: the same order everywhere, and no statement in its log', () => {
    const { command, environment } = services['postgres']!;
    const wanted = Object.entries(SERVER_SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    expect((command as string).split(/\s+/)).toEqual(['postgres', ...wanted]);
    expect(environment!['POSTGRES_INITDB_ARGS']!.split(' ')).toEqual(CLUSTER_FLAGS);
  });
});
