import { dayIn, inDays } from '@buurtbalans/testing/drivers';
import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Product, type Visitor } from './product.ts';

const SECRET = 'a secret that one browser holds';
const WRITING = 'brainwriting-2';

let product: Product;
let facilitator: Visitor;
let colleague: Visitor;
let manager: Visitor;
let professional: Visitor;
let trajectoryId: string;
let base: string;
let sessionId: string;
let meetingId: string;
let withdraw: () => Promise<void>;

beforeAll(async () => {
  product = await Product.start();
  [facilitator, colleague, manager, professional] = [
    await product.signedIn('procesbegeleider'),
    await product.signedIn('procesbegeleider'),
    await product.signedIn('programmamanager'),
    await product.signedIn('professional'),
  ];
  const all = await get<{ items: { id: string; name: string }[] }>('/trajectories');
  trajectoryId = all.items.find(({ name }) => name === 'Slotermeer-Noordoost')!.id;
  base = `/trajectories/${trajectoryId}`;
  await held();
  await heldByResidents();
});
afterAll(() => product?.stop());

async function get<T>(path: string): Promise<T> {
  return (await facilitator.page.request.get(`/api/v1${path}`)).json() as Promise<T>;
}

/** Posts as the facilitator, or with a participant's token; what the screens of the evening did before. */
async function post(path: string, data: object, token?: string): Promise<Record<string, unknown>> {
  const answer = await facilitator.page.request.post(`/api/v1${path}`, {
    data,
    ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
  });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}
const give = (command: object) => post(`/trajectories/${trajectoryId}/commands`, { commandId: randomUUID(), command });
const live = (id: string, command: object, token?: string) =>
  post(`/sessions/${id}/commands`, { commandId: randomUUID(), command }, token);

/** The session of professionals that the demonstration has planned: cards, answers and promises, and some that must not be told. */
async function held(): Promise<void> {
  const view = await get<{ sessions: { id: string; status: string }[]; organisations: { id: string; name: string }[] }>(
    `/trajectories/${trajectoryId}`,
  );
  sessionId = view.sessions.find(({ status }) => status === 'planned')!.id;
  const organisationId = view.organisations.find(({ name }) => name === 'Wijkpolitie Nieuw-West')!.id;
  const other = view.organisations.find(({ name }) => name === 'Woningcorporatie De Dageraad')!.id;
  await give({ type: 'OpenSession', sessionId });
  const steps = [
    'check-in-1',
    WRITING,
    'clustering-3',
    'matrix-4',
    'agreement-5',
    'parking-lot-6',
    'commitments-7',
    'evaluation-8',
    'dots-9',
  ];
  const exercises: Record<string, string> = { 'parking-lot-6': 'parking_lot', 'check-in-1': 'check_in' };
  const script = steps.map((id) => ({
    id,
    exercise: exercises[id] ?? id.replace(/-\d+$/, ''),
    minutes: 5,
    hidden: [WRITING, 'evaluation-8', 'agreement-5', 'dots-9'].includes(id),
    items: 'options',
    options: ['Licht', 'Hekwerk'],
  }));
  await live(sessionId, { type: 'SetScript', expectedScript: 0, steps: script, showOrganisations: true });
  let at: string | null = null;
  const go = async (stepId: string): Promise<void> => {
    await live(sessionId, { type: 'GoToStep', stepId, expectedStep: at });
    at = stepId;
  };
  const card = async (text: string, owner = organisationId): Promise<string> => {
    const cardId = randomUUID();
    await live(sessionId, {
      type: 'AddCard',
      cardId,
      stepId: WRITING,
      kind: 'weak_spot',
      theme: 'safety_nuisance',
      text,
      onBehalf: randomUUID(),
      organisationId: owner,
    });
    return cardId;
  };
  const answers = async (stepId: string, all: object[]): Promise<void> => {
    for (const answer of all) await live(sessionId, { type: 'GiveAnswer', stepId, answer, onBehalf: randomUUID() });
  };
  await go(WRITING);
  const cards = [
    await card('Donker pad achter de winkels'),
    await card('Kapotte lamp bij de flat', other),
    await card('Fijne bankjes op het plein'),
  ];
  const removed = await card('Dit hoort hier niet');
  await live(sessionId, { type: 'Reveal', stepId: WRITING, on: true });
  await live(sessionId, { type: 'ModerateCards', cardIds: [removed], to: 'removed' });
  await live(sessionId, {
    type: 'MakeCluster',
    clusterId: randomUUID(),
    title: 'Licht in de avond',
    cardIds: cards.slice(0, 2),
  });
  await go('matrix-4');
  await answers(
    'matrix-4',
    [2, 3, 4, 2].map((effort) => ({ exercise: 'matrix', scores: { 'option:0': { effort, effect: 5 } } })),
  );
  await go('agreement-5');
  await answers(
    'agreement-5',
    [5, 4, 4, 2].map((fingers) => ({ exercise: 'agreement', fingers, need: fingers === 2 ? 'Eerst geld' : '' })),
  );
  await live(sessionId, { type: 'Reveal', stepId: 'agreement-5', on: true });
  await live(sessionId, { type: 'ModerateText', stepId: 'agreement-5', text: 'Eerst geld', to: 'shown' });
  const noteId = randomUUID();
  await live(sessionId, { type: 'ParkNote', noteId, text: 'Parkeren bij de school' });
  await live(sessionId, { type: 'ResolveNote', noteId, resolution: 'Naar de gemeente' });
  await live(sessionId, {
    type: 'MakePromise',
    promiseId: randomUUID(),
    what: 'Lampen nalopen',
    ownerOrganisationId: other,
    due: dayIn(-30),
  });
  await live(sessionId, {
    type: 'MakePromise',
    promiseId: randomUUID(),
    what: 'Vaker over het plein lopen',
    ownerOrganisationId: organisationId,
    due: dayIn(365),
  });
  await go('evaluation-8');
  await answers(
    'evaluation-8',
    [4, 5, 3, 4].map((useful) => ({
      exercise: 'evaluation',
      useful,
      heard: 2,
      sentence: 'Een zin die niemand doorliet',
    })),
  );
  await go('dots-9');
  await answers(
    'dots-9',
    [0, 0, 0, 1].map((item) => ({ exercise: 'dots', dots: { [`option:${item}`]: 1 } })),
  );
  await give({ type: 'CloseSession', sessionId });
}

