import { createHash, randomBytes } from 'node:crypto';
import { addContribution, type Database, executeCommand, listBoundaries } from '@buurtbalans/database';
import type { Actor, CommandInput, Lane, Theme } from '@buurtbalans/domain';
import { innerPoint, unionOf } from '@buurtbalans/geo';
import { demoId } from './demo-ids.ts';
import { demoAccountId, demoOrganisations } from './demo-people.ts';

const actor = (role: Actor['role']): Actor => (role === 'system' ? { role } : { role, accountId: demoAccountId(role) });

/** A contribution of the demonstration: kind, theme, text and number of the neighbourhood it is about. */
export type DemoCard = readonly ['weak_spot' | 'promising_spot' | 'signal', Theme, string, number];

/**
 * Tells the story of one trajectory in commands. Command ids follow from their order, so that a start that was cut off
 * is finished by the next one.
 */
export class DemoTrajectory {
  readonly id: string;
  readonly #db: Database;
  readonly #name: string;
  readonly #places: { lng: number; lat: number; label: string }[] = [];
  #commands = 0;

  constructor(db: Database, name: string) {
    this.#db = db;
    this.#name = name;
    this.id = demoId(`trajectory ${name}`);
  }

  idOf(name: string): string {
    return demoId(`${this.#name} ${name}`);
  }

  place(index: number): { lng: number; lat: number; label: string } {
    return this.#places[index % this.#places.length]!;
  }

  async do(command: CommandInput, role: Actor['role'] = 'facilitator'): Promise<void> {
    this.#commands += 1;
    const result = await executeCommand(this.#db, { trajectoryId: this.id, commandId: `demo.${this.#commands}`, command, actor: actor(role) });
    if (result.kind !== 'accepted') throw new Error(`the demonstration's ${command.type} was not accepted: ${JSON.stringify(result)}`);
  }

  async begin(): Promise<void> {
    await this.do({ type: 'CreateTrajectory', name: this.#name, districtCode: 'SD0363F', templateId: 'buurtbalans-amsterdam', templateVersion: 1, invented: true }, 'programme_manager');
    await this.do({ type: 'Appoint', accountId: demoAccountId('facilitator'), role: 'facilitator' }, 'programme_manager');
    await this.do({ type: 'Appoint', accountId: demoAccountId('research_adviser'), role: 'research_adviser' }, 'programme_manager');
    await this.do({ type: 'AdvancePhase', from: 'preparation' });
  }

  /** Area, question and indicators of the required themes. */
  async fillIntake(wijkCode: string, question: string): Promise<void> {
    const buurten = (await listBoundaries(this.#db, { level: 'buurt', districtCode: 'SD0363F' })).filter((area) => area.parentCode === wijkCode);
    for (const { name, geometry } of buurten) {
      const [lng, lat] = innerPoint(geometry);
      this.#places.push({ lng, lat, label: name });
    }
    await this.do({ type: 'SetArea', name: this.#name, codes: buurten.map((area) => area.code), geometry: unionOf(buurten.map((area) => area.geometry)), drawn: false });
    await this.do({ type: 'WriteQuestion', text: question });
    const chosen: [string, Theme, number][] = [
      ['population.total', 'population', 2024],
      ['population.age_15_25', 'population', 2024],
      ['housing.rental', 'housing', 2024],
      ['housing.property_value', 'housing', 2024],
      ['liveability.unoccupied_homes', 'liveability', 2024],
      ['safety_nuisance.offences_per_1000', 'safety_nuisance', 2024],
      ['care_wellbeing.good_health', 'care_wellbeing', 2024],
      ['work_income.low_income_households', 'work_income', 2023],
    ];
    for (const [indicatorId, theme, year] of chosen) await this.do({ type: 'ChooseIndicator', indicatorId, theme, year }, 'research_adviser');
    await this.do({ type: 'CommentOnIndicator', indicatorId: 'population.total', text: 'Afgerond op vijf door het CBS; de cijfers van de buurten tellen daardoor niet precies op.' }, 'research_adviser');
  }

  async signOff(): Promise<void> {
    await this.do({ type: 'SignOffIntake' }, 'research_adviser');
    await this.do({ type: 'AdvancePhase', from: 'intake' });
  }

  /** Organisations in the alliance; the first ones of the register have signed. */
  async gather(count: number, signed: number): Promise<void> {
    for (const [index, { id, name, type }] of demoOrganisations.slice(0, count).entries()) {
      await this.do({ type: 'AddOrganisation', organisationId: id, name, organisationType: type, ring: index < 4 ? 'core' : 'ring' });
      if (index >= signed) continue;
      const until = `${new Date().getUTCFullYear() + 1}-12-31`;
      await this.do({ type: 'SignCommitment', organisationId: id, data: 'Eigen ervaringen en aantallen meldingen per straat', purpose: 'Het gedeeld beeld van deze buurt', until });
    }
  }

  async plan(name: string, lane: Lane, title: string, days: number, question: string): Promise<string> {
    const sessionId = this.idOf(name);
    const plannedFor = new Date(Date.now() + days * 86_400_000);
    plannedFor.setUTCHours(18, 0, 0, 0);
    await this.do({ type: 'PlanSession', sessionId, lane, title, plannedFor: plannedFor.toISOString(), phases: ['exchange'], question });
    return sessionId;
  }

  /** Holds a session with its contributions. */
  async hold(name: string, lane: Lane, title: string, question: string, cards: readonly DemoCard[]): Promise<string> {
    const sessionId = await this.plan(name, lane, title, 0, question);
    await this.do({ type: 'OpenSession', sessionId });
    for (const [index, [kind, theme, text, at]] of cards.entries()) {
      const organisationId = lane === 'professional' ? demoOrganisations[index % 3]!.id : undefined;
      // nobody holds the secret of a made-up resident, so nobody can withdraw what was made up
      const withdrawalHash = lane === 'resident' ? createHash('sha256').update(randomBytes(32)).digest('hex') : null;
      const input = { id: this.idOf(`${name} ${index}`), kind, theme, text, place: this.place(at), withdrawalHash, invented: true };
      await addContribution(this.#db, { trajectoryId: this.id, sessionId, lane, organisationId }, input);
    }
    await this.do({ type: 'CloseSession', sessionId });
    return sessionId;
  }

  async release(name: string, lane: Lane, sessionId: string, [kind, theme, text, at]: DemoCard, sources: number): Promise<string> {
    const statementId = this.idOf(name);
    const organisationType = lane === 'professional' ? ('police' as const) : null;
    await this.do({ type: 'ReleaseStatement', statementId, lane, text, theme, kind, place: this.place(at), sessionId, organisationType, contributions: sources, sources });
    return statementId;
  }
}
