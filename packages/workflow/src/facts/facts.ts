import { createHash } from 'node:crypto';
import { ProductError } from '@buurtbalans/contracts';
import {
  type CardBehind,
  type Database,
  ensureSessionCode,
  listAccounts,
  listBoundaries,
  renewSessionCode,
} from '@buurtbalans/database';
import {
  type AreaGeometry,
  areaGeometrySchema,
  commandSchemas,
  isSameArea,
  markOf,
  type Role,
  type TrajectoryState,
} from '@buurtbalans/domain';
import { indicatorById } from '@buurtbalans/figures';
import { contains, geometryProblems, innerPoint, unionOf } from '@buurtbalans/geo';
import { compareWithNow, takeProfile } from '../profile/newer-figures.ts';
import { comparedOf, withoutFigure } from '../profile/read-profile.ts';
import { readBehind, type Sending } from './behind.ts';
import { takePublicFacts } from './public-facts.ts';
import { linkTokenHash } from './link-token.ts';
import type { Need } from './needs.ts';

/** A command as it was sent: what is in it is checked when it is decided. */
export type RawCommand = { readonly type: string } & Readonly<Record<string, unknown>>;

/** What facts are made of. */
export interface Ground {
  readonly db: Database;
  /** The installation's secret, from which the tokens of links follow. */
  readonly secret: string;
}

/** What the server knows and no sender, for the rows that a command's statement writes. */
export interface Known {
  /** Hash of the token of a link, in hexadecimal. */
  readonly linkHash?: string;
  /** Borders and figures as they are now, by the hash of what they say. */
  readonly facts?: { readonly hash: string; readonly body: string };
  /** Cards from which a statement is written. */
  readonly cards?: readonly CardBehind[];
}

/** A command with its facts. */
export interface Prepared {
  readonly command: RawCommand;
  readonly known?: Known;
}

/**
 * Gives what a command asks for; what a sender says of it counts for nothing. The template is read when it is decided.
 *
 * @throws ProductError where the sender named what is not there
 */
export const FACTS: Readonly<
  Record<
    Exclude<Need, 'template'>,
    (ground: Ground, command: RawCommand, state: TrajectoryState, sending: Sending) => Prepared | Promise<Prepared>
  >
