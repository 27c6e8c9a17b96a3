import type { CommandType } from '@buurtbalans/domain';

/** Fields of commands whose words are read in documents, exports or invitations. Of a place it is its name. */
const LEAVING: Readonly<Partial<Record<CommandType, readonly string[]>>> = {
  WriteQuestion: ['text'],
  CommentOnIndicator: ['text'],
  PlanSession: ['title', 'question'],
  ReleaseStatement: ['text', 'place'],
  RecordFinding: ['title', 'text', 'place'],
  ReviseFinding: ['title', 'text', 'place'],
  RecordCheck: ['note'],
  OpenGap: ['question'],
  AnswerGap: ['answer'],
  ApproveSharedPicture: ['changes'],
  RecordDissent: ['text'],
  PlanAction: ['what', 'result'],
  ReviseAction: ['what', 'result'],
};

/** The words of a command, whatever was sent as one, that leave; a line for each. */
export function wordsThatLeave(command: unknown): string {
  const sent = (command ?? {}) as Readonly<Record<string, unknown>>;
  const fields = typeof sent['type'] === 'string' ? LEAVING[sent['type'] as CommandType] : undefined;
  return (Array.isArray(fields) ? fields : [])
    .flatMap((field) => {
      const said = sent[field];
      const words = field === 'place' ? (said as { label?: unknown } | null)?.label : said;
      return typeof words === 'string' ? [words] : [];
    })
    .join('\n');
}
