import { randomBytes } from 'node:crypto';
import { ProductError, type ReceivedReaction, type SharedParts } from '@buurtbalans/contracts';
import {
  addReaders,
  type Database,
  handleReaction,
  keepReaction,
  listReactions,
  listReactionsOf,
  type Reader,
  withdrawReaction,
} from '@buurtbalans/database';
import { dutchDay, type ReportState, type TrajectoryState } from '@buurtbalans/domain';
import { type Part, partsOf } from '@buurtbalans/reports';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import { Controller, Inject } from '@nestjs/common';
import { hashToken } from '../platform/access/sign-in.ts';
import { isSuspect } from '../platform/personal-words.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { followLink, type SharedLink } from './shared-link.ts';

/** The finding that a part of a document is about, as long as it is there. */
const findingIn = (part: string, { findings }: TrajectoryState): string | null => {
  const subject = part.split('.')[0]!;
  return Object.hasOwn(findings, subject) ? subject : null;
};

type ForReader = SharedLink & { readonly reader: Reader };

/** Readers with whom documents are shared, and their reactions. A reaction is of an organisation, and of nobody in it. */
@Controller()
export class ReactionsController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('addReaders')
  async add(@TheCall() { caller, trajectory, params, body }: Call<'addReaders'>) {
    if (body.items.some(({ organisationId }) => !Object.hasOwn(trajectory.state.organisations, organisationId)))
      throw new ProductError('SHARING.READER_INVALID');
    const readers = body.items.map((item) => {
      const token = randomBytes(32).toString('base64url');
      return { ...item, token, tokenHash: hashToken(token) };
    });
    await addReaders(this.db, caller.account.id, { trajectoryId: trajectory.id, linkId: params.linkId }, readers);
  }

  @Route('listReactions')
  async list(@TheCall() { caller, trajectory: { id: trajectoryId, state } }: Call<'listReactions'>) {
    const parts = new Map<string, Map<string, Part>>();
    const items: ReceivedReaction[] = [];
    for (const { linkId, organisationId, readerId: _readerId, handledAt, at, ...reaction } of await listReactions(
      this.db,
      caller.account.id,
      trajectoryId,
    )) {
      const report = Object.values(state.reports).find(({ links }) => links?.[linkId]);
      if (!report) continue;
      const known =
        parts.get(linkId) ?? new Map((await this.partsOf(trajectoryId, report)).map((part) => [part.id, part]));
      parts.set(linkId, known);
      const part = known.get(reaction.part);
      const about = {
        heading: part?.heading ?? '',
        line: part?.lines[0] ?? '',
        findingId: part ? findingIn(part.id, state) : null,
      };
      items.push({
        ...reaction,
        linkId,
        document: report.document,
        organisationId,
        organisation: state.organisations[organisationId]?.name ?? '',
        about,
        at: at.toISOString(),
        handledAt: handledAt?.toISOString() ?? null,
      });
    }
    return { items };
  }

  @Route('handleReaction')
  async handle(@TheCall() { caller, trajectory, params }: Call<'handleReaction'>) {
    const isThere = await handleReaction(this.db, caller.account.id, trajectory.id, params.reactionId);
    if (!isThere) throw new ProductError('REQUEST.NOT_FOUND');
  }

  @Route('readSharedParts')
  async parts(@TheCall() { params, reply }: Call<'readSharedParts'>) {
    void reply.header('cache-control', 'no-store');
    return this.view(await this.forReader(params.token));
  }

  @Route('react')
  async react(@TheCall() { params, body, reply }: Call<'react'>) {
    void reply.header('cache-control', 'no-store');
    const shared = await this.forReader(params.token);
    const before = await this.view(shared);
    // sent once more, after its day or not, it is the one that is there
    if (before.own.some(({ id }) => id === body.id)) return before;
    if (!before.isOpen) throw new ProductError('SHARING.OVER');
    if (!before.parts.some(({ id }) => id === body.part)) throw new ProductError('REQUEST.NOT_FOUND');
    const suspect = isSuspect(body.text, body.confirmedNotPersonal);
    const { id, part, kind, text } = body;
    if (!(await keepReaction(this.db, { id, readerId: shared.reader.id, part, kind, text, suspect })))
      throw new ProductError('LIVE.ID_TAKEN');
    return this.view(shared);
  }

  @Route('withdrawReaction')
  async withdraw(@TheCall() { params, reply }: Call<'withdrawReaction'>) {
    void reply.header('cache-control', 'no-store');
    const shared = await this.forReader(params.token);
    await withdrawReaction(this.db, shared.reader.id, params.reactionId);
    return this.view(shared);
  }

  /** What a token leads to, of one reader; the link for everybody takes no reactions. */
  private async forReader(token: string): Promise<ForReader> {
    const { reader, ...shared } = await followLink(this.db, token);
    if (!reader) throw new ProductError('SHARING.NOT_FOUND');
    return { ...shared, reader };
  }

  private async view({ trajectoryId, state, report, link, reader }: ForReader): Promise<SharedParts> {
    const [parts, own] = await Promise.all([this.partsOf(trajectoryId, report), listReactionsOf(this.db, reader.id)]);
    const until = link.until ?? '';
    return {
      trajectoryName: state.name,
      document: report.document,
      language: report.language,
      organisation: state.organisations[reader.organisationId]?.name ?? '',
      until,
      isOpen: dutchDay(new Date().toISOString()) <= until,
      parts: parts.map(({ id, heading, lines }) => ({ id, heading, lines: [...lines] })),
      own: own.map(({ id, part, kind, text, at }) => ({ id, part, kind, text, at: at.toISOString() })),
    };
  }

  private async partsOf(trajectoryId: string, report: ReportState): Promise<Part[]> {
    return partsOf(await takeSnapshot(this.db, trajectoryId, report, null), report.document, report.language);
  }
}