/** A meeting of residents: one of them later takes back what was said. */
async function heldByResidents(): Promise<void> {
  meetingId = randomUUID();
  await give({
    type: 'PlanSession',
    sessionId: meetingId,
    lane: 'resident',
    title: 'Avond met de buurt',
    plannedFor: inDays(1 / 24),
    phases: ['exchange'],
  });
  await give({ type: 'OpenSession', sessionId: meetingId });
  const { code } = await post(`/sessions/${meetingId}/code`, {});
  const { token } = (await post(`/join/${code as string}`, {})) as { token: string };
  const stepId = 'silent-writing-2';
  await live(meetingId, { type: 'GoToStep', stepId, expectedStep: null });
  const cardId = randomUUID();
  const ownerHash = createHash('sha256').update(SECRET).digest('hex');
  await live(
    meetingId,
    { type: 'AddCard', cardId, stepId, kind: 'signal', theme: 'youth', text: 'Dit neem ik later terug', ownerHash },
    token,
  );
  await live(meetingId, { type: 'Reveal', stepId, on: true });
  await live(meetingId, { type: 'ModerateCards', cardIds: [cardId], to: 'shown' });
  await give({ type: 'CloseSession', sessionId: meetingId });
  withdraw = async () => void (await live(meetingId, { type: 'WithdrawCard', cardId, secret: SECRET }, token));
}

const harvestOf = (id: string): string => `${base}/sessions/${id}/harvest`;

/** Approves what stands on the page, and waits until it is. */
async function approve({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: 'Verslag vaststellen' }).click();
  await page.getByText('Vastgesteld. Vraag hieronder het document aan.').waitFor();
}

async function makeDocument({ page }: Visitor, format: 'pdf' | 'html'): Promise<void> {
  await page.getByRole('form', { name: 'Document maken' }).getByLabel('Vorm').selectOption({ value: format });
  await page.getByRole('button', { name: 'Document maken' }).click();
}

