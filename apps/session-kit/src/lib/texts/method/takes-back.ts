import type { Standing } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';
import { showList } from '../numbers.ts';

const names: Record<Standing, () => string> = {
  signOff: m.takes_back_signOff,
  sessions: m.takes_back_sessions,
  verdicts: m.takes_back_verdicts,
  approval: m.takes_back_approval,
  conclusion: m.takes_back_conclusion,
  edition: m.takes_back_edition,
  links: m.takes_back_links,
  waivers: m.takes_back_waivers,
};

/** These depend on what exactly is changed; the others go whatever it is. */
const DEPENDS: readonly Standing[] = ['sessions', 'verdicts', 'links'];

const named = (standing: readonly Standing[]): string => showList(standing.map((one) => names[one]()));

/** What a command would take back, in a sentence or two; none when it takes back nothing. */
export function takesBackSentences(standing: readonly Standing[] = []): string[] {
  const sure = standing.filter((one) => !DEPENDS.includes(one));
  const maybe = standing.filter((one) => DEPENDS.includes(one));
  return [
    ...(sure.length > 0 ? [m.takes_back_sure({ what: named(sure) })] : []),
    ...(maybe.length > 0 ? [m.takes_back_maybe({ what: named(maybe) })] : []),
  ];
}

/** What an event took back, for the history; empty when nothing. */
export function tookBack(takesBack: unknown): string {
  const taken = typeof takesBack === 'object' && takesBack !== null ? Object.keys(takesBack) : [];
  const standing = taken.filter((name): name is Standing => Object.hasOwn(names, name));
  return standing.length === 0 ? '' : m.history_takes_back({ what: named(standing) });
}
