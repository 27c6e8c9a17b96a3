import { type Lane, startOfDay } from '@buurtbalans/domain';
import { add } from './beginning.ts';
import { type Cast, type Chapter, dayAt, has, idOf, type Span } from './cast.ts';
import type { SeedOrganisation } from './people.ts';
import { DAY, HOUR, type Step, weekday } from './story.ts';
import { MEETING_TITLES, REASONS, SESSION_TITLES, SHARED, type ThemeWords } from './words.ts';

/** Sharing commitments, sessions in both lanes and what is released of them. */
export const exchange: Chapter = (cast, span) => {
  const { organisations, random } = cast;
  const isShort = !has(cast, 'intake');
  const isWaived = !isShort && random.isOneIn(5);
  const professional = isShort ? 2 : isWaived ? 3 : 4;
  return [
    ...organisations.slice(3).map((organisation, index) => add(span.at(0.01 + index / 100), organisation)),
    ...organisations.flatMap((organisation, index) => sign(cast, span.at(0.03 + index / 50), organisation, index)),
    ...Array.from({ length: professional }, (_, index) =>
      meet(cast, span, 'professional', index, 0.18 + (0.56 * index) / professional),
    ).flat(),
    ...meet(cast, span, 'resident', 0, 0.66),
    ...(isShort || random.isOneIn(2) ? [] : meet(cast, span, 'resident', 1, 0.8)),
    ...(random.isOneIn(6) ? calledOff(cast, span) : []),
    ...(isWaived
      ? [
          {
            at: span.at(0.96),
            command: { type: 'Waive', guardId: 'four-professional-sessions', reason: random.pick(REASONS.waive) },
          } as const,
        ]
      : []),
  ];
};

/** A sharing commitment; some are still missing, and one of the core lasts as long as the trajectory. */
function sign({ random }: Cast, at: number, { id }: SeedOrganisation, index: number): Step[] {
  if (index > 0 && random.isOneIn(5)) return [];
  const until = dayAt(at + (index === 0 ? 720 : random.between(100, 540)) * DAY);
  return [
    {
      at,
      command: {
        type: 'SignCommitment',
        organisationId: id,
        data: random.pick(SHARED),
        purpose: 'Het gedeeld beeld van deze buurt',
        until,
        words: !random.isOneIn(8),
      },
    },
  ];
}

/** When a session is held that is planned about a moment: a Monday to Thursday, in the afternoon or the evening, in Dutch time. */
function heldAt({ random }: Cast, about: number, lane: Lane): (weeksLater: number) => number {
  // noon by UTC is the same day in the Netherlands, whatever the season
  const noon = Date.parse(`${dayAt(about)}T12:00:00Z`);
  const day = noon + (weekday(noon) > 3 ? (7 - weekday(noon)) * DAY : 0);
  const hours = lane === 'resident' ? random.pick([15, 19, 19.5]) : random.pick([9.5, 13, 13.5]);
  return (weeksLater) => Date.parse(startOfDay(dayAt(day + weeksLater * 7 * DAY))) + hours * HOUR;
}

function meet(cast: Cast, span: Span, lane: Lane, index: number, share: number): Step[] {
  const { random, themes } = cast;
  const sessionId = idOf(cast, `${lane} ${index}`);
  const at = heldAt(cast, span.at(share), lane);
  const first = at(0);
  // a late one would outlast the phase
  const isMoved = share < 0.5 && random.isOneIn(4);
  const held = at(isMoved ? 1 : 0);
  const title = lane === 'professional' ? SESSION_TITLES[index]! : random.pick(MEETING_TITLES);
  const plannedFor = (moment: number): string => new Date(moment).toISOString();
  // what is said is about some of the themes, so that all of them come up in each lane
  const said = themes.filter((_, at) => at % (lane === 'professional' ? 2 : 1) === index % 2 || lane === 'resident');
  return [
    {
      at: span.at(0.08 + share / 20),
      command: {
        type: 'PlanSession',
        sessionId,
        lane,
        title,
        plannedFor: plannedFor(first),
        phases: ['exchange'],
        question: random.pick(themes).question,
      },
    },
    ...(isMoved
      ? [
          {
            at: Math.max(span.at(0.14), first - 3 * DAY),
            command: { type: 'MoveSession', sessionId, plannedFor: plannedFor(held) },
          } as const,
        ]
      : []),
    { at: held + 5 * 60_000, command: { type: 'OpenSession', sessionId }, isSession: true },
    { at: held + 2 * HOUR, command: { type: 'CloseSession', sessionId }, isSession: true },
    ...said.map((words, at) => release(cast, held + (2 + at) * DAY, lane, index, words)),
  ];
}

function release(cast: Cast, at: number, lane: Lane, index: number, words: ThemeWords): Step {
  const { random, area } = cast;
  const [kind, text] = random.pick(lane === 'professional' ? words.professionals : words.residents);
  const place = random.pick(area.places);
  // as many as a meeting has, of whom not all know the place; or one or two organisations
  const residents = random.whole(3, 12);
  const told = random.shuffled(cast.organisations).slice(0, random.whole(1, 2));
  const behind =
    lane === 'resident'
      ? { residents, atPlace: random.whole(1, residents) }
      : { organisationIds: told.map(({ id }) => id) };
  const statementId = idOf(cast, `${lane} ${index} ${words.theme}`);
  return {
    at,
    command: {
      type: 'ReleaseStatement',
      statementId,
      lane,
      text,
      theme: words.theme,
      kind,
      place,
      sessionId: idOf(cast, `${lane} ${index}`),
      organisationType: lane === 'professional' && told.length === 1 ? told[0]!.type : null,
      contributionIds: [idOf(cast, `card of ${statementId}`)],
      behind,
    },
  };
}

function calledOff(cast: Cast, span: Span): Step[] {
  const sessionId = idOf(cast, 'called off');
  const plannedFor = new Date(heldAt(cast, span.at(0.5), 'professional')(0)).toISOString();
  return [
    {
      at: span.at(0.15),
      command: {
        type: 'PlanSession',
        sessionId,
        lane: 'professional',
        title: SESSION_TITLES[5],
        plannedFor,
        phases: ['exchange'],
      },
    },
    { at: span.at(0.35), command: { type: 'CancelSession', sessionId, reason: cast.random.pick(REASONS.cancel) } },
  ];
}
