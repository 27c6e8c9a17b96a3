import { device } from '#lib/store/browser-store.ts';

/** Sizes of text to choose from, as a part of the usual size. */
export const TEXT_SIZES = [100, 125, 150] as const;

/** One of the {@link TEXT_SIZES}. */
export type TextSize = (typeof TEXT_SIZES)[number];

const KEY = 'text-size';

/** The size that was chosen in this browser. */
export function chosenTextSize(): TextSize {
  const chosen = device.get(KEY);
  return TEXT_SIZES.find((size) => String(size) === chosen) ?? 100;
}

/** Shows the page in this size; everything is measured in it. */
export function showTextSize(size: TextSize): void {
  document.documentElement.style.fontSize = size === 100 ? '' : `${size}%`;
}

/** Forgets the size that was chosen. */
export function forgetTextSize(): void {
  device.remove(KEY);
}

/** Chooses a size, for this visit and the next. */
export function chooseTextSize(size: TextSize): void {
  showTextSize(size);
  device.set(KEY, String(size));
}
