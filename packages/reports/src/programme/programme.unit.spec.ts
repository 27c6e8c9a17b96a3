import { shippedTemplates, THEMES, type TrajectoryState, VERDICTS } from '@buurtbalans/domain';
import { checkPdf, readAloud } from '@buurtbalans/testing/pdf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderHtml } from '../render/render-html.ts';
import { bareTextOf } from '../fixtures/text-of-html.testing.ts';
import { buildProgramme, type ProgrammeSource } from './build-programme.ts';
import { composeProgramme } from './compose-programme.ts';
import { renderProgramme } from './render-programme.ts';

const template = shippedTemplates[0]!;
const NOW = '2026-11-20T09:00:00.000Z';
/** Marks whatever somebody wrote: it may be nowhere in the report. */
const WRITTEN = 'GESCHREVEN';

/** A trajectory in which every content id would give itself away. */
function source(index: number, change: Partial<TrajectoryState> = {}): ProgrammeSource {
  const text = (name: string): string => `${WRITTEN}-${name}-${index}`;
  const place = { lng: 4.8, lat: 52.37, label: text('place') };
  const statement = (theme: (typeof THEMES)[number], sources: number) => ({
    lane: 'resident' as const,
    text: text('statement'),
    theme,
    kind: 'signal' as const,
    place,
    sessionId: 's',
    organisationType: null,
    contributions: sources,
    sources,
  });
  const finding = (number: number, theme: (typeof THEMES)[number], verdict: (typeof VERDICTS)[number] | null) => ({
    number,
    title: text('title'),
    text: text('finding'),
    theme,
    place,
    testable: true,
    statementIds: [],
    indicatorIds: [],
    verdict,
    note: text('note'),
  });
  const state: TrajectoryState = {
    version: 40 + index,
    name: `Buurt ${index}`,
    districtCode: 'SD0363F',
    invented: true,
    template: { id: template.id, version: template.version },
    phase: 'plan',
    phaseSince: '2026-11-01T09:00:00.000Z',
    status: 'active',
    createdAt: '2026-01-12T09:00:00.000Z',
    facilitators: [],
    researchAdvisers: [],
    area: null,
    question: text('question'),
    indicators: {},
    intakeSignedOff: null,
    organisations: { o: { name: 'Politie Nieuw-West', type: 'police', ring: 'core', commitment: { status: 'none' } } },
    waivers: {},
    sessions: {
      s: {
        lane: 'resident',
        number: 1,
        title: text('session'),
        question: null,
        plannedFor: NOW,
        phases: [],
        status: 'closed',
      },
    },
    statements: { one: statement('youth', 6), few: statement('cohesion', 2) },
    findings: { f1: finding(1, 'youth', 'contradicted'), f2: finding(2, 'housing', null) },
    gaps: { g: { question: text('gap'), ownerOrganisationId: null, due: '2026-10-01', answer: null } },
    sharedPicture: { number: 2, approvedAt: '2026-10-01T09:00:00.000Z', changes: text('changes') },
    dissent: {},
    dissentConcludedAt: null,
    actions: {
      a1: {
        number: 1,
        what: text('action'),
        result: text('result'),
        ownerOrganisationId: 'o',
        due: '2026-11-10',
        findingIds: [],
        indicatorId: null,
      },
      a2: {
        number: 2,
        what: text('action'),
        result: null,
        ownerOrganisationId: null,
        due: '2027-01-10',
        findingIds: [],
        indicatorId: null,
      },
    },
    residentEdition: null,
    reports: {},
    timers: {},
    alerts: {},
  };
  return {
    id: `00000000-0000-4000-8000-00000000000${index}`,
    state: { ...state, ...change },
    template,
    districtName: 'Nieuw-West',
  };
}

const LANGUAGES = ['nl', 'en'] as const;
const sources = [
  source(1),
  source(2, { findings: {}, status: 'paused' }),
  source(3, { sharedPicture: { number: 1, approvedAt: null, changes: null }, statements: {}, phase: 'analysis' }),
];

