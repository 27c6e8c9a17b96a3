import type { Actor } from '../../people.ts';
import { FACILITATOR, Given, idOf, MANAGER } from '../given.testing.ts';
import { toStored } from '../stored-state.ts';
import { COMMAND_TYPES, type CommandType } from '../trajectory.commands.ts';
import { decide } from '../trajectory.decide.ts';
import type { EventType, TrajectoryEvent } from '../trajectory.events.ts';
import type { TrajectoryState } from '../trajectory-state.ts';
import { commandAt, senderOf, towards } from '../walker.testing.ts';

/** A journal and its state as a released version stored them, and the state of today's form that both come to. */
export interface Golden {
  readonly journal: readonly TrajectoryEvent[];
  readonly stored: TrajectoryState;
  readonly state: TrajectoryState;
}

const LONGEST = 400;
const STEP_MS = 10 * 86_400_000;
/** Variants of each command that are tried at each place. */
const VARIANTS = 24;
/** Given last, because little can be done after it. */
const LAST: readonly CommandType[] = ['Stop', 'Reopen'];

/** Invites to a session of professionals, and cancels it: whoever was invited has to hear it. */
function inviteAndCancel(given: Given): true {
  const sessionId = idOf(1_500);
  given.planned(1_500, 'professional');
  given.do({ type: 'InviteToSession', sessionId, receiverIds: [idOf(1_600)] });
  given.do({ type: 'CancelSession', sessionId, reason: 'reden' });
  return true;
}

/** Publishes a document of the approved picture, and takes it back. */
function publishAndWithdraw(given: Given): true {
  const reportId = idOf(10_500);
  given.do({ type: 'RequestReport', reportId, document: 'shared-picture', format: 'html', language: 'nl' });
  given.do({ type: 'RecordReport', reportId, outcome: 'rendered', sha256: 'ab', pages: 0 }, { role: 'system' });
  given.do({ type: 'PublishReport', linkId: idOf(11_500), reportId });
  given.do({ type: 'WithdrawReportLink', linkId: idOf(11_500) });
  const organisationId = Object.keys(given.state!.organisations)[0]!;
  given.do({ type: 'ShareReport', linkId: idOf(11_501), reportId, readers: [{ id: idOf(11_600), organisationId }], until: '2099-01-01' });
  return true;
}

/** Drives one trajectory to its end and, on the way, through every kind of event that can happen there. The same each time. */
export function goldenJourney(): Golden {
  const given = new Given();
  given.created();
  const seen = new Set<EventType>();
  const note = (): void => given.journal.forEach(({ type }) => seen.add(type));
  const givesNew = (type: CommandType): void => {
    for (let number = 0; number < VARIANTS; number += 1) {
      const command = commandAt(type, given.state!, given.template, number);
      for (const actor of [senderOf(type, number), MANAGER, { role: 'system' } satisfies Actor]) {
        const decision = decide(command, given.state, given.template, { ...given.meta(actor), target: given.template });
        if (decision.kind !== 'accepted' || !decision.events.some((event) => !seen.has(event.type))) continue;
        given.try(command, actor, given.template);
        return note();
      }
    }
  };
  let isInvited = false;
  let isPublished = false;
  for (let step = 0; step < LONGEST; step += 1) {
    if (given.state!.phase === 'exchange' && !isInvited) isInvited = inviteAndCancel(given);
    if (given.state!.status === 'active' && given.state!.sharedPicture.approvedAt !== null && !isPublished) isPublished = publishAndWithdraw(given);
    note();
    for (const type of COMMAND_TYPES) if (!LAST.includes(type)) givesNew(type);
    const next = towards(given.state!, given.template, given.now);
    if (!next) break;
    given.try(next, next.type === 'Appoint' ? MANAGER : undefined);
    // time passes with each step, so that terms fall due
    given.now = new Date(Date.parse(given.now) + STEP_MS).toISOString();
  }
  const newer = { ...given.template, version: given.template.version + 1 };
  given.try({ ...commandAt('MoveToTemplate', given.state!, newer, 0) }, FACILITATOR, newer);
  for (const type of LAST) givesNew(type);
  return { journal: given.journal, stored: toStored(given.state!), state: given.state! };
}
