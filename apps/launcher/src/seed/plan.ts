import type { CommandInput, TrajectoryState } from '@buurtbalans/domain';
import { type Cast, type Chapter, dayAt, idOf, ownerOf, type Span } from './cast.ts';
import { DAY, type Step } from './story.ts';
import { REASONS, type ThemeWords } from './words.ts';

/** Actions, and what closes the plan. */
export const plan: Chapter = (cast, span) => {
  const { themes, random, organisations, until } = cast;
  return [
    ...themes.flatMap((words, index) => act(cast, span, words, index)),
    ...(random.isOneIn(10)
      ? [
          {
            at: span.at(0.5),
            command: (state: TrajectoryState) =>
              withdrawal(state, organisations.at(-1)!.id, random.pick(REASONS.withdraw)),
          },
          // what it told is in the picture no longer
          { at: span.at(0.55), command: approvalAgain },
        ]
      : []),
    // one that is over: what stands still today is for its fate to say
    ...(random.isOneIn(8) && span.at(1) < until
      ? ([
          { at: span.at(0.78), command: { type: 'Pause', reason: random.pick(REASONS.pause) } },
          { at: span.at(0.84), command: { type: 'Resume' } },
        ] as const)
      : []),
    { at: span.at(0.88), command: (state) => agreement(state, dayAt(span.at(0.88))) },
    { at: span.at(0.9), command: { type: 'ConcludeDissent' } },
    { at: span.at(0.95), command: { type: 'MakeResidentEdition' } },
    // the longest plans go on: a concept beside the version that was agreed
    ...(themes.length > 4
      ? [{ at: span.at(0.97), command: (state: TrajectoryState) => onwards(state, themes[0]!) }]
      : []),
  ];
};

/** Whoever does something agrees to it. */
function agreement({ actions }: TrajectoryState, agreedOn: string): CommandInput {
  const owners = Object.values(actions).flatMap(({ ownerOrganisationId }) => ownerOrganisationId ?? []);
  return { type: 'AgreePlan', organisationIds: [...new Set(owners)], agreedOn };
}

/** The first action is taken up further. */
function onwards({ actions }: TrajectoryState, words: ThemeWords): CommandInput | undefined {
  const [found] = Object.entries(actions).sort(([, one], [, other]) => one.number - other.number);
  if (!found) return undefined;
  const [actionId, { ownerOrganisationId, due, findingIds, indicatorId }] = found;
  const { action: what, result } = words;
  return { type: 'ReviseAction', actionId, what, result, ownerOrganisationId, due, findingIds, indicatorId };
}

function withdrawal(state: TrajectoryState, organisationId: string, reason: string): CommandInput | undefined {
  if (state.organisations[organisationId]?.commitment.status !== 'signed') return undefined;
  return { type: 'WithdrawCommitment', organisationId, reason };
}

function approvalAgain({ sharedPicture }: TrajectoryState): CommandInput | undefined {
  return sharedPicture.approvedAt === null
    ? { type: 'ApproveSharedPicture', changes: 'Zonder wat een organisatie vertelde die niet meer meedoet.' }
    : undefined;
}

/** An action of the plan; what it should come to is sometimes written later. */
function act(cast: Cast, span: Span, words: ThemeWords, index: number): Step[] {
  const { random } = cast;
  const action = {
    actionId: idOf(cast, `action ${words.theme}`),
    what: words.action,
    ownerOrganisationId: ownerOf(cast, words),
    due: dayAt(span.at(1) + random.between(60, 420) * DAY),
    findingIds: [idOf(cast, `finding ${words.theme}`)],
    indicatorId: words.indicatorId ?? null,
  };
  const isLater = random.isOneIn(3);
  return [
    {
      at: span.at(0.12 + index / 10),
      command: { type: 'PlanAction', ...action, result: isLater ? '' : words.result },
    },
    ...(isLater
      ? [{ at: span.at(0.7 + index / 50), command: { type: 'ReviseAction', ...action, result: words.result } } as const]
      : []),
  ];
}
