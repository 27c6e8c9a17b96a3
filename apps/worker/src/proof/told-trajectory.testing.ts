import { createHash, randomUUID } from 'node:crypto';
import { type Database, listBoundaries, saveOrganisation } from '@buurtbalans/database';
import { type Actor, type CommandInput, type DocumentKind, ORGANISATION_TYPES, type Lane } from '@buurtbalans/domain';
import { indicatorById } from '@buurtbalans/figures';
import { innerPoint } from '@buurtbalans/geo';
import { dayIn, LiveDriver, StoredTrajectoryDriver } from '@buurtbalans/testing';
import { giveCommand } from '@buurtbalans/workflow';

/** How much of everything a trajectory has. */
export interface Size {
  readonly name: string;
  readonly codes: readonly string[];
  /** Of the catalogue, each in its year. */
  readonly indicators: readonly (readonly [id: string, year: number])[];
  readonly organisations: number;
  readonly meetings: number;
  /** In each meeting. */
  readonly residents: number;
  readonly findings: number;
  readonly actions: number;
  readonly invented: boolean;
}

interface Spot {
  readonly lng: number;
  readonly lat: number;
  readonly label: string;
}
interface Released {
  readonly id: string;
  readonly place: Spot | null;
}

const VERDICTS = ['confirmed', 'contradicted', 'not_testable', null] as const;
const SPOTS = ['Plein ’40-’45', 'de Winkelstraat', 'het park', 'Burgemeester De Vlugtlaan'];
const THEMES = ['population', 'housing', 'safety_nuisance', 'youth', 'care_wellbeing'] as const;

/** A trajectory of a size, told and brought by the product's own commands to an agreed plan. */
export class ToldTrajectory {
  readonly driver: StoredTrajectoryDriver;
  readonly #db: Database;
  readonly #size: Size;
  #organisations: string[] = [];
  #spots: Spot[] = [];
  readonly #released: Released[] = [];
  readonly #findings: string[] = [];
  readonly #actions: string[] = [];

  constructor(db: Database, size: Size, people: { facilitatorId: string; managerId: string }) {
    this.#db = db;
    this.#size = size;
    this.driver = new StoredTrajectoryDriver(db, people);
  }

  get id(): string {
    return this.driver.id;
  }

