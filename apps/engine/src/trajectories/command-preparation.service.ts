import { ProductError } from '@buurtbalans/contracts';
import { type Database, ensureSessionCode, listBoundaries } from '@buurtbalans/database';
import { type AreaGeometry, areaGeometrySchema, type TrajectoryState } from '@buurtbalans/domain';
import { indicatorById } from '@buurtbalans/figures';
import { contains, geometryProblems, innerPoint, unionOf } from '@buurtbalans/geo';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';

type RawCommand = { type: string } & Record<string, unknown>;

/** Fills a command with what only the server knows, and checks what the domain cannot see: borders and the catalogue. */
@Injectable()
export class CommandPreparation {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async prepare(command: RawCommand, state: TrajectoryState): Promise<RawCommand> {
    if (command.type === 'SetArea') return command.drawn === true ? this.drawn(command, state) : this.chosen(command);
    if (command.type === 'ChooseIndicator') return this.indicator(command);
    if (command.type === 'InviteToSession') await this.code(command, state);
    return command;
  }

  /** The outline of chosen areas is the union of their borders, whatever the sender made of it. */
  private async chosen(command: RawCommand): Promise<RawCommand> {
    const codes = Array.isArray(command.codes) ? command.codes.filter((code) => typeof code === 'string') : [];
    if (codes.length === 0) throw new ProductError('AREA.SELECTION');
    const areas = await listBoundaries(this.db, { codes });
    const unknown = codes.filter((code) => !areas.some((area) => area.code === code));
    if (unknown.length > 0) throw new ProductError('AREA.NOT_FOUND', { codes: unknown });
    return { ...command, codes, drawn: false, geometry: unionOf(areas.map((area) => area.geometry)) };
  }

  /** A drawn area has to be valid; its figures are those of the neighbourhoods that it covers, or lies in. */
  private async drawn(command: RawCommand, state: TrajectoryState): Promise<RawCommand> {
    const parsed = areaGeometrySchema.safeParse(command.geometry);
    if (!parsed.success)
      throw new ProductError('GEO.INVALID_GEOMETRY', { file: '', feature: '1', problem: 'no_polygon' });
    const geometry: AreaGeometry = parsed.data;
    const [problem] = geometryProblems(geometry);
    if (problem?.problem === 'not_in_the_netherlands')
      throw new ProductError('GEO.WRONG_CRS', { file: '', found: JSON.stringify(problem.position) });
    if (problem)
      throw new ProductError('GEO.INVALID_GEOMETRY', { file: '', feature: '1', problem: problem.problem, at: problem });
    const buurten = await listBoundaries(this.db, { level: 'buurt', districtCode: state.districtCode });
    const covered = buurten.filter((area) => contains(geometry, innerPoint(area.geometry)));
    const around =
      covered.length > 0 ? covered : buurten.filter((area) => contains(area.geometry, innerPoint(geometry)));
    if (around.length === 0) throw new ProductError('AREA.NOT_FOUND', { codes: [state.districtCode] });
    return { ...command, geometry, codes: around.map((area) => area.code) };
  }

  /** The mails link to the session by its code. */
  private async code({ sessionId }: RawCommand, { sessions }: TrajectoryState): Promise<void> {
    const session =
      typeof sessionId === 'string' && Object.hasOwn(sessions, sessionId) ? sessions[sessionId] : undefined;
    if (session) await ensureSessionCode(this.db, sessionId as string, session.plannedFor);
  }

  private indicator(command: RawCommand): RawCommand {
    const indicator = typeof command.indicatorId === 'string' ? indicatorById(command.indicatorId) : undefined;
    if (!indicator) throw new ProductError('TRAJECTORY.ITEM_NOT_FOUND', { fields: ['indicatorId'] });
    return { ...command, theme: indicator.theme };
  }
}
