import type { TrajectoryState } from './trajectory-state.ts';
import { factsAlone, givenAgain, patch, pictureChanged, takeBack, without } from './takes-back.evolve.ts';
import type { TrajectoryEvent } from './trajectory.events.ts';

/** The state before the first event. */
export const initialState = null;

/**
 * Folds one journal entry into the state. Pure: the state that goes in is not changed. An event of a type that this
 * version does not know throws, so that a journal from a newer version is never read as something else.
 */
export function evolve(before: TrajectoryState | null, entry: TrajectoryEvent): TrajectoryState {
  if (entry.type === 'TrajectoryCreated') return setTimers(created(entry), entry);
  if (before === null) throw new Error(`journal does not start with TrajectoryCreated but with ${entry.type}`);
  const state: TrajectoryState = structuredCloneOf(before);
  state.version = entry.seq;
  apply(state, factsAlone(entry));
  takeBack(state, entry, before);
  setTimers(state, entry);
  return state;
}

/** Folds a whole journal, or what follows on `before`. */
export function fold(
  entries: Iterable<TrajectoryEvent>,
  before: TrajectoryState | null = initialState,
): TrajectoryState | null {
  let state = before;
  for (const entry of entries) state = evolve(state, entry);
  return state;
}

function structuredCloneOf(state: TrajectoryState): TrajectoryState {
  return {
    ...state,
    indicators: { ...state.indicators },
    organisations: { ...state.organisations },
    sessions: { ...state.sessions },
    waivers: { ...state.waivers },
    statements: { ...state.statements },
    findings: { ...state.findings },
    gaps: { ...state.gaps },
    dissent: { ...state.dissent },
    actions: { ...state.actions },
    reports: { ...state.reports },
    timers: { ...state.timers },
    alerts: { ...state.alerts },
    ...(state.takenBack && { takenBack: { ...state.takenBack } }),
  };
}

function created(entry: Extract<TrajectoryEvent, { type: 'TrajectoryCreated' }>): TrajectoryState {
  const { data, at } = entry;
  return {
    version: entry.seq,
    name: data.name,
    districtCode: data.districtCode,
    invented: data.invented,
    template: { id: data.templateId, version: data.templateVersion },
    phase: data.phase,
    phaseSince: at,
    status: 'active',
    createdAt: at,
    facilitators: [],
    researchAdvisers: [],
    area: null,
    question: null,
    indicators: {},
    intakeSignedOff: null,
    organisations: {},
    sessions: {},
    waivers: {},
    statements: {},
    findings: {},
    gaps: {},
    sharedPicture: { number: 0, approvedAt: null, changes: null },
    dissent: {},
    dissentConcludedAt: null,
    actions: {},
    residentEdition: null,
    reports: {},
    timers: {},
    alerts: {},
  };
}

/** Sets and cancels the timers that an event names; one that is set anew or cancelled no longer waits for anybody. */
function setTimers(state: TrajectoryState, entry: TrajectoryEvent): TrajectoryState {
  for (const [key, dueAt] of Object.entries(entry.data.timers ?? {})) {
    delete state.alerts[key];
    if (dueAt === null) delete state.timers[key];
    else state.timers[key] = { dueAt, setSeq: entry.seq };
  }
  return state;
}

/** The number of something that is gone stays its own. */
function keepNumber(state: TrajectoryState, kind: 'finding' | 'action', number: number | undefined): void {
  if (number !== undefined) state.numbers = { ...state.numbers, [kind]: Math.max(number, state.numbers?.[kind] ?? 0) };
}