  /** Gives a command as the engine does, with what only the server knows. */
  async give(command: CommandInput, actor: Actor = this.driver.facilitator): Promise<void> {
    const result = await giveCommand(
      { db: this.#db, secret: 'x'.repeat(40) },
      { trajectoryId: this.id, commandId: randomUUID(), command, actor },
    );
    if (result.kind !== 'accepted') throw new Error(`${command.type} was not accepted: ${JSON.stringify(result)}`);
  }

  /** Asks for a document in Dutch, in print; gives its id. */
  async asked(document: DocumentKind): Promise<string> {
    const reportId = randomUUID();
    await this.give({ type: 'RequestReport', reportId, document, format: 'pdf', language: 'nl' });
    return reportId;
  }

  /** From nothing to a picture that is approved for the second time. */
  async approved(): Promise<this> {
    await this.#intake();
    await this.#alliance();
    for (let number = 0; number < 4; number += 1) await this.#session('professional', number);
    for (let number = 0; number < this.#size.meetings; number += 1) await this.#session('resident', number);
    await this.driver.do({ type: 'AdvancePhase', from: 'exchange' });
    for (let number = 0; number <= this.#size.findings; number += 1) await this.#finding(number);
    await this.#gaps();
    await this.#secondThoughts();
    await this.give({ type: 'ApproveSharedPicture', changes: '' });
    await this.#dissent();
    await this.give({ type: 'ApproveSharedPicture', changes: 'Er kwamen 2 andere meningen bij, en 1 antwoord.' });
    return this;
  }

  /** From an approved picture to a plan that most of the organisations agreed to. */
  async agreed(): Promise<this> {
    await this.driver.do({ type: 'AdvancePhase', from: 'analysis' });
    for (let number = 0; number <= this.#size.actions; number += 1)
      await this.give({ type: 'PlanAction', ...this.#action(number) });
    const [first, second] = this.#actions as [string, string];
    await this.give({ type: 'DropAction', actionId: second, reason: 'Dat doet een ander' });
    await this.give({ type: 'ReviseAction', ...this.#action(7), actionId: first });
    await this.driver.do({ type: 'ConcludeDissent' });
    const organisationIds = this.#organisations.slice(0, -1);
    await this.give({ type: 'AgreePlan', organisationIds, agreedOn: dayIn(0) });
    return this;
  }

  async #intake(): Promise<void> {
    const { name, codes, indicators, invented } = this.#size;
    await this.driver.begin(name, { invented });
    const areas = await listBoundaries(this.#db, { codes: [...codes] });
    // one in each neighbourhood, by a name that no other has
    this.#spots = areas.map(({ geometry }, index) => {
      const [lng, lat] = innerPoint(geometry);
      return { lng, lat, label: SPOTS[index % SPOTS.length]! };
    });
    const { geometry } = areas[0]!;
    await this.give({ type: 'SetArea', name: `Rond ${name}`, codes: [...codes], geometry, drawn: false });
    await this.give({ type: 'WriteQuestion', text: 'Hoe houden we het hier de komende 5 jaar prettig?' });
    // what the method asks for on any day; the catalogue has none of these, so that no document shows them
    for (const theme of ['population', 'liveability', 'housing', 'safety_nuisance'] as const) {
      const year = Number(dayIn(0).slice(0, 4)) - 1;
      await this.driver.do({ type: 'ChooseIndicator', indicatorId: `${theme}.one`, theme, year });
    }
    for (const [indicatorId, year] of indicators)
      await this.give({ type: 'ChooseIndicator', indicatorId, theme: indicatorById(indicatorId)!.theme, year });
    const [[first]] = indicators as [[string, number]];
    await this.give({ type: 'CommentOnIndicator', indicatorId: first, text: 'Er kwamen 12 woningen bij in 2024.' });
    await this.driver.do({ type: 'SignOffIntake' });
    await this.driver.do({ type: 'AdvancePhase', from: 'intake' });
  }

  /** All but the last let their words leave. */
  async #alliance(): Promise<void> {
    const count = this.#size.organisations;
    for (let number = 0; number < count; number += 1) {
      const [organisationId, name] = [randomUUID(), `${this.#size.name}, partner ${number + 1}`];
      const organisationType = ORGANISATION_TYPES[number % ORGANISATION_TYPES.length]!;
      await saveOrganisation(this.#db, { id: organisationId, name, type: organisationType });
      await this.give({ type: 'AddOrganisation', organisationId, name, organisationType, ring: 'core' });
      const words = count < 4 || number < count - 1;
      const commitment = { data: 'meldingen', purpose: 'beeld', until: dayIn(365), words };
      await this.give({ type: 'SignCommitment', organisationId, ...commitment });
      this.#organisations.push(organisationId);
    }
  }

  /** Holds a session in which everybody writes a card, and releases statements about what was written. */
  async #session(lane: Lane, number: number): Promise<void> {
    const { driver } = this;
    const sessionId = await driver.planned(lane);
    await driver.do({ type: 'OpenSession', sessionId });
    const live = new LiveDriver(this.#db, { sessionId, trajectoryId: this.id, lane });
    const stepId = await live.writing(driver.facilitator.accountId!);
    const count = lane === 'professional' ? this.#organisations.length : this.#size.residents;
    const spot = this.#spots[number % this.#spots.length]!;
    const cards = Array.from({ length: count }, (_, index) => ({
      id: randomUUID(),
      by: {
        participant: `${sessionId} ${index}`,
        ...(lane === 'professional' && { organisationId: this.#organisations[index]! }),
      },
      // one in three names no place
      place: index % 3 === 2 ? undefined : spot,
    }));
    const secret = createHash('sha256').update(sessionId).digest('hex');
    await live.doAll(
      cards.map(({ id: cardId, by, place }, index) => ({
        by,
        command: {
          type: 'AddCard',
          cardId,
          stepId,
          kind: 'signal',
          theme: THEMES[number % THEMES.length]!,
          text: `Kaart ${index + 1}`,
          ownerHash: secret,
          ...(place && { place }),
        },
      })),
    );
    // many, some and few stand behind one; whose place some of them named, and whose place too few did
    const parts = lane === 'professional' ? [0, 1, Math.ceil(count / 2), count] : [0, 4, 10, count];
    for (const [at, from] of parts.slice(0, -1).entries()) {
      const behind = cards.slice(from, parts[at + 1]);
      if (behind.length > 0)
        await this.#release(
          lane,
          sessionId,
          number * 10 + at,
          behind,
          lane === 'professional' && at === 1 ? null : spot,
        );
    }
    await driver.do({ type: 'CloseSession', sessionId });
  }

  async #release(
    lane: Lane,
    sessionId: string,
    number: number,
    cards: readonly { readonly id: string; readonly by: { readonly organisationId?: string } }[],
    place: Spot | null,
  ): Promise<void> {
    const statementId = randomUUID();
    const who = lane === 'professional' ? 'Professionals' : 'Bewoners';
    const first = this.#organisations.indexOf(cards[0]!.by.organisationId ?? '');
    await this.give({
      type: 'ReleaseStatement',
      statementId,
      lane,
      text: `${who} zien er ${number} en een half, ${number + 3} op de ${number + 20} keer: 7,5 % meer dan in 2019.`,
      theme: THEMES[number % THEMES.length]!,
      kind: 'signal',
      place,
      sessionId,
      organisationType:
        lane === 'professional' && cards.length === 1 ? ORGANISATION_TYPES[first % ORGANISATION_TYPES.length]! : null,
      contributionIds: cards.map(({ id }) => id),
    });
    this.#released.push({ id: statementId, place });
  }

  async #finding(number: number): Promise<void> {
    const findingId = randomUUID();
    const chosen = this.#size.indicators.map(([id]) => id);
    // every third statement is used by none
    const statementIds = this.#released.flatMap(({ id }, index) =>
      index % 3 !== 2 && index % this.#size.findings === number ? [id] : [],
    );
    const verdict = VERDICTS[number % VERDICTS.length]!;
    await this.give({
      type: 'RecordFinding',
      findingId,
      title: `Nummer ${number + 101} in de wijk`,
      text: `Dit is de ${number + 1}e keer dat het in ${2000 + number} zo was: 1.234 maal, ${'en dat bleef zo. '.repeat(1 + 5 * (number % 4))}`,
      theme: THEMES[number % THEMES.length]!,
      place: number % 3 === 2 ? null : this.#spots[(number * 2) % this.#spots.length]!,
      testable: verdict !== null,
    });
    const indicatorIds = [chosen[number % chosen.length]!, chosen[(number + 3) % chosen.length]!];
    await this.give({ type: 'SetEvidence', findingId, statementIds, indicatorIds: [...new Set(indicatorIds)] });
    if (verdict !== null)
      await this.give({ type: 'RecordCheck', findingId, verdict, note: number % 2 === 0 ? '' : 'Bij 42 nagekeken.' });
    this.#findings.push(findingId);
  }

  async #gaps(): Promise<void> {
    const [first, second] = [randomUUID(), randomUUID()];
    const [ownerOrganisationId] = this.#organisations as [string];
    const [due, other] = [dayIn(40), dayIn(400)];
    await this.give({ type: 'OpenGap', gapId: first, question: 'Hoeveel van de 33?', ownerOrganisationId, due });
    await this.give({ type: 'OpenGap', gapId: second, question: 'Sinds 1985?', ownerOrganisationId: null, due: null });
    await this.give({ type: 'AssignGap', gapId: second, ownerOrganisationId, due: other });
    await this.give({ type: 'AnswerGap', gapId: first, answer: 'Het zijn er 31.' });
  }

  /** What was said is taken back, said otherwise, or called otherwise, as happens in any trajectory. */
  async #secondThoughts(): Promise<void> {
    const [first] = this.#findings as [string];
    const { organisations } = this.#size;
    await this.give({ type: 'RetractStatement', statementId: this.#released[0]!.id, reason: 'Klopt niet' });
    const finding = {
      title: 'Nummer 1, anders',
      text: 'Nu in andere woorden, met 3 cijfers.',
      theme: 'youth',
    } as const;
    await this.give({ type: 'ReviseFinding', findingId: first, ...finding, place: this.#spots[0]!, testable: true });
    await this.give({ type: 'RecordCheck', findingId: first, verdict: 'contradicted', note: 'Het zijn er 77.' });
    const [dropped] = this.#findings.splice(1, 1) as [string];
    await this.give({ type: 'DropFinding', findingId: dropped, reason: 'Dubbel' });
    const sessionId = await this.driver.planned('professional');
    await this.give({ type: 'CancelSession', sessionId, reason: 'Geen tijd' });
    const [one, other] = this.#organisations.slice(-2) as [string, string];
    const renamed = { name: `${this.#size.name}, nu anders (1)`, organisationType: 'care', ring: 'ring' } as const;
    await this.give({ type: 'AddOrganisation', organisationId: other, ...renamed });
    if (organisations > 3) await this.give({ type: 'WithdrawCommitment', organisationId: one, reason: 'Nieuw beleid' });
  }

  async #dissent(): Promise<void> {
    const [one, other] = this.#organisations as [string, string];
    const differ = (organisationId: string, text: string, findingId: string | null) =>
      this.give({ type: 'RecordDissent', dissentId: randomUUID(), organisationId, text, findingId });
    await differ(one, 'Bij ons kwamen 9 klachten binnen.', this.#findings[1]!);
    await differ(other, 'Het hele beeld is 10 jaar oud.', null);
  }

  #action(number: number) {
    const chosen = this.#size.indicators.map(([id]) => id);
    const actionId = randomUUID();
    this.#actions.push(actionId);
    return {
      actionId,
      what: `We zetten ${number + 2} bankjes neer, ${number + 60} cm hoog`,
      result: `${number + 15} mensen zitten er elke dag`,
      ownerOrganisationId: this.#organisations.at(-1 - (number % 3))!,
      due: dayIn(100 + number * 31),
      findingIds: this.#findings.filter((_, index) => index % (number + 2) === 0),
      indicatorId: number % 2 === 0 ? chosen[number % chosen.length]! : null,
    };
  }
}
