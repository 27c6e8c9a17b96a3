import type { Phase } from '../template/method-template.ts';
import type { ContentId, TemplateReference } from '../trajectory/event-parts.ts';

/** Events about people, phases, pausing and stopping, waivers, timers and the template: facts, never texts. Dates are ISO 8601. */
export interface CaseEvents {
  TrajectoryCreated: {
    name: string;
    districtCode: string;
    templateId: string;
    templateVersion: number;
    phase: Phase;
    invented: boolean;
  };
  Appointed: { accountId: string; role: 'facilitator' | 'research_adviser' };
  Dismissed: { accountId: string; role: 'facilitator' | 'research_adviser' };
  PhaseAdvanced: { from: Phase; to: Phase };
  PhaseTakenBack: { from: Phase; to: Phase; reason: ContentId };
  /** `since` is absent in journals of versions before 0.3. */
  TrajectoryPaused: { reason: ContentId; since?: string };
  TrajectoryResumed: Record<never, never>;
  TrajectoryStopped: { reason: ContentId };
  TrajectoryReopened: { reason: ContentId };
  GuardWaived: { guardId: string; reason: ContentId };
  TimerMoved: { key: string; reason: ContentId };
  TimerCancelled: { key: string; reason: ContentId };
  TimerFired: { key: string; setSeq: number };
  TemplateMoved: {
    from: TemplateReference;
    to: TemplateReference;
    phase: { from: Phase; to: Phase };
    phaseMap: Record<string, Phase>;
    dueDates: 'keep' | 'recalculate';
    /** The phase is another one, and begins; absent in journals of versions before 0.3. */
    arrives?: true;
    reason: ContentId;
  };
}
