import { dayIn } from '@buurtbalans/testing/drivers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServerUnderTest, type TakenMail } from '../../apps/worker/src/mail/under-test/mail-server.testing.ts';
import { Product, type Visitor } from './product.ts';

const [CORPORATION, WRONG] = ['iemand@corporatie.example.nl', 'verkeerd@corporatie.example.nl'];
const OWN = 'Drie meldingen per week bij de winkels';

let product: Product;
let server: MailServerUnderTest;
let facilitator: Visitor;
let professional: Visitor;
/** Address of the session's console. */
let session: string;
let trajectory: string;

beforeAll(async () => {
  server = await new MailServerUnderTest().start();
  server.refused.add(WRONG);
  // what the worker is told by its environment
  Object.assign(process.env, {
    SMTP_URL: server.url,
    MAIL_FROM: 'Buurtbalans <buurtbalans@example.nl>',
    PUBLIC_URL: 'https://buurtbalans.example.nl',
  });
  product = await Product.start();
  [facilitator, professional] = [await product.signedIn('procesbegeleider'), await product.signedIn('professional')];
});
afterAll(async () => {
  for (const name of ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL']) delete process.env[name];
  await product?.stop();
  await server?.stop();
});

/** Mails that came in by now, once there are so many. */
async function mails(count: number): Promise<TakenMail[]> {
  await expect.poll(() => server.taken.length).toBe(count);
  return server.empty().sort((one, other) => one.to.localeCompare(other.to));
}

/** The one event of a mail's calendar file. */
function eventOf({ parsed }: TakenMail): Record<string, string> {
  const [file, ...others] = parsed.attachments;
  expect([file!.contentType, others.length]).toEqual(['text/calendar', 0]);
  const lines = file!.content
    .toString('utf8')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n');
  return Object.fromEntries(
    lines
      .slice(lines.indexOf('BEGIN:VEVENT') + 1, lines.indexOf('END:VEVENT'))
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
  );
}
const row = (name: string) => facilitator.page.getByRole('row', { name: new RegExp(name.replaceAll('.', '\\.')) });
let invited: Record<string, string>;

describe('between sessions', () => {
  it('the facilitator prepares in two minutes: what, who, how long, what at hand, and how to begin', async () => {
    const { page } = facilitator;
    await facilitator.go('/trajectories');
    await page.getByRole('link', { name: 'Slotermeer-Noordoost' }).first().click();
    await page.waitForURL(/\/trajectories\/[0-9a-f-]{36}$/);
    trajectory = new URL(page.url()).pathname;
    session = (await page.getByRole('link', { name: 'Open de regie van Sessie 3' }).getAttribute('href'))!;
    await facilitator.go(session);
    for (const part of ['Waar het om gaat', 'Wie er komen', 'Leg klaar', 'Wat er al ligt', 'Zo begint u'])
      await page.getByRole('heading', { name: part }).waitFor();
    await page.getByText(/Draaiboek in het kort: 85 minuten, klaar om 20:25/).waitFor();
    await page.getByText('Er is nog geen uitnodiging verstuurd').waitFor();
    await facilitator.isAccessible();
    await page.getByRole('link', { name: 'Op papier' }).click();
    await page.getByRole('row', { name: /19:05 Stil schrijven/ }).waitFor();
    await facilitator.isAccessible();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByRole('link', { name: 'Terug naar de regie' }).isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
  });

  it('the facilitator invites an account and addresses, and sees what became of each mail', async () => {
    const { page } = facilitator;
    await facilitator.go(`${session}/invite`);
    await page.getByRole('checkbox', { name: 'Professional (voorbeeld), Wijkpolitie Nieuw-West' }).waitFor();
    await page.getByRole('button', { name: 'Zet 1 persoon op de lijst' }).click();
    for (const address of [CORPORATION, WRONG]) {
      await page.getByLabel('Voor welke organisatie').selectOption({ label: 'Woningcorporatie De Dageraad' });
      await page.getByLabel('E-mailadres').fill(address!);
      await page.getByRole('button', { name: 'Zet op de lijst', exact: true }).click();
      await row(address!).waitFor();
    }
    await facilitator.isAccessible();
    await page.getByRole('button', { name: 'Verstuur 3 uitnodigingen' }).click();
    await row(CORPORATION!).getByText('verstuurd', { exact: true }).waitFor();
    await row('Professional').getByText('verstuurd', { exact: true }).waitFor();
    await row(WRONG!).getByText('De mailserver kent dit adres niet').waitFor();
    await facilitator.isAccessible();
    const taken = await mails(2);
    expect(taken.map(({ to }) => to)).toEqual([CORPORATION, 'professional@voorbeeld.test']);
    const [mail] = taken;
    expect(mail!.parsed.subject).toMatch(
      /^Slotermeer-Noordoost: uitnodiging voor Sessie professionals 3 op \d+ [a-z]+ \d{4}$/,
    );
    expect(mail!.parsed.text).toContain('namens Woningcorporatie De Dageraad');
    invited = eventOf(mail!);
    expect(invited).toMatchObject({
      UID: `${session.split('/').at(-1)}@sessions.buurtbalans.invalid`,
      STATUS: 'CONFIRMED',
      SUMMARY: 'Sessie professionals 3 · Slotermeer-Noordoost',
    });
    await page.getByRole('button', { name: `Verwijder ${WRONG} van de lijst` }).click();
    await row(WRONG!).waitFor({ state: 'detached' });
    // what else there is to invite by
    await page.getByRole('button', { name: 'Kopieer de tekst' }).click();
    await page.getByText(/Gekopieerd|geselecteerd/).waitFor();
    const file = await facilitator.page.request.get(
      (await page.getByRole('link', { name: 'Agendabestand' }).getAttribute('href'))!,
    );
    expect(await file.text()).toContain(`UID:${invited.UID}`);
  });

  it('a programme manager sees nobody’s address', async () => {
    const manager = await product.signedIn('programmamanager');
    for (const path of [trajectory, `${trajectory}/history`]) {
      await manager.go(path);
      expect(await manager.page.textContent('body')).not.toContain('corporatie.example');
    }
    // the first is a choice of the filter
    await manager.page.getByText('Uitnodiging verstuurd').last().waitFor();
    expect((await manager.page.request.get(`/api/v1/sessions/${session.split('/').at(-1)}/invitations`)).status()).toBe(
      403,
    );
    await manager.leave();
  });

  it('a professional with an account adds own observations without a code; what was being written survives a reload', async () => {
    const { page } = professional;
    await professional.go('/');
    await page.getByText('Sessie 3 · Slotermeer-Noordoost').waitFor();
    await professional.isAccessible();
    await page.getByRole('button', { name: 'Eigen waarnemingen toevoegen' }).first().click();
    await page.getByRole('heading', { name: 'Eigen registratie' }).waitFor();
    await page.getByRole('radio', { name: /Signaal/ }).check();
    await page.getByLabel('Onderwerp').selectOption({ label: 'Veiligheid en overlast' });
    await page.getByLabel('Uw verhaal').fill(OWN);
    await page.reload();
    await expect.poll(() => page.getByLabel('Uw verhaal').inputValue()).toBe(OWN);
    await professional.isAccessible();
    await page.getByRole('button', { name: 'Versturen', exact: true }).click();
    const own = page.getByRole('listitem').filter({ hasText: OWN });
    await own.getByText('Verstuurd').waitFor();
    await own.getByText('De procesbegeleider leest dit eerst').waitFor();
    await page.getByLabel('Uw verhaal').fill('Dit trek ik weer in');
    await page.getByRole('button', { name: 'Versturen', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'Dit trek ik weer in' }).getByText('Verstuurd').waitFor();
    await page.getByRole('button', { name: /Dit trek ik weer in/ }).click();
    await page.getByRole('listitem').filter({ hasText: 'Dit trek ik weer in' }).waitFor({ state: 'detached' });
    await professional.isAccessible();
    await page.getByRole('link', { name: 'Terug naar Mijn werk' }).click();
    await page.waitForURL((url) => url.pathname === '/');
  });

  it('the facilitator moves the session and invites again: the calendar replaces the entry', async () => {
    const { page } = facilitator;
    await facilitator.go(trajectory);
    await page.locator('summary', { hasText: 'Sessie 3' }).click();
    const form = page.getByRole('form', { name: /Sessie 3/ }).first();
    await form.getByText('als u de uitnodiging opnieuw verstuurt').waitFor();
    const field = form.getByLabel('Datum en tijd');
    await field.fill(`${dayIn(20)}T20:00`);
    await form.getByRole('button').click();
    await form.getByText('Opgeslagen').waitFor();
    await facilitator.go(`${session}/invite`);
    await page.getByText('De sessie is verplaatst na de laatste uitnodiging').waitFor();
    expect(await row(CORPORATION!).textContent()).toContain('verstuurd met het vorige tijdstip');
    await facilitator.isAccessible();
    await page.getByRole('button', { name: 'Verstuur 2 uitnodigingen' }).click();
    const [mail] = await mails(2);
    expect(mail!.parsed.subject).toContain('is verplaatst naar');
    const event = eventOf(mail!);
    expect(event.UID).toBe(invited.UID);
    expect(event.DTSTART).not.toBe(invited.DTSTART);
    expect(Number(event.SEQUENCE)).toBeGreaterThan(Number(invited.SEQUENCE));
    invited = event;
  });

  it('somebody without an account comes in by the link of the mail; without a sharing commitment nothing can be added yet, and it says what helps', async () => {
    const { page } = facilitator;
    await facilitator.go(`${session}/invite`);
    const address = (await page.getByRole('link', { name: /\/join\/[A-Z0-9]{13}$/ }).getAttribute('href'))!;
    const join = async (organisation: string): Promise<Visitor> => {
      const phone = await product.visitor({ width: 320, height: 720 });
      await phone.go(new URL(address).pathname);
      await phone.page.getByText('toevoegen wat uw organisatie ziet').waitFor();
      await phone.page.getByLabel('Voor welke organisatie doet u mee?').selectOption({ label: organisation });
      await phone.page.getByRole('button', { name: 'Meedoen' }).click();
      await phone.page.getByRole('button', { name: 'Eigen registratie' }).click();
      return phone;
    };
    const uncommitted = await join('Jongerenwerk De Loods');
    await uncommitted.page.getByText('Vraag de procesbegeleider om die te tekenen').waitFor();
    await uncommitted.isAccessible();
    await uncommitted.leave();
    const phone = await join('Woningcorporatie De Dageraad');
    await phone.page.getByLabel('Uw verhaal').waitFor();
    // what another organisation brought is not before the room yet
    expect(await phone.page.textContent('body')).not.toContain(OWN);
    await phone.leave();
  });

  it('what was brought waits for the facilitator, who shows it to the room', async () => {
    const { page } = facilitator;
    await facilitator.go(session);
    await page.getByText('1 bijdrage is vooraf ingebracht').first().waitFor();
    const waiting = page.getByRole('listitem').filter({ hasText: OWN });
    await waiting.getByRole('button', { name: /Toon|Laat zien/ }).click();
    await page.getByRole('button', { name: '1 bijdrage is vooraf ingebracht' }).click();
    await page
      .getByRole('region', { name: /wacht op u/ })
      .getByText(OWN)
      .waitFor({ state: 'detached' });
    await page.getByText(OWN).waitFor();
    await facilitator.isAccessible();
  });

  it('a cancelled session is told to those invited, and their addresses are gone', async () => {
    const { page } = facilitator;
    await facilitator.go(trajectory);
    await page.locator('summary', { hasText: 'Sessie 3' }).click();
    const form = page.getByRole('form', { name: /Sessie 3/ }).last();
    await form.getByText('krijgt vanzelf een e-mail').waitFor();
    await form.getByLabel(/reden/i).fill('Te veel afmeldingen');
    await form.getByRole('button').click();
    const [mail, ...others] = await mails(2);
    expect(others.map(({ to }) => to)).toEqual(['professional@voorbeeld.test']);
    expect(mail!.parsed.subject).toContain('gaat niet door');
    expect(mail!.raw + mail!.parsed.text).not.toContain('afmeldingen');
    expect(eventOf(mail!)).toMatchObject({ UID: invited.UID, STATUS: 'CANCELLED' });
    await facilitator.go(`${session}/invite`);
    await page.getByText('Deze sessie gaat niet door').waitFor();
    await expect
      .poll(
        async () =>
          (
            (await (await page.request.get(`/api/v1/sessions/${session.split('/').at(-1)}/invitations`)).json()) as {
              invitees: unknown[];
            }
          ).invitees,
      )
      .toEqual([]);
    await facilitator.isAccessible();
  });

  it('residents are invited by a sheet with code and QR, and no address of theirs is asked', async () => {
    const { page } = facilitator;
    await facilitator.go(trajectory);
    await page.locator('summary', { hasText: 'Sessie plannen' }).click();
    const plan = page.getByRole('form', { name: 'Sessie plannen' });
    await page.getByLabel('Spoor', { exact: true }).selectOption({ label: 'Bewoners' });
    await plan.getByLabel('Titel').fill('Koffie in de binnentuin');
    await plan.getByLabel('Datum en tijd').fill(`${dayIn(9)}T10:00`);
    await plan.getByRole('button').click();
    const meeting = (await page
      .getByRole('row', { name: 'Koffie in de binnentuin' })
      .getByRole('link', { name: /Open de regie/ })
      .getAttribute('href'))!;
    await facilitator.go(`${meeting}/invite`);
    await page.getByText('bewaart Buurtbalans geen adressen').waitFor();
    expect(await page.getByLabel('E-mailadres').count()).toBe(0);
    await page.getByRole('img', { name: /QR/ }).waitFor();
    await facilitator.isAccessible();
  });
});