> = {
  account: async ({ db }, { unfit: _said, ...command }) => {
    const isRole = command.role === 'facilitator' || command.role === 'research_adviser';
    const fit = isRole ? await listAccounts(db, command.role as Role) : [];
    // refused when it is decided, where a repeat still gets its first answer
    return { command: { ...command, ...(!fit.some(({ id }) => id === command.accountId) && { unfit: true }) } };
  },

  boundaries: async ({ db }, { figures: _said, ...command }, state, { trajectoryId: id }) => {
    const { command: placed } = command.drawn === true ? await drawn(db, command, state) : await chosen(db, command);
    if (placed === command) return { command };
    const area = {
      codes: placed.codes as string[],
      drawn: placed.drawn === true,
      mark: markOf(JSON.stringify(placed.geometry)),
    };
    if (state.figures && isSameArea(state.area, area)) {
      const empty = withoutFigure(await comparedOf(db, { id, state }), state.indicators);
      return { command: { ...placed, empty } };
    }
    const { of, ...facts } = await takeProfile(db, { ...state, area: area as TrajectoryState['area'] });
    const empty = withoutFigure(of, state.indicators);
    return { command: { ...placed, empty, figures: facts.hash }, known: { facts } };
  },

  newer: async ({ db }, { type }, state, { trajectoryId: id }) => {
    const { hash, body, years, changed, empty } = await compareWithNow(db, { id, state });
    return { command: { type, figures: hash, years, changed, empty }, known: { facts: { hash, body } } };
  },

  catalogue: async ({ db }, { empty: _said, ...command }, state, { trajectoryId: id }) => {
    const indicator = typeof command.indicatorId === 'string' ? indicatorById(command.indicatorId) : undefined;
    if (!indicator) throw new ProductError('TRAJECTORY.ITEM_NOT_FOUND', { fields: ['indicatorId'] });
    const { year } = command;
    const isEmpty =
      typeof year !== 'number' ||
      withoutFigure(await comparedOf(db, { id, state }), { [indicator.id]: { year } }).length > 0;
    return { command: { ...command, theme: indicator.theme, ...(isEmpty && { empty: true }) } };
  },

  code: async ({ db }, command, { sessions }) => {
    const { sessionId } = command;
    const session =
      typeof sessionId === 'string' && Object.hasOwn(sessions, sessionId) ? sessions[sessionId] : undefined;
    // whoever invites wants people to come in, though the code was taken away before
    if (session && !(await ensureSessionCode(db, sessionId as string, session.plannedFor)))
      await renewSessionCode(db, sessionId as string, session.plannedFor);
    return { command };
  },

  contributions: async ({ db }, { behind: _said, ...command }, _state, sending) => {
    const counted = await readBehind(db, sending, command);
    // one that is not there is refused when it is decided, where a repeat still gets its first answer
    return counted ? { command: { ...command, behind: counted.behind }, known: { cards: counted.cards } } : { command };
  },

  figures: async ({ db }, { facts: _said, ...command }, state, { trajectoryId }) => {
    // minutes show none
    if (command.document === 'minutes') return { command };
    const body = JSON.stringify(await takePublicFacts(db, trajectoryId, state));
    const hash = createHash('sha256').update(body).digest('hex');
    return { command: { ...command, facts: hash }, known: { facts: { hash, body } } };
  },

  link: ({ secret }, command) => ({
    command,
    known:
      typeof command.linkId === 'string' ? { linkHash: linkTokenHash(secret, command.linkId).toString('hex') } : {},
  }),
};

/** The outline of chosen areas is the union of their borders, whatever the sender made of it. */
async function chosen(db: Database, command: RawCommand): Promise<Prepared> {
  const codes = Array.isArray(command.codes) ? command.codes.filter((code) => typeof code === 'string') : [];
  if (codes.length === 0) throw new ProductError('AREA.SELECTION');
  // too many are refused when it is decided; their outline is not made for that
  if (!commandSchemas.SetArea.shape.codes.safeParse(command.codes).success) return { command };
  const areas = await listBoundaries(db, { codes });
  const unknown = codes.filter((code) => !areas.some((area) => area.code === code));
  if (unknown.length > 0) throw new ProductError('AREA.NOT_FOUND', { codes: unknown });
  return { command: { ...command, codes, drawn: false, geometry: unionOf(areas.map((area) => area.geometry)) } };
}

/** A drawn area has to be valid; its figures are those of the neighbourhoods that it covers, or lies in. */
async function drawn(db: Database, command: RawCommand, { districtCode }: TrajectoryState): Promise<Prepared> {
  const parsed = areaGeometrySchema.safeParse(command.geometry);
  if (!parsed.success) throw new ProductError('GEO.NO_POLYGON', { file: '', feature: '1' });
  const geometry: AreaGeometry = parsed.data;
  const [problem] = geometryProblems(geometry);
  if (problem?.problem === 'not_in_the_netherlands')
    throw new ProductError('GEO.WRONG_CRS', { file: '', found: JSON.stringify(problem.position) });
  if (problem)
    throw new ProductError('GEO.INVALID_GEOMETRY', { file: '', feature: '1', problem: problem.problem, at: problem });
  const buurten = await listBoundaries(db, { level: 'buurt', districtCode });
  const covered = buurten.filter((area) => contains(geometry, innerPoint(area.geometry)));
  const around = covered.length > 0 ? covered : buurten.filter((area) => contains(area.geometry, innerPoint(geometry)));
  if (around.length === 0) throw new ProductError('AREA.NOT_FOUND', { codes: [districtCode] });
  return { command: { ...command, geometry, codes: around.map((area) => area.code) } };
}
