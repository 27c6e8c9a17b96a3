// What runs in the page itself, where there is a document; types stand in in-page.d.mts.

/** Texts that are seen and are set smaller than this many pixels. */
export function smallTexts(least) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const small = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    const { fontSize, visibility } = getComputedStyle(element);
    const isSeen = text !== '' && visibility === 'visible' && element.getClientRects().length > 0;
    // clipped away: for screen readers only
    let isAloud = false;
    for (let one = element; one; one = one.parentElement) isAloud ||= getComputedStyle(one).clipPath !== 'none';
    // what is drawn has a size of its own, and is then made larger or smaller
    const scale = element.getScreenCTM?.().a ?? 1;
    const size = Math.round(Number.parseFloat(fontSize) * scale);
    if (isSeen && !isAloud && size < least) small.push(`${text}: ${size}`);
  }
  return small;
}

/** What has the focus: its name, and whether one sees it. */
export function focusNow() {
  const element = document.activeElement;
  if (!element || element === document.body) return { name: '', isSomewhere: false, isSeen: false, isMarked: false };
  const labels = [...(element.labels ?? [])];
  const name =
    element.getAttribute('aria-label') ?? (labels.map((label) => label.textContent).join(' ') || element.textContent);
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const [above, under] = [Math.max(top, 0), Math.min(bottom, innerHeight)];
  const met = document.elementFromPoint((left + right) / 2, (above + under) / 2);
  const isSeen =
    under > above &&
    met !== null &&
    (element.contains(met) || met.contains(element) || labels.some((label) => label.contains(met)));
  const isLined = (one) =>
    one !== null && (getComputedStyle(one).outlineStyle !== 'none' || getComputedStyle(one).boxShadow !== 'none');
  // what takes the focus only to be read out needs no line around it
  const isMarked = element.getAttribute('tabindex') === '-1' || isLined(element) || isLined(element.closest('label'));
  const legend = element.closest('fieldset')?.querySelector('legend')?.textContent.trim() ?? '';
  return { name: name.replace(/\s+/g, ' ').trim(), legend, isSomewhere: true, isSeen, isMarked };
}
