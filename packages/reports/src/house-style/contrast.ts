/** Least contrast of text with what it stands on (WCAG 2.2, 1.4.3). */
export const READABLE = 4.5;

const channelsOf = (color: string): number[] =>
  [1, 3, 5].map((from) => Number.parseInt(color.slice(from, from + 2), 16));

function luminance(color: string): number {
  const [red, green, blue] = channelsOf(color).map((channel) =>
    channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

/** Contrast of two colours `#rrggbb`, 1–21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((first, second) => second - first);
  return (light! + 0.05) / (dark! + 0.05);
}

/** So much of a colour on white. @param share 0–1 */
export function thinned(color: string, share: number): string {
  return `#${channelsOf(color)
    .map((channel) =>
      Math.round(255 + (channel - 255) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