describe('programme report', () => {
  it('[R80] has all trajectories with phase and progress, recurring themes of what was released, and late actions', () => {
    const html = renderHtml(composeProgramme(buildProgramme(sources, NOW), 'nl'));
    for (const { state } of sources) expect(html).toContain(`<th scope="row">${state.name}</th>`);
    expect(html).toContain('In meer dan één traject komen terug: jeugd.');
    // the theme of the finding of a picture that is not approved does not count, and neither does a statement of too few
    expect(html).toMatch(
      /Jeugd<\/th><td>Buurt 1, Buurt 2<\/td><td class="number">2<\/td><td class="number">1<\/td><td>1 weersproken/,
    );
    expect(html).toMatch(/Wonen<\/th><td>Buurt 1<\/td>/);
    expect(html).not.toContain('Samenhang');
    expect(html).toMatch(
      /Buurt 1<\/th><td class="number">1<\/td><td>Politie Nieuw-West<\/td><td>10 november 2026<\/td><td class="number">10<\/td>/,
    );
    expect(html).toContain('De datum is voorbij van: acties 3, open vragen 3.');
  });

  it('[T20] counts no session that was held about a former area', () => {
    const session = {
      lane: 'resident' as const,
      number: 1,
      title: 'x',
      question: null,
      plannedFor: NOW,
      phases: [],
      status: 'closed' as const,
    };
    const closed = (sessions: TrajectoryState['sessions']) =>
      buildProgramme([source(1, { sessions })], NOW).trajectories[0]!.sessionsClosed;
    expect(
      closed({
        one: { ...session, formerArea: { codes: ['BU0363FA09'], drawn: false } },
        two: session,
        three: { ...session, lane: 'professional', formerArea: { codes: ['BU0363FA09'], drawn: false } },
      }),
    ).toEqual({ professional: 0, resident: 1 });
  });

  it('[R80] counts days by the Dutch clock: half past midnight an action of yesterday is late, whatever day it is by UTC', () => {
    const late = (asOf: string) =>
      buildProgramme([source(1)], asOf).trajectories[0]!.lateActions.map(({ due, days }) => [due, days]);
    expect([late('2026-11-10T22:30:00Z'), late('2026-11-10T23:30:00Z'), late('2026-11-20T09:00:00Z')]).toEqual([
      [],
      [['2026-11-10', 1]],
      [['2026-11-10', 10]],
    ]);
  });

  it.each(LANGUAGES)('[R80] holds no text of a trajectory, whatever it holds (%s)', (language) => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            sources: fc.integer({ min: 1, max: 9 }),
            theme: fc.constantFrom(...THEMES),
            approved: fc.boolean(),
          }),
          { maxLength: 4 },
        ),
        (all) => {
          const made = all.map(({ sources: count, theme, approved }, index) => {
            const made = source(index);
            const { one } = made.state.statements;
            return {
              ...made,
              state: {
                ...made.state,
                statements: { one: { ...one!, theme, sources: count } },
                sharedPicture: { number: 1, approvedAt: approved ? NOW : null, changes: `${WRITTEN}-changes` },
              },
            };
          });
          const snapshot = buildProgramme(made, NOW);
          const html = renderHtml(composeProgramme(snapshot, language));
          expect(html).not.toContain(WRITTEN);
          for (const [index, { sources: count }] of all.entries()) {
            const shown = snapshot.trajectories.find(({ name }) => name === `Buurt ${index}`)!;
            expect(shown.themes.reduce((sum, { statements }) => sum + statements, 0)).toBe(
              count >= template.smallNumberThreshold ? 1 : 0,
            );
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each(LANGUAGES)(
    '[R10] [R11] follows PDF/UA-1 and PDF/A-2a and is read aloud as the HTML edition (%s)',
    async (language) => {
      const snapshot = buildProgramme(sources, NOW);
      const { body, pages } = await renderProgramme({ snapshot, format: 'pdf', language });
      expect(checkPdf(body)).toEqual([]);
      expect(pages).toBeGreaterThan(1);
      const html = (await renderProgramme({ snapshot, format: 'html', language })).body.toString();
      expect(bareTextOf(readAloud(body), language)).toBe(bareTextOf(html, language));
    },
  );

  it('[R16] [R81] the same trajectories at the same moment give the same bytes, in whichever order they come', async () => {
    const made = async (order: readonly ProgrammeSource[]) =>
      (await renderProgramme({ snapshot: buildProgramme(order, NOW), format: 'pdf', language: 'nl' })).body;
    expect((await made(sources)).equals(await made(sources.toReversed()))).toBe(true);
  });

  it('says so when there is no trajectory, or nothing was released', () => {
    expect(renderHtml(composeProgramme(buildProgramme([], NOW), 'nl'))).toContain('Er zijn nog geen trajecten.');
    expect(
      renderHtml(
        composeProgramme(buildProgramme([source(1, { statements: {}, findings: {}, actions: {} })], NOW), 'nl'),
      ),
    ).toMatch(/Er is nog niets vrijgegeven[^]*Van geen enkele actie is de datum voorbij/);
  });
});

it('[R176] says of which trajectories the contributions are invented, where those of others are real', () => {
  const marksOf = (...sources: ProgrammeSource[]) => composeProgramme(buildProgramme(sources, NOW), 'nl').marks;
  const [real, other] = [source(1, { invented: false }), source(2, { invented: false })];
  expect(marksOf(real, other)).toEqual([]);
  expect(marksOf(real, source(3))[0]).toContain('verzonnen, als voorbeeld: Buurt 3. Bij de andere niet.');
  expect(marksOf(source(3), source(4))[0]).toMatch(/^Let op: dit document gaat over verzonnen bijdragen/u);
});
