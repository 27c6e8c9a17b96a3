import { defineEntity, p } from '@mikro-orm/core';
import { count, moment, momentOfWriting } from '../../columns.ts';
import { AccountEntity } from '../../people/account.entity.ts';
import type { DeliverySource, Difference } from './delivery.ts';

/** Files of figures and borders that were read, what became of them, and who decided it. */
export const DeliveryEntity = defineEntity({
  name: 'Delivery',
  tableName: 'delivery',
  properties: {
    id: p.uuid().primary(),
    kind: p.text().$type<'kwb' | 'boundaries'>(),
    state: p.text().$type<'reading' | 'proposed' | 'official' | 'undone' | 'discarded'>().default('reading'),
    origin: p.text().$type<'upload' | 'command_line' | 'product' | 'earlier'>(),
    fileName: p.text(),
    bytes: count(),
    sha256: p.text().fieldName('sha256').strictNullable(),
    source: p.json().$type<DeliverySource>().strictNullable(),
    years: p.json().$type<number[]>().defaultRaw(`'[]'`),
    columns: p.json().$type<string[]>().defaultRaw(`'[]'`),
    dropped: p.json().$type<string[]>().defaultRaw(`'[]'`),
    rowCount: p.integer().default(0),
    broughtBy: () => p.manyToOne(AccountEntity).fieldName('brought_by').strictNullable(),
    broughtAt: momentOfWriting(),
    replaces: p.uuid().strictNullable(),
    difference: p.json().$type<Difference>().strictNullable(),
    erases: p.boolean().default(false),
    position: p.integer().strictNullable(),
    takenOverBy: () => p.manyToOne(AccountEntity).fieldName('taken_over_by').strictNullable(),
    takenOverAt: moment().strictNullable(),
    endedBy: () => p.manyToOne(AccountEntity).fieldName('ended_by').strictNullable(),
    endedAt: moment().strictNullable(),
  },
});
