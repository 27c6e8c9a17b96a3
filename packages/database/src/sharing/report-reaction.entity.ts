import { defineEntity, p } from '@mikro-orm/core';
import { moment, momentOfWriting } from '../columns.ts';
import { ReportReaderEntity } from './report-reader.entity.ts';

const ofReader = `reader_id::text = app_setting('reader')`;
/** Which readers a facilitator knows, their own table says. */
const ofKnownReader = 'exists (select from report_reader r where r.id = reader_id)';

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
    suspect: p.boolean().default(false),
  },
  rowLevelSecurity: 'force',
  policies: [
    { name: 'reaction_of_reader', roles: ['bb_engine'], using: ofReader, check: ofReader },
    { name: 'reaction_to_facilitator', roles: ['bb_facilitator'], using: ofKnownReader, check: ofKnownReader },
  ],
});
