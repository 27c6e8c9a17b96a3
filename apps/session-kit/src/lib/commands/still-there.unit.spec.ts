import { expect, test } from 'vitest';
import { stillThere } from './still-there.ts';

test('a form sends what the view still has, in its own order, and nothing that is gone', () => {
  const findings = [{ id: 'one' }, { id: 'two' }, { id: 'three' }];
  expect(stillThere(['three', 'gone', 'one'], findings, 'id')).toEqual(['three', 'one']);
  expect(stillThere(['housing.one', 'housing.gone'], [{ indicatorId: 'housing.one' }], 'indicatorId')).toEqual([
    'housing.one',
  ]);
  expect(stillThere([''], findings, 'id')).toEqual([]);
  expect(stillThere(['one'], [], 'id')).toEqual([]);
});