describe('the harvest', () => {
  it('shows the facilitator what the session brought, and nothing that stayed hidden or was taken off', async () => {
    const { page } = facilitator;
    await facilitator.go(base);
    await page.getByRole('link', { name: 'Oogst en verslag: Sessie 3' }).click();
    await page.getByRole('heading', { level: 1, name: /Oogst/ }).waitFor();
    const text = (await page.textContent('main'))!;
    for (const told of [
      'Licht in de avond',
      'Donker pad achter de winkels',
      'Woningcorporatie De Dageraad',
      'Eerst geld',
      'Naar de gemeente',
      'Lampen nalopen',
    ])
      expect(text).toContain(told);
    for (const kept of ['Dit hoort hier niet', 'Een zin die niemand doorliet']) expect(text).not.toContain(kept);
    await page.getByRole('button', { name: 'Nu onthullen: Evaluatie' }).waitFor();
    await facilitator.isAccessible();
  });

  it('keeps what two write at once: the second hears of it, and loses nothing', async () => {
    const { page } = facilitator;
    await colleague.go(harvestOf(sessionId));
    await facilitator.go(harvestOf(sessionId));
    const summary = (visitor: Visitor) => visitor.page.getByRole('textbox', { name: 'Samenvatting' });
    await summary(colleague).fill('Van de collega');
    await colleague.page.getByRole('button', { name: 'Opslaan als concept' }).click();
    await colleague.page.getByText('Opgeslagen.').waitFor();
    await summary(facilitator).fill('Het ging over licht in de avond');
    await page.getByLabel('Uw eigen woorden bij Brainwriting').fill('Hier is lang over gepraat.');
    await page.getByRole('button', { name: 'Opslaan als concept' }).click();
    await page.getByText('Uw collega heeft intussen ook geschreven').waitFor();
    expect(await summary(facilitator).inputValue()).toBe('Het ging over licht in de avond');
    await page.getByText('Van de collega').waitFor();
    await facilitator.isAccessible();
    await page.getByLabel('In het verslag: Stippen').uncheck();
    await page.getByRole('button', { name: 'Nu onthullen: Evaluatie' }).click();
    await page.getByText('gemiddeld 4', { exact: true }).first().waitFor();
    expect(await page.getByLabel('Uw eigen woorden bij Brainwriting').inputValue()).toBe('Hier is lang over gepraat.');
    await approve(facilitator);
    await page.getByText('vastgesteld', { exact: true }).waitFor();
    expect(await page.getByText('Van de collega').count()).toBe(0);
  });

  it('warns of words that seem to be about a person before they are saved', async () => {
    const { page } = facilitator;
    await page.getByRole('textbox', { name: 'Samenvatting' }).fill('Meneer Jansen van nr. 12 zei dit');
    await page.getByRole('button', { name: 'Opslaan als concept' }).click();
    await page.getByText(/Dit lijkt over een persoon of huisnummer te gaan/).waitFor();
    await page.getByLabel('Dit gaat niet over een persoon of huisnummer').waitFor();
    await facilitator.isAccessible();
    await page.getByRole('textbox', { name: 'Samenvatting' }).fill('Het ging over licht in de avond');
    await page.getByRole('button', { name: 'Opslaan als concept' }).click();
    await page.getByText('Opgeslagen.').waitFor();
    await page.getByText('Uitgave 1 blijft gelden').waitFor();
    await approve(facilitator);
  });
});

describe('minutes', () => {
  it('are a PDF and a web page that say what was approved', async () => {
    const { page } = facilitator;
    await makeDocument(facilitator, 'pdf');
    const link = page.getByRole('link', { name: /Download Verslag, uitgave 2, PDF/ });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const text = execFileSync('pdftotext', ['-layout', '-', '-'], {
      input: await readFile((await download.path())!),
      encoding: 'utf8',
    });
    expect(download.suggestedFilename()).toBe('minutes-slotermeer-noordoost-professional-3-nl.pdf');
    for (const told of [
      'Het ging over licht in de avond',
      'Hier is lang over gepraat',
      'Donker pad achter de winkels',
      'Wijkpolitie Nieuw-West',
      'Eerst geld',
      'Naar de gemeente',
      'Lampen nalopen',
      'Uitgave 2',
    ])
      expect(text).toContain(told);
    for (const kept of [
      'Dit hoort hier niet',
      'Een zin die niemand doorliet',
      'Hekwerk',
      'Procesbegeleider',
      'Van de collega',
    ])
      expect(text).not.toContain(kept);
    await makeDocument(facilitator, 'html');
    const html = page.getByRole('link', { name: /Open Verslag, uitgave 2, HTML/ });
    await html.waitFor();
    await facilitator.isAccessible();
    await html.click();
    await page.getByRole('heading', { name: 'Verslag: Slotermeer-Noordoost' }).waitFor();
    await facilitator.isAccessible();
  });

  it('reach the professionals of the alliance, and neither the programme manager nor the documents page', async () => {
    await professional.go(base);
    await professional.page.getByRole('link', { name: /Open Verslag, uitgave 2/ }).click();
    await professional.page.getByText('Donker pad achter de winkels').waitFor();
    await manager.go(base);
    expect(await manager.page.getByText(/Verslag, uitgave/).count()).toBe(0);
    await facilitator.go(`${base}/reports`);
    expect(await facilitator.page.getByText(/Verslag, uitgave/).count()).toBe(0);
    await facilitator.page.getByRole('link', { name: 'Oogst en verslag: Sessie 3' }).waitFor();
    await facilitator.isAccessible();
  });

  it('lapse when a resident takes back what they tell, and are made anew', async () => {
    const { page } = facilitator;
    await facilitator.go(harvestOf(meetingId));
    await page.getByText('Dit neem ik later terug').waitFor();
    await approve(facilitator);
    await makeDocument(facilitator, 'html');
    const link = page.getByRole('link', { name: /Open Verslag, uitgave 1, HTML/ });
    await link.waitFor();
    const href = (await link.getAttribute('href'))!;
    expect(await (await page.request.get(href)).text()).toContain('Dit neem ik later terug');
    await professional.go(base);
    expect((await professional.page.request.get(href)).status()).toBe(404);
    await withdraw();
    expect((await page.request.get(href)).status()).toBe(409);
    await facilitator.go(harvestOf(meetingId));
    await page.getByText('Uitgave 1 geldt niet meer').waitFor();
    expect(await page.textContent('main')).not.toContain('Dit neem ik later terug');
    await facilitator.isAccessible();
    await approve(facilitator);
    await expect.poll(() => page.getByText('Uitgave 1 geldt niet meer').count()).toBe(0);
  });
});

