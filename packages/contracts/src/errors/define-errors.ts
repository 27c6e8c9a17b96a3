/** One error: HTTP status, and per language a title and an advice in plain words; `{name}` is filled from the details. */
export interface ErrorDefinition {
  readonly status: number;
  readonly nl: { readonly title: string; readonly advice: string };
  readonly en: { readonly title: string; readonly advice: string };
}

/** Keeps the codes as literal types. */
export function defineErrors<const T extends Record<string, ErrorDefinition>>(errors: T): T {
  return errors;
}

/** Short form for the tables: status, Dutch title and advice, English title and advice. */
export function entry(status: number, nl: [string, string], en: [string, string]): ErrorDefinition {
  return { status, nl: { title: nl[0], advice: nl[1] }, en: { title: en[0], advice: en[1] } };
}

/** Where each code is explained: a page that the screens serve, made from the catalogue. */
export const ERRORS_PAGE = '/docs/errors.md';

/** Place of a code on {@link ERRORS_PAGE}: `SESSION.NOT_OPEN` stands at `session-not_open`. */
export const errorAnchor = (code: string): string => code.toLowerCase().replaceAll('.', '-');

/** The `type` of a problem (RFC 9457): the address that explains its code, on the product that answered. */
export const problemType = (code: string): string => `${ERRORS_PAGE}#${errorAnchor(code)}`;

/** Fills `{name}` in a text; a name without a value stays visible as it is. */
export function fillText(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return Array.isArray(value) ? value.join(', ') : String(value);
  });
}
