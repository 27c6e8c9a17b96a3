import { FIST_TO_FIVE, scriptOf, STEP_LIMIT, usualStep } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { added, changed, duplicated, freshId, moved, optionsOf, rebased, removed, replaced } from './script-edit.ts';

const steps = [
  usualStep('a', 'check_in'),
  usualStep('b', 'dots', { skipped: true, budget: 5 }),
  usualStep('c', FIST_TO_FIVE),
];
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).join(' ');

describe('editing a script', () => {
  it('moves a step up, down and to any place', () => {
    expect(
      [
        moved(steps, 'b', 0),
        moved(steps, 'b', 2),
        moved(steps, 'a', 99),
        moved(steps, 'c', -4),
        moved(steps, 'x', 0),
      ].map(ids),
    ).toEqual(['b a c', 'a c b', 'b c a', 'c a b', 'a b c']);
  });

  it('adds a step as it usually is, with an id of its own', () => {
    const list = added(steps, 'parking_lot');
    expect([ids(list), list[3]]).toEqual(['a b c parking-lot-4', usualStep('parking-lot-4', 'parking_lot')]);
    expect(ids(added(steps, 'dots', 'a'))).toBe('a dots-4 b c');
    expect(freshId([usualStep('dots-2', 'dots')], 'dots')).toBe('dots-3');
  });

  it('keeps to the longest script', () => {
    const full = Array.from({ length: STEP_LIMIT }, (_, index) => usualStep(`s${index}`, 'dots'));
    expect([added(full, 'dots').length, duplicated(full, 's3').length]).toEqual([STEP_LIMIT, STEP_LIMIT]);
  });

  it('duplicates a step with its settings, and the copy takes part', () => {
    expect(duplicated(steps, 'b')[2]).toMatchObject({ id: 'dots-4', budget: 5, skipped: false });
  });

  it('takes out only what has not begun', () => {
    expect([removed(steps, 'b', []), removed(steps, 'b', ['b'])].map(ids)).toEqual(['a c', 'a b c']);
    expect(changed(steps, 'c', { minutes: 9 })[2]!.minutes).toBe(9);
  });

  it('puts a ready script in the place of what has not begun', () => {
    const ready = scriptOf('deepening');
    const begun = usualStep(ready[0]!.id, 'check_in', { question: 'begun' });
    const list = replaced([begun, usualStep('b', 'dots')], ready, [begun.id]);
    expect([list[0], list.length, new Set(list.map(({ id }) => id)).size]).toEqual([
      begun,
      ready.length + 1,
      ready.length + 1,
    ]);
  });

  it('keeps the own version on top of a colleague’s, with what has begun since then', () => {
    const own = changed(moved(steps, 'c', 0), 'a', { question: 'mine' });
    const theirs = [steps[0]!, usualStep('new', 'dots'), steps[2]!];
    const list = rebased(own, theirs, ['a', 'new']);
    expect([ids(list), list.find(({ id }) => id === 'a')?.question]).toEqual(['c new a b', 'mine']);
  });

  it('takes the colleague’s version of a step that has begun as another exercise', () => {
    const own = [usualStep('a', 'dots')];
    expect(rebased(own, [usualStep('a', 'check_in')], ['a'])).toEqual([usualStep('a', 'check_in')]);
  });

  it('reads options from lines', () => {
    expect(optionsOf(' Meer licht \n\nBankjes\nMeer licht\n')).toEqual(['Meer licht', 'Bankjes']);
  });
});
