import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '@buurtbalans/contracts';
import { describe, expect, it } from 'vitest';
import { allowed } from './allowed.ts';

const FRAMES = '    at decide (file:///srv/app/decide.ts:12:3)\n    at node:internal/process:1:2';
const ROUTES = join(import.meta.dirname, '..', '..', '..', 'apps', 'session-kit', 'src', 'routes');
const [one, other] = [randomUUID(), randomUUID()];
/** A line with everything that there is. */
const WHOLE = {
  time: '2026-11-30T06:32:42.562Z',
  level: 'error',
  program: 'engine',
  pid: 12,
  event: 'unexpected error',
  reference: '1a2b3c4d',
  requestId: 'req-1f',
  method: 'POST',
  route: '/api/v1/trajectories/:trajectoryId/commands',
  status: 500,
  durationMs: 12,
  code: '22P02',
  frames: FRAMES,
  part: 'timers',
  job: 'reports.render',
  id: `share-${one}.${other}`,
  count: 3,
  of: 'worker',
  ofPid: 13,
};
/** What nobody may find in a log. */
const SECRETS = [
  'Mevrouw Jansen woont op 12',
  'jansen@example.nl',
  '10.20.30.40',
  '2001:db8::12',
  'http://localhost/join/K7M2PQ',
  '/join/K7M2PQ',
  '/shared/9sJk-2Lw_88',
  `/api/v1/trajectories/${one}`,
  '/join?code=abc',
  'eyJhbGciOiJIUzI1NiJ9.e30.x',
  `${'jansen'}@${'example'}.nl.3`,
  '\nJansen',
  'Jansen',
  'JANSEN',
  'ALICE',
  'EVERT',
  'JANSEN.KERKSTRAAT',
  'jansen',
  'jansen.kerkstraat',
  '/jansen/kerkstraat',
  '/:jansen',
  '/join/:jansen',
  `jan-de-vries-${one}`,
  `share-jansen-${one}`,
  `${one} jansen`,
  '  at 10:30',
  '  at Jansen, Kerkstraat 12 <anonymous>',
  '    at Kerkstraat 12 (/huis.ts:1:1)',
  '    at jansen:10:30',
  ['Jansen'],
  { Jansen: 'Jansen' },
];

describe('a line of the log', () => {
  it('[E100] has the fields that are allowed, as they are', () => {
    expect(allowed(WHOLE)).toEqual(WHOLE);
    for (const id of [one, `${one} phase-overdue`, `invitation.${one}.3.${other}`, `reminder.phase-overdue.12.${one}`])
      expect(allowed({ ...WHOLE, id })).toMatchObject({ id });
    for (const id of ['session-reminder', 'gap-overdue', 'commitment-expiring'])
      for (const key of [`${one} ${id}.${other}`, `later.reminder.${id}.${other}.12.${one}`])
        expect(allowed({ ...WHOLE, id: key })).toMatchObject({ id: key });
    for (const code of [
      'ENOSPC',
      'ERR_INVALID_URL',
      'SESSION.NOT_OPEN',
      '57P01',
      'error',
      'ZodError',
      'SIGKILL',
      '1',
      'DEP0040',
    ])
      expect(allowed({ ...WHOLE, code })).toMatchObject({ code });
    for (const route of ['/', '/join/[code]', '/trajectories/[id]/sessions/[sessionId]', '/api/v1/openapi.json'])
      expect(allowed({ ...WHOLE, route })).toMatchObject({ route });
  });

  it('[E100] has the pattern of every address that there is', () => {
    const screens = readdirSync(ROUTES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name).slice(ROUTES.length));
    const answers = Object.values(endpoints).map(({ path }) => `/api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`);
    expect(screens.length).toBeGreaterThan(20);
    for (const route of [...screens, ...answers]) expect(allowed({ route })).toMatchObject({ route });
  });

  it('[E100] has the places of a stack in each form that Node gives them', () => {
    const lines = [
      '    at file:///srv/app/decide.ts:12:3',
      '    at async file:///srv/app/decide.ts:12:3',
      '    at new Room (/srv/app/room.js:1:2)',
      '    at async Promise.all (index 0)',
      '    at Array.map (<anonymous>)',
      '    at Object.<anonymous> (C:\\app\\main.mjs:1:2)',
      '    at Door.open [as answer] (file:///srv/a%20b/door.svelte:4:5)',
      '    at process.processTicksAndRejections (node:internal/process/task_queues:105:5)',
      '    at #inside (node:events:1:2)',
    ];
    expect(allowed({ frames: lines.join('\n') }).frames).toBe(lines.join('\n'));
  });

  it.each(SECRETS)('[E100] takes nothing else, whatever field it comes in: %j', (secret) => {
    for (const name of [...Object.keys(WHOLE), 'msg', 'message', 'url', 'req', 'headers', 'hostname', '']) {
      const told = JSON.stringify(allowed({ ...WHOLE, [name]: secret }));
      expect([name, told]).toEqual([name, expect.not.stringContaining(JSON.stringify(secret).slice(1, -1))]);
    }
  });

  it('[E100] has of an error its code and place, also where a logger has written it down', () => {
    const error = Object.assign(new TypeError('Jansen\n    at Jansen (huis.ts:1:1)'), { code: 'Jansen belt' });
    const written = { type: error.name, message: error.message, stack: error.stack };
    for (const err of [error, written]) {
      const line = allowed({ level: 'error', program: 'engine', event: 'other', err });
      expect(line).toMatchObject({ code: 'TypeError', frames: expect.stringContaining('allowed.unit.spec.ts') });
      expect(JSON.stringify(line)).not.toContain('Jansen');
    }
  });

  it('[E100] says when, by whom and how grave, also of something that says none of it', () => {
    expect(allowed({})).toEqual({
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      level: 'info',
      program: 'program',
      pid: process.pid,
      event: 'other',
    });
  });
});
