import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { liveCommandSchemas } from '../live/live.commands.ts';
import { commandSchemas } from './trajectory.commands.ts';
import { wordsIn, wordsOfCommand } from './words-of.ts';

/** The fields of a schema that hold a text of any form, by their path; with whether they count as words. */
function textsIn(schema: z.ZodType, path = ''): (readonly [string, boolean])[] {
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, part]) => textsIn(part as z.ZodType, `${path}.${key}`));
  if (schema instanceof z.ZodArray) return textsIn(schema.def.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodRecord) return textsIn(schema.def.valueType as z.ZodType, `${path}{}`);
  if (schema instanceof z.ZodDiscriminatedUnion)
    return (schema.def.options as z.ZodType[]).flatMap((option) => textsIn(option, path));
  const { innerType } = schema.def as { innerType?: z.ZodType };
  if (innerType) return textsIn(innerType, path);
  // what has a form (an id, a day, a code) is no text
  if (!(schema instanceof z.ZodString)) return [];
  const isFormed = (schema.def.checks ?? []).some(
    (check) => check instanceof z.ZodType || check._zod.def.check === 'string_format',
  );
  return isFormed ? [] : [[path, wordsIn(schema, 'x').length > 0]];
}

describe('[E260] what counts as words in a command', () => {
  it('is every text that has no form, but for names that templates and programs give', () => {
    const all = Object.entries({ ...commandSchemas, ...liveCommandSchemas }).flatMap(([type, schema]) =>
      textsIn(schema).map(([path, isOfWords]) => [`${type}${path}`, isOfWords] as const),
    );
    expect(all.filter(([, isOfWords]) => !isOfWords).map(([path]) => path)).toEqual([
      'CreateTrajectory.templateId',
      'Waive.guardId',
      'MoveTimer.key',
      'CancelTimer.key',
      'FireTimer.key',
      'MoveToTemplate.templateId',
      'RecordReport.sha256',
      'RecordReport.errorCode',
      'WithdrawCard.secret',
      // words that were given before, and looked at then
      'ModerateText.text',
      'WriteMinutes.omitted[]',
    ]);
    const words = all.filter(([, isOfWords]) => isOfWords).map(([path]) => path);
    for (const path of [
      'CreateTrajectory.name',
      'SetArea.name',
      'AddOrganisation.name',
      'ReleaseStatement.place.label',
      'AddCard.place.label',
      'Pause.reason',
      'SetScript.steps[].question',
      'SetScript.steps[].options[]',
      'TranslateCard.text',
      'MakeCluster.title',
      'WriteMinutes.notes{}',
      'GiveAnswer.answer.sentence',
    ])
      expect(words).toContain(path);
  });

  it.each([
    [{ type: 'AddCard', text: 'een', place: { lng: 4, lat: 52, label: 'twee' }, cardId: 'drie' }, 'een\ntwee'],
    [{ type: 'GiveAnswer', answer: { exercise: 'check_in', word: 'een', sentence: 'twee' } }, 'een'],
    [{ type: 'WriteMinutes', summary: 'een', notes: { 'step-1': 'twee', other: 'drie' } }, 'een\ntwee\ndrie'],
    [{ type: 'SetArea', name: 'een', geometry: { type: 'twee', coordinates: [['drie']] } }, 'een'],
    [{ type: 'RecordFinding', title: 'een', text: 2, place: 'drie' }, 'een'],
    [{ type: 'toString', name: 'een' }, ''],
    [null, ''],
    ['AddCard', ''],
  ])('is read from whatever was sent', (command, words) => {
    expect(wordsOfCommand(command)).toBe(words);
  });
});
