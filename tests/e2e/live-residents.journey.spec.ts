import { filledIn, inDays } from '@buurtbalans/testing/drivers';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { Keyboard } from './keyboard.ts';
import { LiveRoom, picturesOfFailures, writeCard } from './live-room.ts';
import { Product, type Visitor } from './product.ts';

let product: Product;
let facilitator: Visitor;
let room: LiveRoom;

beforeAll(async () => {
  product = await Product.start();
  facilitator = await product.signedIn('procesbegeleider');
});
afterAll(() => product?.stop());
picturesOfFailures(() => room);

describe('residents, whose texts the facilitator reads first', () => {
  it('a meeting is planned, opened and joined without an organisation', async () => {
    const { page } = facilitator;
    await facilitator.go('/trajectories');
    await page.getByRole('link', { name: 'Slotermeer-Noordoost' }).first().click();
    const form = page.getByRole('form', { name: 'Sessie plannen' });
    await page.locator('summary', { hasText: 'Sessie plannen' }).click();
    await page.getByLabel('Spoor', { exact: true }).selectOption({ label: 'Bewoners' });
    await form.getByLabel('Titel').fill('Middag in de bibliotheek');
    await form.getByLabel('Datum en tijd').fill(filledIn(inDays(1 / 24)));
    await form.getByRole('button').last().click();
    const link = page
      .getByRole('row', { name: 'Middag in de bibliotheek' })
      .getByRole('link', { name: /Open de regie/ });
    room = await LiveRoom.of(product, facilitator, (await link.getAttribute('href'))!);
    await page.getByRole('button', { name: 'Sessie openen' }).click();
    await page.getByRole('button', { name: 'Sessie sluiten' }).waitFor();
    for (let count = 0; count < 3; count += 1) await room.join();
    await room.shows('3 deelnemers zijn er', [room.projector]);
    await room.pictures('20-residents-lobby');
    await facilitator.isAccessible();
  });

  it('words of the check-in are on no other screen before they are let through', async () => {
    const { page } = facilitator;
    const [one, other] = room.phones as [Visitor, Visitor];
    await room.next('Check-in', 'Hoe zit u erbij?');
    for (const [phone, word] of [
      [one, 'bezorgd'],
      [other, 'hoopvol'],
    ] as const) {
      await phone.page.getByLabel('Uw woord').fill(word);
      await phone.page.getByRole('button', { name: 'Versturen' }).click();
    }
    await page.getByText('2 teksten wachten op u').waitFor();
    await room.hides('bezorgd', [room.projector, other]);
    await room.isAccessible();
    await room.pictures('21-check-in-waiting');
    const keys = new Keyboard(page);
    await keys.to('Laat zien: bezorgd');
    await keys.press('Enter');
    await room.shows('bezorgd', [room.projector, other]);
    await page.getByRole('button', { name: 'Weghalen: hoopvol' }).first().click();
    await page.getByText('1 tekst wacht op u').waitFor({ state: 'detached' });
    await room.hides('hoopvol', [room.projector, one]);
  });

  it('cards stay with the facilitator after the reveal; one that looks personal too; a point for later as well', async () => {
    const { page } = facilitator;
    const [one, other, third] = room.phones as [Visitor, Visitor, Visitor];
    await room.next('Stil schrijven op de kaart', 'Wat ziet u in de buurt?');
    await writeCard(one, 'Kansrijke plek', 'Samenhang', 'Samen koffie drinken op de hoek');
    await writeCard(other, 'Zwakke plek', 'Veiligheid en overlast', 'Mevrouw de Vries op nr. 12 maakt lawaai');
    await other.page.getByRole('button', { name: 'Dit gaat niet over een persoon, toch versturen' }).click();
    await room.hides('koffie drinken', [room.console, room.projector, other, third]);
    await page.getByText('2 bijdragen').waitFor();
    await room.reveal();
    await page.getByText('2 teksten wachten op u').waitFor();
    await room.hides('koffie drinken', [room.projector, other, third]);
    await other.page.getByText('De procesbegeleider leest dit eerst.').first().waitFor();
    await room.isAccessible(other);
    await room.pictures('22-cards-waiting', other);
    await page.getByRole('button', { name: /^Weghalen: Mevrouw/ }).click();
    await page.getByRole('button', { name: /^Laat zien: Samen koffie/ }).click();
    await room.shows('Samen koffie drinken op de hoek');
    await room.hides('Mevrouw de Vries', [room.projector, one, third]);
    await third.page.getByRole('button', { name: 'Parkeerplaats' }).click();
    const dialog = third.page.getByRole('dialog');
    await dialog.getByLabel('Wat wilt u later bespreken?').fill('Wanneer komt de sloop?');
    await dialog.getByRole('button', { name: 'Bewaren voor later' }).click();
    await page.getByRole('button', { name: 'Laat zien: Wanneer komt de sloop?' }).waitFor();
    await room.hides('Wanneer komt de sloop?', [room.projector, one]);
    await room.pictures('22-cards-shown');
    await room.isReadable();
    await page.getByRole('button', { name: 'Sessie sluiten' }).click();
    await room.shows('De bijeenkomst is gesloten', room.phones);
    await room.leave();
  });
});
