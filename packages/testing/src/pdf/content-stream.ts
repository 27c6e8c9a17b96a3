/** An operator of a content stream with what stands before it. */
export interface Operation {
  readonly operator: string;
  readonly operands: readonly string[];
}

const TOKEN = /\((?:\\[^]|[^\\()])*\)|<<|>>|<[0-9A-Fa-f\s]*>|\[|\]|\/[^\s/<>[\]()]*|[^\s/<>[\]()]+/g;
const OPERAND = /^(?:[(<[\]>/]|[-+]?[\d.])/;

/** Reads a content stream; the dictionaries and texts in it are operands. */
export function* operationsOf(content: string): Generator<Operation> {
  let operands: string[] = [];
  for (const [token] of content.matchAll(TOKEN)) {
    if (OPERAND.test(token) || token === 'true' || token === 'false' || token === 'null') {
      operands.push(token);
      continue;
    }
    yield { operator: token, operands };
    operands = [];
  }
}

/** Operators that leave something on the page. */
export const PAINTING: ReadonlySet<string> = new Set([
  'f',
  'f*',
  'F',
  'S',
  's',
  'B',
  'B*',
  'b',
  'b*',
  'sh',
  'Do',
  'Tj',
  'TJ',
  "'",
  '"',
  'EI',
]);

/** Every operator of PDF 1.7; another one makes the page invalid. */
export const KNOWN: ReadonlySet<string> = new Set([
  ...PAINTING,
  ...'b BDC BI BMC BT BX c cm CS cs d d0 d1 DP EMC ET EX G g gs h i ID j J K k l m M MP n q Q re RG rg ri SC sc SCN scn T* Tc Td TD Tf TL Tm Tr Ts Tw Tz v w W W* y'.split(
    ' ',
  ),
]);