function apply(state: TrajectoryState, entry: TrajectoryEvent): void {
  const { at } = entry;
  switch (entry.type) {
    case 'TrajectoryCreated':
      return;
    case 'Appointed': {
      const { accountId, role } = entry.data;
      if (role === 'facilitator') state.facilitators = [...without(state.facilitators, accountId), accountId];
      else state.researchAdvisers = [...without(state.researchAdvisers, accountId), accountId];
      return;
    }
    case 'Dismissed': {
      const { accountId, role } = entry.data;
      if (role === 'facilitator') state.facilitators = without(state.facilitators, accountId);
      else state.researchAdvisers = without(state.researchAdvisers, accountId);
      return;
    }
    case 'AreaSet':
      {
        const { countAgain = [], ...area } = entry.data;
        state.area = area;
        for (const id of countAgain) {
          const { formerArea: _former, ...session } = state.sessions[id]!;
          state.sessions[id] = session;
        }
      }
      return;
    case 'QuestionWritten':
      state.question = entry.data.text;
      return;
    case 'IndicatorChosen': {
      const { indicatorId, theme, year } = entry.data;
      state.indicators[indicatorId] = { theme, year, comment: state.indicators[indicatorId]?.comment ?? null };
      return;
    }
    case 'IndicatorDropped':
      delete state.indicators[entry.data.indicatorId];
      return;
    case 'IndicatorCommented':
      patch(state.indicators, entry.data.indicatorId, { comment: entry.data.comment });
      return;
    case 'IntakeSignedOff':
      state.intakeSignedOff = { at, accountId: entry.actor.accountId ?? '' };
      givenAgain(state, 'signOff');
      return;
    case 'OrganisationAdded': {
      const { organisationId, name, organisationType, ring } = entry.data;
      const commitment = state.organisations[organisationId]?.commitment ?? { status: 'none' };
      state.organisations[organisationId] = { name, type: organisationType, ring, commitment };
      return;
    }
    case 'CommitmentSigned': {
      const { organisationId, data, purpose, until } = entry.data;
      patch(state.organisations, organisationId, {
        commitment: { status: 'signed', data, purpose, until, signedAt: at },
      });
      return;
    }
    case 'CommitmentWithdrawn':
      patch(state.organisations, entry.data.organisationId, { commitment: { status: 'withdrawn' } });
      return;
    case 'SessionPlanned': {
      const { sessionId, ...session } = entry.data;
      state.sessions[sessionId] = { ...session, status: 'planned' };
      return;
    }
    case 'SessionMoved':
      patch(state.sessions, entry.data.sessionId, { plannedFor: entry.data.plannedFor });
      return;
    case 'SessionOpened':
      patch(state.sessions, entry.data.sessionId, { status: 'open', openedAt: at });
      return;
    case 'SessionClosed':
      patch(state.sessions, entry.data.sessionId, { status: 'closed', closedAt: at });
      return;
    case 'SessionCancelled':
      patch(state.sessions, entry.data.sessionId, { status: 'cancelled' });
      return;
    case 'SessionInvited':
    case 'InvitationWithdrawn': {
      const { sessionId, number, plannedFor } = entry.data;
      patch(state.sessions, sessionId, { invited: { number, plannedFor, at } });
      return;
    }
    case 'PhaseAdvanced':
    case 'PhaseTakenBack':
      state.phase = entry.data.to;
      state.phaseSince = at;
      return;
    case 'TrajectoryPaused':
      state.status = 'paused';
      if (entry.data.since !== undefined) state.paused = { at: entry.data.since, seq: entry.seq };
      return;
    case 'TrajectoryResumed':
      state.status = 'active';
      delete state.paused;
      return;
    case 'TrajectoryStopped':
      state.status = 'stopped';
      return;
    case 'GuardWaived':
      state.waivers[entry.data.guardId] = { at, reason: entry.data.reason };
      return;
    case 'StatementReleased': {
      const { statementId, ...statement } = entry.data;
      state.statements[statementId] = statement;
      pictureChanged(state);
      return;
    }
    case 'StatementRetracted': {
      const { statementId } = entry.data;
      delete state.statements[statementId];
      for (const [findingId, finding] of Object.entries(state.findings)) {
        if (!finding.statementIds.includes(statementId)) continue;
        state.findings[findingId] = { ...finding, statementIds: without(finding.statementIds, statementId) };
      }
      pictureChanged(state);
      return;
    }
    case 'FindingRecorded': {
      const { findingId, ...finding } = entry.data;
      state.findings[findingId] = { ...finding, statementIds: [], indicatorIds: [], verdict: null, note: null };
      pictureChanged(state);
      return;
    }
    case 'FindingRevised': {
      const { findingId, ...finding } = entry.data;
      // a claim that changed has to be checked again
      patch(state.findings, findingId, { ...finding, verdict: null, note: null });
      pictureChanged(state);
      return;
    }
    case 'FindingDropped':
      delete state.findings[entry.data.findingId];
      keepNumber(state, 'finding', entry.data.number);
      pictureChanged(state);
      return;
    case 'EvidenceSet': {
      const { findingId, statementIds, indicatorIds } = entry.data;
      patch(state.findings, findingId, { statementIds, indicatorIds });
      pictureChanged(state);
      return;
    }
    case 'CheckRecorded':
      patch(state.findings, entry.data.findingId, { verdict: entry.data.verdict, note: entry.data.note });
      pictureChanged(state);
      return;
    case 'GapOpened': {
      const { gapId, ...gap } = entry.data;
      state.gaps[gapId] = { ...gap, answer: null };
      return;
    }
    case 'GapAssigned': {
      const { gapId, ownerOrganisationId, due } = entry.data;
      patch(state.gaps, gapId, { ownerOrganisationId, due });
      return;
    }
    case 'GapAnswered':
      patch(state.gaps, entry.data.gapId, { answer: entry.data.answer });
      return;
    case 'SharedPictureApproved':
      state.sharedPicture = { number: entry.data.number, approvedAt: at, changes: entry.data.changes };
      givenAgain(state, 'approval');
      return;
    case 'DissentRecorded': {
      const { dissentId, ...dissent } = entry.data;
      state.dissent[dissentId] = dissent;
      return;
    }
    case 'DissentConcluded':
      state.dissentConcludedAt = at;
      givenAgain(state, 'conclusion');
      return;
    case 'ActionPlanned': {
      const { actionId, ...action } = entry.data;
      state.actions[actionId] = action;
      return;
    }
    case 'ActionRevised': {
      const { actionId, ...action } = entry.data;
      patch(state.actions, actionId, action);
      return;
    }
    case 'ActionDropped':
      delete state.actions[entry.data.actionId];
      keepNumber(state, 'action', entry.data.number);
      return;
    case 'ResidentEditionMade':
      state.residentEdition = { pictureNumber: entry.data.pictureNumber, at };
      givenAgain(state, 'edition');
      return;
    case 'ReportRequested': {
      const { reportId, forgets = [], ...report } = entry.data;
      for (const id of forgets) delete state.reports[id];
      const { approvedAt, number } = state.sharedPicture;
      state.reports[reportId] = {
        ...report,
        asOf: entry.seq - 1,
        status: 'requested',
        requestedAt: at,
        ...(approvedAt !== null && { pictureNumber: number }),
      };
      return;
    }
    case 'ReportCancelled':
      patch(state.reports, entry.data.reportId, { status: 'cancelled' });
      return;
    case 'ReportRecorded': {
      const { reportId, outcome, sha256, pages, errorCode } = entry.data;
      patch(state.reports, reportId, { status: outcome, sha256, pages, errorCode });
      return;
    }
    case 'ReportPublished': {
      const { linkId, reportId, pdfReportId } = entry.data;
      patch(state.reports, reportId, {
        links: { ...state.reports[reportId]?.links, [linkId]: { pdfReportId, publishedAt: at, withdrawnAt: null } },
      });
      return;
    }
    case 'ReportShared': {
      const { linkId, reportId, pdfReportId, readers, until } = entry.data;
      const link = {
        pdfReportId,
        publishedAt: at,
        withdrawnAt: null,
        until,
        readers: Object.fromEntries(readers.map(({ id, organisationId }) => [id, organisationId])),
      };
      patch(state.reports, reportId, { links: { ...state.reports[reportId]?.links, [linkId]: link } });
      return;
    }
    case 'ReportLinkWithdrawn': {
      const { linkId, reportId } = entry.data;
      const links = { ...state.reports[reportId]?.links };
      patch(links, linkId, { withdrawnAt: at });
      patch(state.reports, reportId, { links });
      return;
    }
    case 'TimerFired':
      delete state.timers[entry.data.key];
      state.alerts[entry.data.key] = at;
      return;
    // what they do to the timer stands in the timers of the event
    case 'TimerMoved':
    case 'TimerCancelled':
      return;
    case 'TrajectoryReopened':
      state.status = 'active';
      delete state.paused;
      return;
    case 'TemplateMoved': {
      const { to, phase, phaseMap, arrives } = entry.data;
      state.template = { ...to };
      state.phase = phase.to;
      if (arrives) state.phaseSince = at;
      for (const [sessionId, session] of Object.entries(state.sessions)) {
        state.sessions[sessionId] = {
          ...session,
          phases: [...new Set(session.phases.map((step) => phaseMap[step] ?? step))],
        };
      }
      return;
    }
    default: {
      const unknown: never = entry;
      throw new Error(`unknown event ${(unknown as { type: string }).type}`);
    }
  }
}
