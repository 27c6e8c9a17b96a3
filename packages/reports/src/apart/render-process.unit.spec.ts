import { createHash } from 'node:crypto';
import { constants } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { renderDocument } from '../render-document.ts';
import type { ReportSnapshot, SnapshotStatement } from '../snapshot.ts';
import type { ApartJob } from './apart-job.ts';
import { type ApartLimits, RenderProcess } from './render-process.ts';

const snapshot = await slotermeerSnapshot();
const job = (of: ReportSnapshot = snapshot): ApartJob => ({
  kind: 'document',
  snapshot: of,
  document: 'shared-picture',
  format: 'pdf',
  language: 'nl',
});
const hash = ({ body }: { body: Buffer }): string => createHash('sha256').update(body).digest('hex');
const opened: RenderProcess[] = [];
const open = (limits: Partial<ApartLimits> = {}): RenderProcess => {
  const apart = new RenderProcess({ niceness: constants.priority.PRIORITY_BELOW_NORMAL, ...limits });
  opened.push(apart);
  return apart;
};
afterEach(() => opened.splice(0).forEach((apart) => apart.close()));

/** So many findings, each with a page of text. */
function large(findings: number): ReportSnapshot {
  const text = 'Bewoners en professionals zeggen hetzelfde over het plein, de galerij en het pad erlangs. '.repeat(30);
  const finding = snapshot.findings[0]!;
  const statements: SnapshotStatement[] = [];
  return {
    ...snapshot,
    findings: Array.from({ length: findings }, (_, index) => ({
      ...finding,
      id: `f${index}`,
      number: index + 1,
      text,
      statements,
    })),
  };
}

describe('a process that renders', { timeout: 120_000 }, () => {
  it('[R41] gives the very bytes of rendering here, one after the other, and tells how far it is', async () => {
    const apart = open();
    const told: string[] = [];
    const made = await Promise.all([
      apart.render(job(), { onProgress: (step) => told.push(step) }),
      apart.render(job()),
    ]);
    const here = hash(await renderDocument({ snapshot, document: 'shared-picture', format: 'pdf', language: 'nl' }));
    expect(made.map(hash)).toEqual([here, here]);
    expect(told).toEqual(['compose', 'layout', 'write']);
  });

  it('[R41] leaves the asking process free', async () => {
    const apart = open();
    let isDone = false;
    let turns = 0;
    let [from, until] = [0, 0];
    const made = apart
      .render(job(large(60)), { onProgress: (step) => (step === 'layout' ? (from = turns) : (until = turns)) })
      .finally(() => (isDone = true));
    while (!isDone) {
      await turn();
      turns += 1;
    }
    await made;
    // between the beginning of the layout and its end, during which rendering here would let nobody in
    expect(until - from).toBeGreaterThan(100);
  });

  it('[R41] refuses what takes too long or too much memory, with the reason, and makes the next one', async () => {
    const slow = open({ time: 1_500 });
    await expect(slow.render(job(large(1_500)))).rejects.toMatchObject({
      name: 'ModelError',
      code: 'REPORT.TOO_SLOW',
      message: '> 1.5 s',
    });
    const small = open({ memory: 80 });
    await expect(small.render(job(large(600)))).rejects.toMatchObject({
      name: 'ModelError',
      code: 'REPORT.TOO_LARGE',
      message: '> 80 MB',
    });
    expect((await small.render({ ...job(), format: 'html' } as ApartJob)).mime).toContain('text/html');
  });

  it('[R41] ends a job that nobody wants any more, and that job only', async () => {
    const apart = open();
    const unwanted = new AbortController();
    const stopped = apart.render(job(large(600)), {
      signal: unwanted.signal,
      onProgress: (step) => step === 'layout' && unwanted.abort(new Error('not wanted')),
    });
    const next = apart.render(job());
    await expect(stopped).rejects.toThrow('not wanted');
    expect((await next).pages).toBeGreaterThan(5);
  });

  it('[R41] gives the next job a process that lives, when the one before is ended just as it is made', async () => {
    const apart = open();
    for (let turnOf = 0; turnOf < 4; turnOf += 1) {
      const unwanted = new AbortController();
      const html = { ...job(), format: 'html' } as ApartJob;
      // in the last step: what was made is on its way already
      const ended = apart
        .render(html, {
          signal: unwanted.signal,
          onProgress: (step) => step === 'layout' && setImmediate(() => unwanted.abort(new Error('not wanted'))),
        })
        .catch(() => undefined);
      const next = apart.render(html);
      await ended;
      expect((await next).mime).toContain('text/html');
    }
  });

  it('[R41] tells of a poisoned document what is wrong, of a fault of ours nothing that somebody wrote', async () => {
    const apart = open();
    const [finding] = snapshot.findings;
    const poisoned = { ...snapshot, findings: [{ ...finding!, text: 'een 漢 teken' }] };
    await expect(apart.render(job(poisoned)).then(({ pages }) => pages)).rejects.toMatchObject({
      code: 'REPORT.MISSING_GLYPH',
      message: expect.stringContaining('U+6F22'),
    });
    const broken = { ...snapshot, findings: [{ ...finding!, text: null as never, title: 'geheim' }] };
    const failure = (await apart.render(job(broken)).catch((cause: unknown) => cause)) as Error;
    expect(failure).toBeInstanceOf(Error);
    expect([failure.message, failure.stack]).not.toContain(expect.stringContaining('geheim'));
  });
});
