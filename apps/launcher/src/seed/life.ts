import { History } from '@buurtbalans/workflow/history';
import { dutchDay, type MethodTemplate, type Phase, shippedTemplates, startOfDay } from '@buurtbalans/domain';
import { demoId } from '../demo/demo-ids.ts';
import { demoAccountId } from '../demo/demo-people.ts';
import { type Cast, Span } from './cast.ts';
import { CHAPTERS } from './chapters.ts';
import { type Fate, fateOf } from './fate.ts';
import { areasOf } from './ground.ts';
import { advisers, facilitators, organisationsOf } from './people.ts';
import { Random } from './random.ts';
import { atWorkBefore, DAY, type Step, Story } from './story.ts';
import { REASONS, THEME_WORDS } from './words.ts';

/** Whoever tells lives: where they can be, and today. */
export interface Teller {
  readonly seed: number;
  readonly areaAt: ReturnType<typeof areasOf>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Shortest time since the last phase began: over a weekend nothing is done. */
const LEAST_DAYS = 4;

/** Id of a trajectory of a seed, by its number. */
export const lifeId = (seed: number, index: number): string => demoId(`seed ${seed} trajectory ${index}`);

/** Tells the whole life of one trajectory until this morning, by seed, number, areas and day alone; what came due since fires too. */
export function tellLife({ seed, areaAt, now }: Teller, index: number): History {
  const random = new Random(`life ${seed} ${index}`);
  const fate = fateOf(seed, index);
  const template = shippedTemplates.find(({ id }) => id === fate.template)!;
  const area = areaAt(index);
  const morning = Date.parse(startOfDay(dutchDay(new Date(now).toISOString())));
  // what was paused or stopped was so by somebody at work
  const horizon =
    fate.status === 'active'
      ? morning
      : atWorkBefore(morning - random.between(5, 60) * DAY) + random.whole(0, 300) * 60_000;
  const cast: Cast = {
    id: lifeId(seed, index),
    random,
    until: horizon,
    area,
    template,
    // whoever signs in with the demonstration's account has some to work on
    facilitator: random.isOneIn(5) ? { id: demoAccountId('facilitator') } : random.pick(facilitators),
    adviser: random.isOneIn(3) ? { id: demoAccountId('research_adviser') } : random.pick(advisers),
    organisations: organisationsOf(area.district.name),
    themes: random.shuffled(THEME_WORDS).slice(0, random.whole(3, 5)),
  };
  const actors = {
    programme_manager: { role: 'programme_manager', accountId: demoAccountId('programme_manager') },
    facilitator: { role: 'facilitator', accountId: cast.facilitator.id },
    research_adviser: { role: 'research_adviser', accountId: cast.adviser.id },
  } as const;
  const phases = phasesOf(template, fate.phase, random, horizon);
  const history = new History(cast.id, template);
  const story = new Story(history, actors, random, horizon);
  story.begin(atWorkBefore(phases[0]!.from), {
    type: 'CreateTrajectory',
    name: area.title,
    districtCode: area.district.code,
    templateId: template.id,
    templateVersion: template.version,
    invented: true,
  });
  story.tell(() => {
    for (const { id, from, length } of phases) {
      const span = new Span(from, length);
      story.chapter([...CHAPTERS[id](cast, span), ...onwards(template, id, span)]);
    }
  });
  if (fate.status !== 'active') story.end(lastStep(fate, random));
  history.fireUntil(new Date(now).toISOString());
  return history;
}

/** When each phase begins and how long it takes, so that the horizon lies in the wanted one. */
function phasesOf(template: MethodTemplate, wanted: Phase, random: Random, horizon: number) {
  const lengths = template.phases.map(({ id, expectedDays }) => {
    // the review is for when a year is over, also one with 29 February and a weekend at its end
    if (id === 'completed') return expectedDays + random.between(5, 30);
    // some take far longer than the method has it
    return expectedDays * random.between(0.75, 1.35) * (random.isOneIn(5) ? 1.6 : 1);
  });
  const at = template.phases.findIndex(({ id }) => id === wanted);
  const before = lengths.slice(0, at).reduce((sum, days) => sum + days, 0);
  const spent = Math.max(LEAST_DAYS, lengths[at]! * random.between(0.1, 0.93));
  let from = horizon - (before + spent) * DAY;
  return template.phases.map(({ id }, index) => {
    const phase = { id, from, length: lengths[index]! * DAY };
    from += phase.length;
    return phase;
  });
}

function onwards(template: MethodTemplate, from: Phase, span: Span): Step[] {
  const isLast = !template.transitions.some((transition) => transition.from === from);
  return isLast ? [] : [{ at: span.at(1), command: { type: 'AdvancePhase', from } }];
}

const lastStep = ({ status }: Fate, random: Random) =>
  status === 'paused'
    ? ({ type: 'Pause', reason: random.pick(REASONS.pause) } as const)
    : ({ type: 'Stop', reason: random.pick(REASONS.stop) } as const);
