import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { composeValues, CONTAINERS, PROGRAMS, ROOT, servicesWith, stagesOf, VALUES, wordsOf } from './infra-files.ts';

const text = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');
const json = <T>(...path: string[]): T => JSON.parse(text(...path)) as T;
/** Instructions that a container file needs; what fetches from elsewhere, or says the same in a vaguer way, is not among them. */
const KNOWN = ['COPY', 'RUN', 'ENV', 'WORKDIR', 'USER', 'EXPOSE', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'];

const megabytes = (size: unknown): number => {
  const [, number, unit] = /^(\d+)([mg])$/.exec(String(size)) ?? [];
  return Number(number) * (unit === 'g' ? 1_024 : 1);
};

/** Whether a path of the repository comes along to where containers are built. */
function comesAlong(path: string): boolean {
  const rules = text('.dockerignore')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const matches = (rule: string): boolean =>
    new RegExp(
      `^${rule.replaceAll('.', '\\.').replaceAll('**/', '\u0001').replaceAll('**', '.*').replaceAll('*', '[^/]*').replaceAll('\u0001', '(.*/)?')}(/|$)`,
    ).test(path);
  return rules.reduce(
    (taken, rule) => (rule.startsWith('!') ? taken || matches(rule.slice(1)) : taken && !matches(rule)),
    true,
  );
}

describe.each(CONTAINERS)('the container file of %s', (container) => {
  const stages = stagesOf(container);
  const last = stages.at(-1)!;

  it('[E112] is of the very Node that the product has, by exact bases', () => {
    const { dependencies } = json<{ dependencies: { node: string } }>('package.json');
    const names = stages.map(({ name }) => name);
    for (const { base } of stages)
      expect(names.includes(base) || base === `node:${dependencies.node}-trixie-slim`, base).toBe(true);
    expect(stages.length).toBeGreaterThan(1);
  });

  it('[E112] runs as nobody in particular, by words and not by a shell, and tells its health by node itself', () => {
    const users = last.lines.filter(({ keyword }) => keyword === 'USER').map(({ words }) => words[0]);
    expect(users.at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect((wordsOf(last, 'ENTRYPOINT') ?? wordsOf(last, 'CMD'))![0]).toBe('node');
    expect(
      last.lines
        .filter(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT')
        .every(({ words }) => words[0]!.startsWith('[')),
    ).toBe(true);
    if (container === 'launcher')
      expect(last.lines.find(({ keyword }) => keyword === 'HEALTHCHECK')!.words).toEqual(['NONE']);
    else expect(wordsOf(last, 'HEALTHCHECK')!.slice(0, 2)).toEqual(['node', 'infra/containers/health.mjs']);
  });

  it('[E112] takes what is there, and what it starts is in it', () => {
    const taken: string[] = [];
    for (const stage of stages) {
      for (const { keyword, words, from } of stage.lines) {
        expect(KNOWN).toContain(keyword);
        if (keyword !== 'COPY') continue;
        const paths = words.filter((word) => !word.startsWith('--'));
        const target = paths.pop()!;
        if (from) expect(stages.map(({ name }) => name)).toContain(from);
        else
          for (const path of paths)
            expect({ path, isThere: existsSync(join(ROOT, path)), comes: comesAlong(path) }).toEqual({
              path,
              isThere: true,
              comes: true,
            });
        if (stage === last)
          taken.push(...paths.map((path) => (target.endsWith('/') ? join(target, path.split('/').at(-1)!) : target)));
      }
    }
    const words = ['ENTRYPOINT', 'CMD', 'HEALTHCHECK'].flatMap((keyword) => wordsOf(last, keyword) ?? []);
    for (const file of words
      .filter((word) => /^[\w./-]+\.(js|mjs|ts)$/.test(word))
      .map((word) => word.replace(/^\.\//, '')))
      expect({ file, isIn: taken.some((path) => file === path || file.startsWith(`${path}/`)) }).toEqual({
        file,
        isIn: true,
      });
  });

  it('[E112] holds what its dependencies need, installed from the lockfile and without scripts of theirs', () => {
    for (const { lines } of stages)
      for (const { keyword, words } of lines)
        if (keyword === 'RUN' && words[0] === 'npm' && words[1] !== 'run')
          expect(words.slice(0, 3)).toEqual(['npm', 'ci', '--ignore-scripts']);
    const installs = stages
      .flatMap(({ lines }) => lines)
      .filter(({ keyword, words }) => keyword === 'RUN' && words.includes('--omit=dev'));
    // what is bundled whole needs none
    expect(installs).toHaveLength(container === 'session-kit' ? 0 : 1);
    // a package can have dependencies of its own beside it: they come from where they were installed
    const copied = last.lines.filter(
      ({ keyword, words }) => keyword === 'COPY' && words.some((word) => /(^|\/)packages$/.test(word)),
    );
    expect(copied.every(({ from }) => from === 'dependencies')).toBe(true);
  });
});

it('[E112] a program that listens on no port is well while its heartbeat is young', () => {
  const folder = mkdtempSync(join(tmpdir(), 'buurtbalans-alive-'));
  const health = (): number | null =>
    spawnSync(process.execPath, [join(ROOT, 'infra', 'containers', 'health.mjs')], { env: { TMPDIR: folder } }).status;
  try {
    expect(health()).toBe(1);
    const beat = pathToFileURL(join(ROOT, 'infra', 'containers', 'heartbeat.mjs')).href;
    expect(spawnSync(process.execPath, ['--import', beat, '--eval', ''], { env: { TMPDIR: folder } }).status).toBe(0);
    expect(health()).toBe(0);
    // by the clock that files go by: the one of the tests may be shifted
    const alive = join(folder, 'alive');
    const aMinuteAgo = new Date(statSync(alive).mtimeMs - 60_000);
    utimesSync(alive, aMinuteAgo, aMinuteAgo);
    expect(health()).toBe(1);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe('a program in a container', () => {
  const watchdog = './infra/containers/watchdog.mjs';
  /** Code and signal that a program ends with beside a watchdog of little patience. */
  const endOf = (code: string) => {
    const preloaded = `${pathToFileURL(join(ROOT, watchdog)).href}?silentMs=1500`;
    const words = ['--import', preloaded, '--input-type=module', '--eval', code];
    return once(spawn(process.execPath, words, { stdio: 'ignore', timeout: 50_000 }), 'exit');
  };

  it('[E112] is ended when its event loop does not turn, for a container that hangs is not started again', async () => {
    expect(await endOf('setTimeout(() => { for (;;); }, 100)')).toEqual([null, 'SIGKILL']);
  });

  it('[E112] is left alone while it turns, ends by itself, and its own threads are not watched', async () => {
    const thread = `import { Worker } from 'node:worker_threads';
      const busy = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 3_500)';
      new Worker(busy, { eval: true }).on('exit', (code) => process.exit(code + 7));`;
    const ends = ['', 'setTimeout(() => process.exit(7), 3_500)', thread].map(endOf);
    expect((await Promise.all(ends)).map(([code]) => code as number)).toEqual([0, 7, 7]);
  });

  it.each(PROGRAMS)(
    '[E112] %s has a watchdog, and is not the first process, which no signal of its own reaches',
    (program) => {
      const words = wordsOf(stagesOf(program).at(-1)!, 'CMD')!;
      expect(words[words.indexOf('--import') + 1]).toBe(watchdog);
      expect(servicesWith(VALUES)[program]).toMatchObject({ init: true, restart: 'unless-stopped' });
    },
  );
});

describe('the compose file', () => {
  const services = servicesWith(VALUES);

  it('[E112] gives every container a file system that it cannot write, no rights, a check of its health and an exact version', () => {
    for (const [name, service] of Object.entries(services)) {
      const isOurs = service.image.startsWith('buurtbalans/');
      expect({ name, ...service }).toMatchObject({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
        image: expect.stringMatching(/^[\w./-]+:v?\d+\.\d+[\w.-]*$/),
      });
      expect(JSON.stringify(service['tmpfs']), name).toContain('/tmp');
      // what is in memory of a file system counts, too
      const [, inMemory] = /size=(\d+m)/.exec(JSON.stringify(service['tmpfs'])) ?? [];
      expect(megabytes(service['mem_limit']), name).toBeGreaterThan(megabytes(inMemory ?? '0m'));
      if (!isOurs) {
        expect(service.user, name).toMatch(/^[1-9]\d*:[1-9]\d*$/);
        expect(service.healthcheck!.test[0], name).toBe('CMD');
      }
      if (service.build)
        expect(existsSync(join(ROOT, 'infra', service.build.context, service.build.dockerfile)), name).toBe(true);
      for (const volume of service.volumes ?? [])
        if (volume.startsWith('./') && volume.endsWith(':ro'))
          expect(existsSync(join(ROOT, 'infra', volume.split(':')[0]!)), volume).toBe(true);
    }
  });

  it('[E112] [E159] gives each program a login of its own, the owner’s only to what changes or keeps all, and the superuser’s to none', () => {
    const login = (name: string): string => {
      const { username, password } = new URL(services[name]!.environment!['DATABASE_URL']!);
      return `${username}:${password}`;
    };
    expect(Object.fromEntries(['engine', 'worker', 'migrate', 'tools'].map((name) => [name, login(name)]))).toEqual({
      engine: 'buurtbalans_engine:e',
      worker: 'buurtbalans_worker:w',
      migrate: 'buurtbalans:o',
      tools: 'buurtbalans:o',
    });
    const withSuperuser = Object.keys(services).filter(
      (name) =>
        JSON.stringify(servicesWith({ ...VALUES, POSTGRES_PASSWORD: 'super' })[name]) !==
        JSON.stringify(services[name]),
    );
    expect(withSuperuser).toEqual(['postgres']);
    expect(services['postgres']!.volumes).toContain('./database/owner.sh:/docker-entrypoint-initdb.d/owner.sh:ro');
  });

  it('[E112] has two of each program, started in order, and the rest by profiles', () => {
    for (const program of PROGRAMS) expect(services[program]!.deploy).toEqual({ replicas: 2 });
    for (const program of ['engine', 'worker'])
      expect(services[program]!.depends_on).toEqual({
        postgres: { condition: 'service_healthy' },
        migrate: { condition: 'service_completed_successfully' },
      });
    expect(services['front-door']!.depends_on).toEqual({
      engine: { condition: 'service_healthy' },
      'session-kit': { condition: 'service_healthy' },
    });
    for (const { depends_on } of Object.values(services))
      for (const name of Object.keys(depends_on ?? {})) expect(Object.keys(services)).toContain(name);
    const by = (profile: string) =>
      Object.entries(services)
        .filter(([, { profiles }]) => profiles?.includes(profile))
        .map(([name]) => name);
    expect([by('redis'), by('mail')]).toEqual([['redis'], ['mail']]);
  });

  it('[E112] takes every value from a file that is not kept here, whose example names them all and gives none', () => {
    const lines = text('infra', '.env.example')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(lines.every((line) => /^[A-Z_]+=$/.test(line))).toBe(true);
    // Compose itself reads which profiles there are
    const asked = [...composeValues(), 'COMPOSE_PROFILES'];
    expect(lines.map((line) => line.slice(0, -1)).toSorted()).toEqual(asked.toSorted());
    for (const name of Object.keys(VALUES)) expect(() => servicesWith({ ...VALUES, [name]: '' })).toThrow(name);
    expect(spawnSync('git', ['check-ignore', 'infra/.env'], { cwd: ROOT }).status).toBe(0);
    expect(services['engine']!.image).toBe(`buurtbalans/engine:${json<{ version: string }>('package.json').version}`);
  });
});

it('[E112] the page for who runs it names services and files that there are', () => {
  const page = text('infra', 'README.md');
  const services = Object.keys(servicesWith(VALUES));
  const commands = [...page.matchAll(/docker compose (ps|logs|run|up|restart)\b([^`#&|\n]*)/g)];
  const named = commands.flatMap(([, verb, rest]) => {
    const words = rest!.split(/\s+/).filter((word) => /^[a-z][a-z-]+$/.test(word));
    return verb === 'run' ? words.slice(0, 1) : words;
  });
  expect(named).toEqual(expect.arrayContaining(['tools', 'migrate', 'engine', 'session-kit', 'front-door']));
  expect(named.filter((name) => !services.includes(name))).toEqual([]);
});

it.each(['engine', 'worker'])(
  '[E112] what the bundle of %s leaves outside is found from there, in the version that was asked for',
  (app) => {
    const wanted = new Map<string, string>();
    for (const folder of readdirSync(join(ROOT, 'packages')))
      for (const [name, version] of Object.entries(
        json<{ dependencies?: Record<string, string> }>('packages', folder, 'package.json').dependencies ?? {},
      ))
        wanted.set(name, version);
    const require = createRequire(join(ROOT, 'apps', app, 'dist', 'main.js'));
    const outside = new Set(
      [
        ...text('apps', app, 'dist', 'main.js').matchAll(
          /^import (?:[^"]+ from )?"((?:@[\w-]+\/)?[\w-]+)(?:\/[^"]*)?";$/gm,
        ),
      ].map(([, name]) => name!),
    );
    expect(outside).toContain('kysely');
    const found: Record<string, string> = {};
    for (const name of outside) {
      if (!wanted.has(name)) continue;
      const folder = require.resolve.paths(name)!.find((path) => existsSync(join(path, name, 'package.json')))!;
      found[name] = JSON.parse(readFileSync(join(folder, name, 'package.json'), 'utf8')).version as string;
    }
    expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, wanted.get(name)])));
  },
);
