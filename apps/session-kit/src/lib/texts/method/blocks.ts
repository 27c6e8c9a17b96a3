import type { BlockView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { showDate } from '../moments.ts';
import { laneInSentence, phaseName, roleName, themeName } from '../names.ts';
import { showList } from '../numbers.ts';
import { ruleText } from './rules.ts';

type Params = BlockView['params'];

const text = (value: Params[string] | undefined): string =>
  Array.isArray(value) ? showList(value) : String(value ?? '');
const list = (value: Params[string] | undefined): string[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [String(value)];
const lower = (name: string): string => name.toLocaleLowerCase();

const sentences: Record<string, (params: Params) => string> = {
  phase: (p) =>
    m.block_phase({
      phases: showList(list(p['phases']).map(phaseName), 'disjunction'),
      phase: phaseName(text(p['phase'])),
    }),
  'phase.last': () => m.block_phase_last(),
  role: (p) =>
    m.block_role({
      roles: showList(
        list(p['roles']).map((role) => lower(roleName(role))),
        'disjunction',
      ),
    }),
  'role.notAppointed': () => m.block_role_notAppointed(),
  'status.stopped': () => m.block_status_stopped(),
  'status.paused': () => m.block_status_paused(),
  'status.active': () => m.block_status_active(),
  'status.notStopped': () => m.block_status_notStopped(),
  asOf: () => m.block_asOf(),
  'move.unmapped': (p) => m.mproblem_unmapped({ phase: phaseName(text(p['phase'])) }),
  'move.unknown': (p) => m.mproblem_unknown({ phase: phaseName(text(p['phase'])) }),
  'move.noSuchPhase': (p) => m.mproblem_noSuchPhase({ phase: phaseName(text(p['phase'])) }),
  'move.order': () => m.mproblem_order(),
  'move.lane': (p) => m.mproblem_lane({ lane: laneInSentence(text(p['lane'])) }),
  'move.waiver': (p) => m.mproblem_waiver({ guard: text(p['guard']) }),
  'move.history': (p) =>
    m.mproblem_history({
      rule: ruleText(text(p['condition']).replace('guard.', ''), { count: p['needed'], lane: p['lane'] }),
    }),
  'move.tooManySessions': (p) =>
    m.mproblem_tooManySessions({
      planned: text(p['planned']),
      most: text(p['most']),
      lane: laneInSentence(text(p['lane'])),
    }),
  'move.sessionOpen': (p) => m.mproblem_sessionOpen({ open: text(p['open']), phase: phaseName(text(p['phase'])) }),
  'waive.notInTheWay': (p) => m.block_waive_notInTheWay({ guard: text(p['guard']) }),
  'check.noIndicator': (p) => m.block_check_noIndicator({ finding: text(p['finding']) }),
  'plan.dueBefore': (p) => m.block_plan_dueBefore({ actions: text(p['actions']) }),
  'check.noValue': (p) => m.block_check_noValue({ finding: text(p['finding']) }),
  'link.concept': () => m.block_link_concept(),
  'link.ended': () => m.block_link_ended(),
  'link.withdrawn': () => m.block_link_withdrawn(),
  'link.notPublic': () => m.block_link_notPublic(),
  'link.notRendered': () => m.block_link_notRendered(),
  'guard.facilitatorAppointed': () => m.block_facilitatorAppointed(),
  'guard.areaDrawn': () => m.block_areaDrawn(),
  'guard.questionWritten': () => m.block_questionWritten(),
  'guard.indicatorPerTheme': (p) =>
    m.block_indicatorPerTheme({
      themes: showList(list(p['themes']).map((theme) => lower(themeName(theme)))),
      oldest: text(p['oldest']),
    }),
  'guard.intakeSignedOff': () => m.block_intakeSignedOff(),
  'guard.commitmentsSigned': (p) => m.block_commitmentsSigned({ valid: text(p['valid']), needed: text(p['needed']) }),
  'guard.sessionsClosedAtLeast': (p) =>
    m.block_sessionsClosedAtLeast({
      lane: laneInSentence(text(p['lane'])),
      closed: text(p['closed']),
      needed: text(p['needed']),
    }),
  'guard.sessionsPlannedAtMost': (p) =>
    m.block_sessionsPlannedAtMost({
      lane: laneInSentence(text(p['lane'])),
      planned: text(p['planned']),
      most: text(p['most']),
    }),
  'guard.noSessionOpen': (p) => m.block_noSessionOpen({ open: text(p['open']) }),
  'guard.sharedPictureApproved': () => m.block_sharedPictureApproved(),
  'guard.findingsRecorded': (p) =>
    m.block_findingsRecorded({ recorded: text(p['recorded']), needed: text(p['needed']) }),
  'guard.findingsHaveEvidence': (p) => m.block_findingsHaveEvidence({ findings: text(p['findings']) }),
  'guard.testableClaimsTested': (p) => m.block_testableClaimsTested({ findings: text(p['findings']) }),
  'guard.gapsOwnedAndDated': (p) => m.block_gapsOwnedAndDated({ gaps: text(p['gaps']) }),
  'guard.actionsComplete': (p) =>
    list(p['actions']).length === 0 ? m.block_actionsNone() : m.block_actionsComplete({ actions: text(p['actions']) }),
  'guard.actionsOwnedAndDated': (p) =>
    list(p['actions']).length === 0
      ? m.block_actionsNone()
      : m.block_actionsOwnedAndDated({ actions: text(p['actions']) }),
  'guard.dissentConcluded': () => m.block_dissentConcluded(),
  'guard.residentEditionMade': () => m.block_residentEditionMade(),
  'guard.intervalElapsed': (p) => m.block_intervalElapsed({ due: showDate(text(p['due'])) }),
};

const doing: Record<string, () => string> = {
  Appoint: m.do_Appoint,
  SetArea: m.do_SetArea,
  WriteQuestion: m.do_WriteQuestion,
  ChooseIndicator: m.do_ChooseIndicator,
  SignOffIntake: m.do_SignOffIntake,
  SignCommitment: m.do_SignCommitment,
  PlanSession: m.do_PlanSession,
  OpenSession: m.do_OpenSession,
  CloseSession: m.do_CloseSession,
  CancelSession: m.do_CancelSession,
  ApproveSharedPicture: m.do_ApproveSharedPicture,
  RecordFinding: m.do_RecordFinding,
  SetEvidence: m.do_SetEvidence,
  DropFinding: m.do_DropFinding,
  RecordCheck: m.do_RecordCheck,
  ReviseFinding: m.do_ReviseFinding,
  AssignGap: m.do_AssignGap,
  AnswerGap: m.do_AnswerGap,
  PlanAction: m.do_PlanAction,
  ReviseAction: m.do_ReviseAction,
  AgreePlan: m.do_AgreePlan,
  RecordDissent: m.do_RecordDissent,
  ConcludeDissent: m.do_ConcludeDissent,
  MakeResidentEdition: m.do_MakeResidentEdition,
  AdvancePhase: m.do_AdvancePhase,
  GoBack: m.do_GoBack,
  Resume: m.do_Resume,
  Reopen: m.do_Reopen,
};

/** Whether the block is about who the visitor is: then the rest of the reasons do not concern them. */
export const isAboutRole = (block: BlockView): boolean => block.code === 'role' || block.code === 'role.notAppointed';

/** The block as a sentence. */
export function blockSentence(block: Pick<BlockView, 'code' | 'params'>): string {
  return sentences[block.code]?.(block.params) ?? m.block_other({ code: block.code });
}

/** What would take it out of the way, as a sentence; empty when only time helps. */
export function helpSentence(block: BlockView): string {
  const what = block.unblockedBy.map((command) => doing[command]?.()).filter((name) => name !== undefined);
  return what.length === 0 ? '' : m.unblock({ what: showList(what, 'disjunction') });
}

/** Where in a trajectory the first helpful command is given, with the name of the link. */
export function placeOfHelp(block: BlockView, trajectoryId: string): { href: string; label: string } | undefined {
  const base = `/trajectories/${trajectoryId}`;
  switch (block.unblockedBy[0]) {
    case 'SetArea':
    case 'WriteQuestion':
    case 'ChooseIndicator':
    case 'SignOffIntake':
      return { href: `${base}/intake`, label: m.goto_intake() };
    case 'RecordFinding':
    case 'SetEvidence':
    case 'RecordCheck':
    case 'ApproveSharedPicture':
    case 'AssignGap':
      return { href: `${base}/analysis`, label: m.goto_analysis() };
    case 'PlanAction':
    case 'ReviseAction':
    case 'AgreePlan':
    case 'RecordDissent':
    case 'MakeResidentEdition':
      return { href: `${base}/plan`, label: m.goto_plan() };
    case 'Appoint':
      return { href: `${base}#people`, label: m.goto_people() };
    case 'PlanSession':
    case 'OpenSession':
    case 'CloseSession':
    case 'CancelSession':
      return { href: `${base}#sessions`, label: m.goto_sessions() };
    case 'SignCommitment':
      return { href: `${base}#organisations`, label: m.goto_organisations() };
    default:
      return undefined;
  }
}
