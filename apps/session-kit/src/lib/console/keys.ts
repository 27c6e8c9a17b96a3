import { device } from '#lib/store/browser-store.ts';

/** What a key does on the console. */
export type KeyAction = 'clock' | 'next' | 'reveal';

/** What is known of a key that was pressed. */
export interface Pressed {
  readonly key: string;
  readonly repeat: boolean;
  /** Ctrl, Alt or the system key is held. */
  readonly isHeld: boolean;
  /** Where the focus is; `map` stands for whatever moves by the arrows itself. */
  readonly focus: 'nothing' | 'control' | 'typing' | 'map';
}

/** What a key does. Nothing while somebody types or a map has the arrows; the space bar belongs to a button with focus. */
export function actionOf({ key, repeat, isHeld, focus }: Pressed): KeyAction | null {
  if (repeat || isHeld || focus === 'typing' || focus === 'map') return null;
  if (key === ' ') return focus === 'control' ? null : 'clock';
  if (key === 'ArrowRight') return 'next';
  return key === 'h' || key === 'H' ? 'reveal' : null;
}

/** Where the focus is. What was only clicked keeps the focus, but not the keys: the space bar must not click it again. */
export function focusOf(target: EventTarget | null, isClicked = false): Pressed['focus'] {
  if (!(target instanceof Element)) return 'nothing';
  if (target.closest('dialog, [role="application"], [tabindex="0"]')) return 'map';
  if (target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]')) return 'typing';
  return !isClicked && target.closest('button, a[href], summary, input') ? 'control' : 'nothing';
}

const KEY = 'console-keys';

/** Whether keys are on in this browser. Somebody who speaks to the computer can switch them off. */
export const keysAreOn = (): boolean => device.get(KEY) !== 'off';

/** Switches keys on or off, for this visit and the next. */
export const switchKeys = (on: boolean): void => device.set(KEY, on ? 'on' : 'off');
