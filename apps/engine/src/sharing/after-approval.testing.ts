import { randomUUID } from 'node:crypto';
import {
  type Database,
  listAreas,
  readTrajectory,
  saveAreas,
  saveOrganisation,
  saveParks,
  takeOverDelivery,
  undoDelivery,
} from '@buurtbalans/database';
import type { Actor, AreaGeometry, TrajectoryState } from '@buurtbalans/domain';
import { dayIn, type StoredTrajectoryDriver } from '@buurtbalans/testing';
import { giveCommand } from '@buurtbalans/workflow';
import { importFile } from '@buurtbalans/workflow/imports';

/** A trajectory whose picture was approved, with which people go on; what they try may be refused. */
export class AfterApproval {
  readonly #db: Database;
  readonly #trajectory: StoredTrajectoryDriver;
  readonly #by: string;
  readonly #areaCode: string;
  #delivery: string | undefined;
  #times = 0;

  constructor(db: Database, trajectory: StoredTrajectoryDriver, of: { researchAdviser: string; areaCode: string }) {
    this.#db = db;
    this.#trajectory = trajectory;
    this.#by = of.researchAdviser;
    this.#areaCode = of.areaCode;
  }

  async state(): Promise<TrajectoryState> {
    return (await readTrajectory(this.#db, this.#trajectory.id))!.state;
  }

  /** Gives a command with what the server knows; tells whether it was accepted. */
  async tried(command: object, actor: Actor = this.#trajectory.facilitator): Promise<boolean> {
    const result = await giveCommand(
      { db: this.#db, secret: 'x'.repeat(40) },
      { trajectoryId: this.#trajectory.id, commandId: randomUUID(), command, actor },
    );
    return result.kind === 'accepted';
  }

  /** Gives a command with who stands behind it, as if the engine had counted them. */
  async counted(command: Record<string, unknown>): Promise<boolean> {
    return (await this.#trajectory.try(command)).kind === 'accepted';
  }

  /** Approves what stands, after the phase and the evidence that this asks for. */
  async approve(): Promise<boolean> {
    if ((await this.state()).phase === 'plan') await DEEDS.wentBack(this);
    await DEEDS.figureChosen(this);
    for (const [findingId, { statementIds, indicatorIds }] of Object.entries((await this.state()).findings))
      if (statementIds.length + indicatorIds.length === 0) await this.tried(evidence(findingId, []));
    return this.tried({ type: 'ApproveSharedPicture', changes: `De ${(this.#times += 1)}e keer.` });
  }

  /** Reads in a file with other numbers and takes it over. */
  async imported(value: number): Promise<boolean> {
    const id = randomUUID();
    const csv = `Codering_3;AantalInwoners_5;HuurwoningenTotaal_41\n${this.#areaCode};${value};${value % 100}\nGM0363;;2\n`;
    const body = (async function* () {
      yield Buffer.from(csv);
    })();
    const file = { id, kind: 'kwb', origin: 'upload', fileName: 'x.csv', year: 2024, title: null } as const;
    await importFile(this.#db, { ...file, broughtBy: null, body });
    const { outcome } = await takeOverDelivery(this.#db, id, { by: this.#by, replaces: null, erases: true });
    if (outcome === 'done') this.#delivery = id;
    return outcome === 'done';
  }

  /** Puts back what the last file replaced. */
  async putBack(): Promise<boolean> {
    const id = this.#delivery;
    this.#delivery = undefined;
    return id !== undefined && (await undoDelivery(this.#db, id, this.#by)).outcome === 'done';
  }

  /** Gives the area another border and name, and a park. */
  async redrawn(shift: number): Promise<boolean> {
    const area = (await listAreas(this.#db, { codes: [this.#areaCode] }))[0]!;
    const [west, south] = [4.82 + shift / 1e4, 52.37];
    const corners = [west, west + 0.02].flatMap((lng) => [south, south + 0.02].map((lat) => [lng, lat] as const));
    const [one, two, four, three] = corners as [Corner, Corner, Corner, Corner];
    const geometry = { type: 'Polygon', coordinates: [[one, two, three, four, one]] } as unknown as AreaGeometry;
    await this.#db.query.transaction().execute(async (tx) => {
      await saveAreas(tx, [{ ...area, name: `Buurt ${shift}`, geometry }]);
      await saveParks(tx, [{ id: `park-${shift}`, name: `Park ${shift}`, geometry }]);
    });
    return true;
  }

  /** Another organisation joins the alliance. */
  async joined(): Promise<boolean> {
    const organisationId = randomUUID();
    // no two in the register have one name
    const name = `Kerk ${organisationId}`;
    await saveOrganisation(this.#db, { id: organisationId, name, type: 'other' });
    return this.tried({ type: 'AddOrganisation', organisationId, name, organisationType: 'other', ring: 'ring' });
  }

  /** The organisation is called otherwise in the register. */
  async renamed(name: string): Promise<boolean> {
    const [id] = Object.keys((await this.state()).organisations) as [string];
    await saveOrganisation(this.#db, { id, name, type: 'police' });
    return true;
  }
}
type Corner = readonly [number, number];
type Deed = (ground: AfterApproval, which?: number) => Promise<boolean>;

const CHOSEN = 'population.total';
const evidence = (findingId: string, statementIds: readonly string[]) => ({
  type: 'SetEvidence',
  findingId,
  statementIds,
  indicatorIds: [CHOSEN],
});
const finding = (findingId: string, which: number) => ({
  findingId,
  title: `Onrust ${which}`,
  text: `Het is er ${which} keer zo druk.`,
  theme: 'youth',
  place: which % 2 === 0 ? null : { lng: 4.8251, lat: 52.3751, label: `Hoek ${which}` },
  testable: false,
});
/** One of those that are there. */
const oneOf = (all: object, which: number): string | undefined => {
  const ids = Object.keys(all);
  return ids[which % Math.max(1, ids.length)];
};

/** What people do after a picture was approved: import, take back, say otherwise, disagree, put back, go on. */
export const DEEDS = {
  imported: (ground, which = 0) => ground.imported(1_000 + which),
  putBack: (ground) => ground.putBack(),
  redrawn: (ground, which = 0) => ground.redrawn(which),
  joined: (ground) => ground.joined(),
  renamed: (ground, which) => ground.renamed(`Politie ${which}`),
  released: async (ground, which) => {
    const { sessions, organisations } = await ground.state();
    const [sessionId] = Object.entries(sessions).find(([, { lane }]) => lane === 'professional')!;
    const statement = {
      statementId: randomUUID(),
      lane: 'professional',
      text: `Men ziet er ${which}.`,
      theme: 'youth',
    };
    return ground.counted({
      type: 'ReleaseStatement',
      ...statement,
      kind: 'signal',
      place: { lng: 4.8251, lat: 52.3751, label: 'Plein' },
      sessionId,
      organisationType: null,
      contributionIds: [randomUUID()],
      behind: { organisationIds: Object.keys(organisations).slice(0, 1) },
    });
  },
  retracted: async (ground, which = 0) =>
    ground.tried({
      type: 'RetractStatement',
      statementId: oneOf((await ground.state()).statements, which),
      reason: 'Klopt niet',
    }),
  recorded: async (ground, which = 0) => {
    const id = randomUUID();
    await ground.tried({ type: 'RecordFinding', ...finding(id, which) });
    return ground.tried(evidence(id, Object.keys((await ground.state()).statements).slice(0, 3)));
  },
  reworded: async (ground, which = 0) =>
    ground.tried({ type: 'ReviseFinding', ...finding(oneOf((await ground.state()).findings, which)!, which + 50) }),
  dropped: async (ground, which = 0) => {
    const { findings } = await ground.state();
    const isLast = Object.keys(findings).length < 2;
    return !isLast && ground.tried({ type: 'DropFinding', findingId: oneOf(findings, which), reason: 'Dubbel' });
  },
  checked: async (ground, which = 0) => {
    const findingId = oneOf((await ground.state()).findings, which);
    return ground.tried({ type: 'RecordCheck', findingId, verdict: 'not_testable', note: `Gekeken: ${which}.` });
  },
  disagreed: async (ground, which = 0) => {
    const { organisations, findings } = await ground.state();
    return ground.tried({
      type: 'RecordDissent',
      dissentId: randomUUID(),
      organisationId: oneOf(organisations, which),
      text: `Wij zien er ${which}.`,
      findingId: which % 2 === 0 ? null : oneOf(findings, which),
    });
  },
  concluded: (ground) => ground.tried({ type: 'ConcludeDissent' }),
  wondered: (ground, which) => {
    const gap = { gapId: randomUUID(), question: `Zijn het er ${which}?`, due: dayIn(30) };
    return ground
      .state()
      .then(({ organisations }) =>
        ground.tried({ type: 'OpenGap', ...gap, ownerOrganisationId: oneOf(organisations, 0) }),
      );
  },
  answered: async (ground, which = 0) =>
    ground.tried({
      type: 'AnswerGap',
      gapId: oneOf((await ground.state()).gaps, which),
      answer: `Het zijn er ${which}.`,
    }),
  figureChosen: (ground) =>
    ground.tried({ type: 'ChooseIndicator', indicatorId: CHOSEN, theme: 'population', year: 2024 }),
  figureDropped: (ground) => ground.tried({ type: 'DropIndicator', indicatorId: CHOSEN }),
  explained: (ground, which) =>
    ground.tried({ type: 'CommentOnIndicator', indicatorId: CHOSEN, text: `Er kwamen er ${which} bij.` }),
  silenced: async (ground, which = 0) => {
    const words = which % 2 === 0;
    const organisationId = oneOf((await ground.state()).organisations, 0);
    const commitment = { data: 'meldingen', purpose: 'beeld', until: dayIn(365), words };
    return ground.tried({ type: 'SignCommitment', organisationId, ...commitment });
  },
  planned: async (ground, which) => {
    const { organisations, findings } = await ground.state();
    return ground.tried({
      type: 'PlanAction',
      actionId: randomUUID(),
      what: `We zetten er ${which} neer`,
      result: 'Het is rustig',
      ownerOrganisationId: oneOf(organisations, 0),
      due: dayIn(100),
      findingIds: Object.keys(findings).slice(0, 1),
      indicatorId: null,
    });
  },
  agreed: async (ground) => {
    const organisationIds = Object.keys((await ground.state()).organisations);
    return ground.tried({ type: 'AgreePlan', organisationIds, agreedOn: dayIn(0) });
  },
  approved: (ground) => ground.approve(),
  wentOn: (ground) => ground.tried({ type: 'AdvancePhase', from: 'analysis' }),
  wentBack: (ground) => ground.tried({ type: 'GoBack', from: 'plan', to: 'analysis', reason: 'Nog eens kijken' }),
} satisfies Record<string, Deed>;
