import { describe, expect, it } from 'vitest';
import { backgroundSource } from './background-source.ts';

const own = { BUURTBALANS_TILES: 'https://kaart.example.nl/{layer}/{z}/{x}/{y}.png' };

describe('the background that a setting asks for', () => {
  it.each([{}, { BUURTBALANS_TILES: '' }, { BUURTBALANS_TILES: 'pdok' }])(
    'is that of the land registry: %o',
    (settings) => {
      expect(backgroundSource(settings)).toMatchObject({
        url: expect.stringContaining('https://service.pdok.nl/'),
        credit: expect.stringContaining('Kadaster'),
      });
    },
  );

  it('is none, or that of another server, with its credit', () => {
    expect(backgroundSource({ BUURTBALANS_TILES: 'off' })).toBeNull();
    expect(backgroundSource({ ...own, BUURTBALANS_TILES_CREDIT: '© Voorbeeld' })).toEqual({
      url: own.BUURTBALANS_TILES,
      credit: '© Voorbeeld',
    });
  });

  it.each([
    [{ BUURTBALANS_TILES: 'aan' }, 'aan'],
    [{ BUURTBALANS_TILES: 'file:///etc/{z}/{x}/{y}' }, 'https://'],
    [{ BUURTBALANS_TILES: 'https://kaart.example.nl/{z}/{y}.png' }, '{x}'],
    [own, 'BUURTBALANS_TILES_CREDIT'],
  ])('says what is wrong with %o', (settings, part) => {
    expect(() => backgroundSource(settings)).toThrow(part);
  });
});
