const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]';

/** Where something was taken out of the page: under which node, and behind which. */
interface Gap {
  readonly parent: Node;
  readonly before: Node | null;
}

/** Where this element, or what it was in, was taken out; null when it was not. */
function gapOf(element: Node, records: readonly MutationRecord[]): Gap | null {
  let gap: Gap | null = null;
  let gone = element;
  for (const { removedNodes, target, previousSibling } of records) {
    if (![...removedNodes].some((node) => node.contains(gone))) continue;
    gap = { parent: target, before: previousSibling };
    // its surroundings may be taken out after it
    gone = target;
  }
  return gap;
}

const isAfter = (node: Node, other: Node): boolean =>
  (node.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** What takes the focus over: what has come in the place, or else what comes after it, or else what stands before it. */
function heirOf(area: HTMLElement, { parent, before }: Gap): HTMLElement | undefined {
  if (parent instanceof HTMLElement && parent.tabIndex === -1 && parent.hasAttribute('tabindex')) return parent;
  const seen = [...area.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => one.getClientRects().length > 0);
  const from = before?.isConnected ? before : parent;
  const comesAfter = (one: HTMLElement): boolean => isAfter(from, one) && (from === parent || !from.contains(one));
  return seen.find(comesAfter) ?? seen.findLast((one) => !comesAfter(one));
}

/**
 * Keeps the focus of a keyboard when what has it goes away: a card that was let through, a button that became a form.
 * Without it the focus falls back to the beginning of the page. To be attached to the part of the page that changes.
 */
export function keepFocus(area: HTMLElement): () => void {
  let last: Element | null = null;
  const remember = ({ target }: FocusEvent): void => {
    // whoever taps goes on by tapping
    last = target instanceof Element && target.matches(':focus-visible') ? target : null;
  };
  const observer = new MutationObserver((records) => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    const gap = gapOf(last, records);
    if (gap?.parent.isConnected) heirOf(area, gap)?.focus();
  });
  area.addEventListener('focusin', remember);
  observer.observe(area, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    area.removeEventListener('focusin', remember);
  };
}