describe('promises', () => {
  it('stand by owner and date, overdue ones first, and are settled', async () => {
    const { page } = facilitator;
    await facilitator.go(base);
    await page.getByRole('link', { name: 'Afspraken', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Afspraken' }).waitFor();
    const rows = page.locator('tbody tr');
    expect(await rows.nth(0).textContent()).toMatch(/Lampen nalopen.*over tijd/s);
    await facilitator.isAccessible();
    await page.getByLabel('Eigenaar').selectOption({ label: 'Wijkpolitie Nieuw-West' });
    await expect.poll(() => rows.count()).toBe(1);
    await page.getByLabel('Eigenaar').selectOption({ label: 'Alle eigenaren' });
    await manager.go(`${base}/promises`);
    const seen = (await manager.page.textContent('main'))!;
    expect(seen).toMatch(/Professionals\s*2\s*1/);
    expect(seen).not.toContain('Lampen nalopen');
    await manager.isAccessible();
    await page.getByRole('button', { name: 'Gedaan: Lampen nalopen' }).click();
    await page.getByRole('button', { name: 'Weer open: Lampen nalopen' }).waitFor();
    await manager.go(`${base}/promises`);
    expect((await manager.page.textContent('main'))!).toMatch(/Professionals\s*1\s*0/);
  });

  it('carried to the next session are settled in both', async () => {
    const { page } = facilitator;
    const next = randomUUID();
    await give({
      type: 'PlanSession',
      sessionId: next,
      lane: 'professional',
      title: 'Vervolg',
      plannedFor: inDays(1 / 24),
      phases: ['exchange'],
    });
    await give({ type: 'OpenSession', sessionId: next });
    await facilitator.go(`${base}/sessions/${next}`);
    await page.getByRole('button', { name: /^Afspraken \(/ }).click();
    await page.getByRole('button', { name: 'Neem openstaande afspraken over' }).click();
    await page.getByRole('button', { name: 'Overnemen: Vaker over het plein lopen' }).click();
    await page.getByRole('button', { name: 'Gedaan: Vaker over het plein lopen' }).click();
    await page.getByRole('button', { name: 'Weer open: Vaker over het plein lopen' }).waitFor();
    await facilitator.go(`${base}/promises`);
    const row = page.getByRole('row', { name: /Vaker over het plein lopen/ });
    expect(await row.textContent()).toMatch(/gedaan.*meegenomen/s);
    const earlier = await get<{ set: Record<string, { what?: string; status?: string }> }>(
      `/sessions/${sessionId}/live?audience=facilitator`,
    );
    expect(Object.values(earlier.set).find(({ what }) => what === 'Vaker over het plein lopen')).toMatchObject({
      status: 'done',
    });
    await give({ type: 'CloseSession', sessionId: next });
  });

  it('speaks English on each of these pages', async () => {
    const { page } = colleague;
    await page.context().addCookies([{ name: 'locale', value: 'en', url: product.url }]);
    await colleague.go(harvestOf(sessionId));
    await page.getByRole('button', { name: 'Approve the minutes' }).waitFor();
    await colleague.isAccessible();
    await colleague.go(`${base}/promises?lane=resident`);
    await page.getByText('Nothing has been agreed in this lane yet.').waitFor();
    await colleague.isAccessible();
    // where they stood before, somebody may have kept a link to
    await colleague.go(`${base}/commitments?lane=resident`);
    expect(page.url()).toBe(`${product.url}${base}/promises?lane=resident`);
  });
});
