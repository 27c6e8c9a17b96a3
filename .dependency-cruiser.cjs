/** Direction of dependencies, as ARCHITECTURE.md draws it. */
const to = (...names) => ({ pathNot: `^(${names.join('|')})/`, path: '^(packages|apps|tests)/' });
const FOR_TESTS = '\\.(spec|testing)\\.ts$';
const only = (from, ...names) => ({
  name: `${from.replace('/', '-')}-reaches-only`,
  severity: 'error',
  from: { path: `^${from}/`, pathNot: FOR_TESTS },
  to: to(from, ...names),
});

module.exports = {
  forbidden: [
    // components may hold one another: an alert shows reasons, a reason can be waived, waiving can fail
    { name: 'no-cycles', severity: 'error', from: { pathNot: '\\.svelte$' }, to: { circular: true } },
    only('packages/domain'),
    only('packages/contracts', 'packages/domain'),
    only('packages/figures', 'packages/domain'),
    only('packages/geo', 'packages/domain'),
    only('packages/plain-language'),
    only('packages/logging', 'packages/contracts'),
    only('packages/reports', 'packages/domain', 'packages/figures', 'packages/geo', 'packages/contracts'),
    only('packages/database', 'packages/domain'),
    only(
      'packages/workflow',
      'packages/database',
      'packages/domain',
      'packages/contracts',
      'packages/figures',
      'packages/geo',
      'packages/reports',
    ),
    only('packages/queue', 'packages/contracts'),
    only('packages/ui', 'packages/contracts'),
    only('packages/embedded'),
    ...['engine', 'worker', 'session-kit', 'launcher'].map((app) => ({
      name: `${app}-imports-no-other-app`,
      severity: 'error',
      from: { path: `^apps/${app}/` },
      to: { path: '^apps/', pathNot: `^apps/${app}/` },
    })),
    {
      name: 'platform-knows-no-feature',
      comment: 'What all features need of the engine knows none of them; app.module.ts puts them together.',
      severity: 'error',
      from: { path: '^apps/engine/src/platform/', pathNot: FOR_TESTS },
      to: { path: '^apps/engine/src/', pathNot: '^apps/engine/src/platform/' },
    },
    {
      name: 'screens-never-reach-the-database',
      severity: 'error',
      from: { path: '^apps/session-kit/' },
      to: { path: '^packages/(database|workflow|queue|embedded)/' },
    },
    {
      name: 'phones-load-nothing-of-the-staff',
      comment: 'What a phone imports, it has to load on a slow line.',
      severity: 'error',
      from: { path: '^apps/session-kit/src/(lib/phone|routes/(join|participant))/' },
      to: { path: '^apps/session-kit/src/lib/(console|projector|paper|script|rehearsal|harvest)/' },
    },
    {
      name: 'leaflet-in-one-place',
      severity: 'error',
      from: { path: '^apps/session-kit/', pathNot: '^apps/session-kit/src/lib/map/' },
      to: { path: 'node_modules/leaflet' },
    },
    {
      name: 'domain-knows-zod-only',
      severity: 'error',
      from: { path: '^packages/domain/src/', pathNot: FOR_TESTS },
      to: { dependencyTypes: ['npm', 'core'], pathNot: 'node_modules/zod' },
    },
    {
      name: 'only-a-seed-writes-a-past',
      comment: 'A command happens when it is given; history.ts alone takes another moment.',
      severity: 'error',
      from: { path: '^(packages|apps)/', pathNot: '(\\.spec|\\.testing)\\.ts$|^apps/launcher/src/seed/' },
      to: { path: '^packages/workflow/src/commands/history\\.ts$' },
    },
    {
      name: 'what-is-for-tests-stays-with-tests',
      comment: 'A file for tests ends in .testing.ts; the product never needs one.',
      severity: 'error',
      from: {
        path: '^(packages|apps)/',
        pathNot: '(\\.spec|\\.testing|\\.setup)\\.ts$|^packages/(testing|[^/]+/scripts)/',
      },
      to: { path: '\\.testing\\.ts$|^packages/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/build/|/dist/|/\\.svelte-kit/|/paraglide/|\\.server\\.load)' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
    },
  },
};
