import { randomUUID } from 'node:crypto';
import type { CommandInput, Lane, LiveCommandInput, Step } from '@buurtbalans/domain';
import type { BrowserContextOptions } from 'playwright-core';
import type { Phone, Product, Visitor } from './product.ts';

interface Row {
  readonly id: string;
  readonly phase: string;
}

/** A phone that can only just show the pages as they are made. */
export const PHONE = { width: 320, height: 720 };

/** A live session of the demonstration, staged through the API as the facilitator's screens do it. */
export class Meeting {
  readonly sessionId: string;
  readonly path: string;
  readonly #product: Product;
  readonly #facilitator: Visitor;
  #stepId: string | null = null;
  #code = '';
  /** A command about the trajectory. */
  #lead: (command: CommandInput) => Promise<unknown> = () => Promise.reject(new Error('it has not begun'));

  private constructor(product: Product, facilitator: Visitor, sessionId: string, trajectoryId: string) {
    this.#product = product;
    this.#facilitator = facilitator;
    this.sessionId = sessionId;
    this.path = `/trajectories/${trajectoryId}/sessions/${sessionId}`;
  }

  /** Plans and opens a session with these steps. */
  static async open(
    product: Product,
    facilitator: Visitor,
    lane: Lane,
    steps: readonly (Partial<Step> & Pick<Step, 'id' | 'exercise'>)[],
  ): Promise<Meeting> {
    const { items } = (await (await facilitator.page.request.get('/api/v1/trajectories')).json()) as { items: Row[] };
    const trajectoryId = items.find(({ phase }) => phase === 'exchange')!.id;
    const meeting = new Meeting(product, facilitator, randomUUID(), trajectoryId);
    const { sessionId } = meeting;
    const lead = (command: CommandInput) =>
      meeting.#post(`/trajectories/${trajectoryId}/commands`, { commandId: randomUUID(), command });
    await lead({
      type: 'PlanSession',
      sessionId,
      lane,
      title: 'Avond in het buurthuis',
      plannedFor: new Date().toISOString(),
      phases: ['exchange'],
      question: 'Waar is het fijn en waar niet?',
    });
    await lead({ type: 'OpenSession', sessionId });
    await meeting.do({
      type: 'SetScript',
      expectedScript: 0,
      steps: steps.map((step) => ({ minutes: 10, ...step })),
      showOrganisations: true,
    });
    meeting.#code = ((await meeting.#post(`/sessions/${sessionId}/code`)) as { code: string }).code;
    meeting.#lead = lead;
    return meeting;
  }

  async close(): Promise<void> {
    await this.#lead({ type: 'CloseSession', sessionId: this.sessionId });
  }

  get code(): string {
    return this.#code;
  }

  /** A command of the facilitator. */
  async do(command: LiveCommandInput): Promise<void> {
    await this.#post(`/sessions/${this.sessionId}/commands`, { commandId: randomUUID(), command });
  }

  async go(stepId: string): Promise<void> {
    await this.do({ type: 'GoToStep', stepId, expectedStep: this.#stepId });
    this.#stepId = stepId;
  }

  /** What the facilitator sees, by its key. */
  async shown(): Promise<Record<string, Record<string, unknown>>> {
    const answer = await this.#facilitator.page.request.get(
      `/api/v1/sessions/${this.sessionId}/live?audience=facilitator`,
    );
    return ((await answer.json()) as { set: Record<string, Record<string, unknown>> }).set;
  }

  /** Texts of the cards that lie in the session, in their order. */
  async texts(): Promise<unknown[]> {
    const cards = Object.entries(await this.shown()).filter(([key]) => key.startsWith('card:'));
    return cards.sort(([, one], [, other]) => Number(one.seq) - Number(other.seq)).map(([, { text }]) => text);
  }

  /** Somebody comes in by the code, on a phone. */
  async join(size = PHONE, more: BrowserContextOptions = {}): Promise<Phone> {
    const phone = await this.#product.phone(size, more);
    await phone.go(`/join/${this.#code}`);
    const organisation = phone.page.getByLabel('Voor welke organisatie doet u mee?');
    if ((await organisation.count()) > 0) await organisation.selectOption({ index: 1 });
    await phone.page.getByRole('button', { name: 'Meedoen' }).click();
    await phone.page.waitForURL('**/participant/**');
    await phone.page.getByText('Verbonden', { exact: true }).waitFor();
    return phone;
  }

  async #post(path: string, data?: object): Promise<unknown> {
    const answer = await this.#facilitator.page.request.post(`/api/v1${path}`, data ? { data } : {});
    if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
    return answer.json();
  }
}

/** Writes a card on a phone, with the first choice of everything else. */
export async function tell({ page }: Pick<Visitor, 'page'>, text: string): Promise<void> {
  await page.getByLabel('Onderwerp').selectOption({ index: 1 });
  await page.getByLabel('Uw verhaal').fill(text);
  await page.getByRole('button', { name: 'Versturen', exact: true }).click();
}
