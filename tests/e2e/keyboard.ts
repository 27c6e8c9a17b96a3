import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { focusNow } from './in-page.mjs';

/** So many stops are between two controls at most. */
const MOST_STOPS = 150;

/** Somebody who has a keyboard and no mouse. After every key the focus is somewhere, and can be seen. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Goes on with Tab until the focus is on what has this name, in the group of that name. */
  async to(name: string | RegExp, group?: string): Promise<void> {
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      await this.#page.keyboard.press('Tab');
      const focus = await this.#page.evaluate(focusNow);
      if (
        !(typeof name === 'string' ? focus.name === name : name.test(focus.name)) ||
        (group !== undefined && focus.legend !== group)
      )
        continue;
      expect(focus).toMatchObject({ isSeen: true, isMarked: true });
      return;
    }
    throw new Error(`Tab does not lead to ${name}`);
  }

  /** Presses a key, and does not lose the focus by it. */
  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
    await expect
      .poll(() => this.#page.evaluate(focusNow), { message: `the focus after ${key}` })
      .toMatchObject({ isSomewhere: true, isSeen: true, isMarked: true });
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }
}
