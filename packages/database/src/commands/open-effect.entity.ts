import { defineEntity, p } from '@mikro-orm/core';
import { attempts, moment, momentOfWriting } from '../columns.ts';

/** Effects from the moment that their job is asked for until their result is seen. */
export const OpenEffectEntity = defineEntity({
  name: 'OpenEffect',
  tableName: 'open_effect',
  properties: {
    effectKey: p.text().primary(),
    job: p.text(),
    payload: p.json().$type<object>(),
    askedAt: momentOfWriting(),
    waitingSince: momentOfWriting(),
    failures: attempts(),
    failedAt: moment().strictNullable(),
  },
});
