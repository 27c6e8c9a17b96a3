import { parse } from 'svelte/compiler';
import { type Found, lineOf } from './found.ts';

/** Names by which a text becomes HTML, or a page of its own. */
const SINKS = new Set(
  'innerHTML outerHTML insertAdjacentHTML setHTML setHTMLUnsafe parseHTMLUnsafe createContextualFragment parseFromString srcdoc'.split(
    ' ',
  ),
);
/** Methods of Leaflet that take a text for HTML; what is handed to them has to be a node, which `textNode` makes. */
const OF_LEAFLET = new Set('bindTooltip bindPopup setTooltipContent setPopupContent setContent'.split(' '));
/** Where Leaflet takes nothing but HTML: a text is escaped. */
const ESCAPED_ONLY = new Set(['addAttribution', 'setPrefix']);
const OPTIONS = new Set(['html', 'attribution']);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly name?: string | Node;
  readonly value?: unknown;
  readonly property?: Node;
  readonly object?: Node;
  readonly callee?: Node;
  readonly key?: Node;
  readonly arguments?: readonly Node[];
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** The name of an identifier, or the text of a literal: `it.innerHTML` and `it['innerHTML']` are one. */
const nameOf = (node: Node | undefined): string =>
  node?.type === 'Literal' ? String(node.value) : typeof node?.name === 'string' ? node.name : '';

const isCallOf = (node: Node | undefined, name: string): boolean =>
  node?.type === 'CallExpression' && nameOf(node.callee) === name;

/** Where a component hands a text to something that reads it as HTML. */
export function textAsHtmlIn(component: string): Found[] {
  const found: Found[] = [];
  const isOfMap = /['"]leaflet['"]/.test(component);
  const say = (node: Node, what: string) => found.push({ line: lineOf(component, node.start), what });
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isNode(node)) return;
    const what = sinkOf(node, isOfMap);
    if (what) say(node, what);
    for (const [key, child] of Object.entries(node)) if (key !== 'metadata') visit(child);
  };
  const { fragment, instance, module } = parse(component, { modern: true });
  visit([module?.content, instance?.content, fragment]);
  return found;
}

/** The same of a source without a component around it. */
export const textAsHtmlInScript = (source: string): Found[] => textAsHtmlIn(`<script lang="ts">${source}\n</script>`);

function sinkOf(node: Node, isOfMap: boolean): string | undefined {
  switch (node.type) {
    case 'HtmlTag':
      return '{@html} shows a text as HTML';
    case 'Attribute':
    case 'BindDirective':
      return SINKS.has(nameOf(node)) ? `${nameOf(node)} shows a text as HTML` : undefined;
    case 'MemberExpression':
      if (nameOf(node.object) === 'document' && /^write(?:ln)?$/.test(nameOf(node.property)))
        return 'document.write shows a text as HTML';
      return SINKS.has(nameOf(node.property)) ? `${nameOf(node.property)} shows a text as HTML` : undefined;
    case 'CallExpression': {
      const [name, first] = [nameOf(node.callee?.property), node.arguments?.[0]];
      if (OF_LEAFLET.has(name) && !isCallOf(first, 'textNode')) return `${name} shows a text as HTML`;
      if (ESCAPED_ONLY.has(name) && first?.type !== 'Literal' && !isCallOf(first, 'escaped'))
        return `${name} shows a text as HTML`;
      return name === 'setAttribute' && /^(?:srcdoc|on)/i.test(nameOf(first)) ? 'an attribute runs a text' : undefined;
    }
    case 'Property': {
      const value = node.value as Node;
      const isPlain = isCallOf(value, 'textNode') || isCallOf(value, 'escaped') || value.type === 'Literal';
      return isOfMap && OPTIONS.has(nameOf(node.key)) && !isPlain
        ? `the option ${nameOf(node.key)} shows a text as HTML`
        : undefined;
    }
    default:
      return undefined;
  }
}
