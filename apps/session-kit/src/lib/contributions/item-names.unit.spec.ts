import { type CardView, usualStep } from '@buurtbalans/domain';
import { afterEach, describe, expect, it } from 'vitest';
import type { LiveSession } from '#lib/line/live-session.svelte.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { cardText, itemName } from './item-names.ts';

const card = { id: 'c', text: 'More light', language: 'en', translation: 'Meer licht' } as CardView;
const live = { cards: [card], clusters: [{ id: 'k', title: 'Verlichting' }] } as unknown as LiveSession;
const step = { ...usualStep('s', 'dots'), options: ['Plein', 'Park'] };
const usual = getLocale;

afterEach(() => overwriteGetLocale(usual));

describe('the name of an item', () => {
  it('is that of the option, the cluster or the card, and none when it is gone', () => {
    const keys = ['option:1', 'option:2', 'cluster:k', 'cluster:x', 'card:c', 'card:x'];
    expect(keys.map((key) => itemName(live, key, step))).toEqual(['Park', '', 'Verlichting', '', 'Meer licht', '']);
    expect(itemName(live, 'option:0', null)).toBe('');
  });

  it('is Dutch for the whole room, and for one reader what was written in their own language', () => {
    const forReader = () => itemName(live, 'card:c', null, cardText);
    overwriteGetLocale(() => 'en');
    expect([itemName(live, 'card:c', null), forReader()]).toEqual(['Meer licht', 'More light']);
    overwriteGetLocale(() => 'tr');
    expect(forReader()).toBe('Meer licht');
  });
});
