import { defineEntity, p } from '@mikro-orm/core';
import { moment, momentOfWriting } from '../columns.ts';
import { ReportReaderEntity } from './report-reader.entity.ts';

/** What a reader says to a part of a document. */
export const ReportReactionEntity = defineEntity({
  name: 'ReportReaction',
  tableName: 'report_reaction',
  properties: {
    id: p.uuid().primary(),
    reader: () => p.manyToOne(ReportReaderEntity).deleteRule('cascade'),
    part: p.text(),
    kind: p.text().$type<'dissent' | 'addition'>(),
    text: p.text(),
    at: momentOfWriting(),
    handledAt: moment().strictNullable(),
  },
});
