/** A text as Leaflet may show it: handed a string, it would read it as HTML. */
export function textNode(text: string): HTMLElement {
  const node = document.createElement('span');
  node.textContent = text;
  return node;
}
