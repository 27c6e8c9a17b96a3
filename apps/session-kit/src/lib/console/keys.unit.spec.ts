import { describe, expect, it } from 'vitest';
import { actionOf, type Pressed } from './keys.ts';

const pressed = (key: string, changes: Partial<Pressed> = {}): Pressed => ({
  key,
  repeat: false,
  isHeld: false,
  focus: 'nothing',
  ...changes,
});

describe('keys of the console', () => {
  it('are space, arrow right and H', () => {
    expect([' ', 'ArrowRight', 'h', 'H', 'x', 'ArrowLeft'].map((key) => actionOf(pressed(key)))).toEqual([
      'clock',
      'next',
      'reveal',
      'reveal',
      null,
      null,
    ]);
  });

  it('leave whoever types alone, and the arrows to a map', () => {
    for (const focus of ['typing', 'map'] as const)
      expect([' ', 'ArrowRight', 'h'].map((key) => actionOf(pressed(key, { focus })))).toEqual([null, null, null]);
  });

  it('leave the space bar to the button that has the focus', () => {
    expect([' ', 'ArrowRight'].map((key) => actionOf(pressed(key, { focus: 'control' })))).toEqual([null, 'next']);
  });

  it('do nothing twice while held down, nor with Ctrl, Alt or the system key', () => {
    expect([actionOf(pressed('ArrowRight', { repeat: true })), actionOf(pressed('h', { isHeld: true }))]).toEqual([
      null,
      null,
    ]);
  });
});
