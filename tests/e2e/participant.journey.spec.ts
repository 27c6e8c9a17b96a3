import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXERCISES } from '@buurtbalans/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Meeting, PHONE } from './meeting.ts';
import { Product, type Visitor } from './product.ts';

const MESSAGES = join(import.meta.dirname, '../../apps/session-kit/messages');
const options = ['Meer licht', 'Een buurthuis'];
/** Each exercise once, by its own name as id. */
const steps = EXERCISES.map((exercise) => ({
  id: exercise.replace('_', '-'),
  exercise,
  options,
  items: 'options' as const,
}));

let product: Product;
let facilitator: Visitor;

beforeAll(async () => {
  product = await Product.start();
  facilitator = await product.signedIn('procesbegeleider');
});
afterAll(() => product?.stop());

/** Texts of a language by their key, without those that have values or forms in them. */
function texts(language: string): Map<string, string> {
  const files = readdirSync(MESSAGES).filter((name) => name.startsWith(`${language}.`));
  const entries = files.flatMap((name) =>
    Object.entries(JSON.parse(readFileSync(join(MESSAGES, name), 'utf8')) as Record<string, unknown>),
  );
  return new Map(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string' && !entry[1].includes('{')),
  );
}

const overflow = ({ page }: Visitor) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe('what is refused, with nothing lost', () => {
  it('keeps a text of 10,000 characters in its field, says how much is too much, and takes it once it is shorter', async () => {
    const meeting = await Meeting.open(product, facilitator, 'resident', steps);
    await meeting.go('check-in');
    const phone = await meeting.join();
    const { page } = phone;
    await page.getByLabel('Uw woord').fill('x'.repeat(200));
    await page.getByText('U hebt 120 tekens te veel.').waitFor();
    await page.getByRole('button', { name: 'Versturen' }).click();
    expect(await page.getByLabel('Uw woord').inputValue()).toHaveLength(200);
    await page.reload();
    expect(await page.getByLabel('Uw woord').inputValue()).toHaveLength(200);
    await page.getByLabel('Uw woord').fill('blij');
    await page.getByRole('button', { name: 'Versturen' }).click();
    await page.getByText('Verstuurd', { exact: true }).waitFor();

    await meeting.go('silent-writing');
    await page.getByLabel('Onderwerp').selectOption({ index: 1 });
    await page.getByLabel('Uw verhaal').fill('x'.repeat(10_000));
    await page.getByText('U hebt 9000 tekens te veel.').waitFor();
    await page.getByRole('button', { name: 'Versturen', exact: true }).click();
    expect(await page.getByLabel('Uw verhaal').inputValue()).toHaveLength(10_000);
    expect(await meeting.texts()).toEqual([]);
    await phone.isAccessible();
    await page.getByLabel('Uw verhaal').fill('Te kort licht');
    await page.getByRole('button', { name: 'Versturen', exact: true }).click();
    await page.getByText('Verstuurd', { exact: true }).waitFor();
    expect(await meeting.texts()).toEqual(['Te kort licht']);

    await meeting.go('dots');
    for (let dot = 0; dot < 4; dot += 1)
      await page.getByRole('button', { name: 'Stip bij: Meer licht' }).click({ force: true });
    await page.getByText('Stippen over: 0').waitFor();
    expect(await page.getByRole('button', { name: 'Stip bij: Een buurthuis' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    await phone.leave();
  });

  it('warns about a person in a word, and leaves it to the facilitator once that is denied', async () => {
    const meeting = await Meeting.open(product, facilitator, 'resident', steps);
    await meeting.go('check-in');
    const phone = await meeting.join();
    const { page } = phone;
    await page.getByLabel('Uw woord').fill('meneer Jansen');
    await page.getByRole('button', { name: 'Versturen' }).click();
    await page.getByText('Dit lijkt over een persoon of huisnummer te gaan: meneer Jansen').waitFor();
    await phone.isAccessible();
    // another word takes the warning away, and with it the wish to send the former one all the same
    await page.getByLabel('Uw woord').fill('meneer de Uil');
    await page.getByText('Dit lijkt over een persoon').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Versturen' }).click();
    await page.getByRole('button', { name: 'Dit gaat niet over een persoon, toch versturen' }).click();
    await page.getByText('De procesbegeleider leest dit eerst.').waitFor();
    expect((await meeting.shown())['said:check-in:meneer de Uil']).toEqual({
      text: 'meneer de Uil',
      count: 1,
      moderation: 'waiting',
      suspect: true,
    });
    await phone.leave();
  });
});

describe.each([
  { language: 'ar', name: 'العربية', direction: 'rtl', text: 'الشارع مظلم في المساء' },
  { language: 'tr', name: 'Türkçe', direction: 'ltr', text: 'Sokak akşamları karanlık' },
])('a participant who reads $language', ({ language, name, direction, text }) => {
  it('goes through every exercise in that language, on a narrow phone', async () => {
    const meeting = await Meeting.open(product, facilitator, 'professional', steps);
    const phone = await product.visitor(PHONE);
    const { page } = phone;
    const own = texts(language);
    const t = (key: string): string => own.get(key)!;
    const dutch = [...texts('nl')]
      .filter(([key, value]) => own.has(key) && own.get(key) !== value && value.length > 7)
      .map(([, value]) => value);
    expect(dutch.length).toBeGreaterThan(150);
    const isTranslated = async (): Promise<void> => {
      const shown = await page.locator('body').innerText();
      expect([
        await page.evaluate('document.documentElement.dir'),
        await overflow(phone),
        dutch.filter((words) => shown.includes(words)),
      ]).toEqual([direction, 0, []]);
    };
    await page.goto(`/join/${meeting.code}`);
    await page.getByRole('button', { name }).click();
    await page.getByRole('heading', { name: t('join_privacy_title') }).waitFor();
    await isTranslated();
    await page.getByLabel(t('join_organisation')).selectOption({ index: 1 });
    await page.getByRole('button', { name: t('join_submit') }).click();
    await page.getByText(t('connection_live'), { exact: true }).waitFor();
    await isTranslated();
    for (const { id, exercise } of steps) {
      await meeting.go(id);
      await page.getByRole('heading', { level: 1, name: t(`phone_task_${exercise}`) }).waitFor();
      await isTranslated();
      if (exercise !== 'silent_writing') continue;
      await page.getByLabel(t('contribute_theme')).selectOption({ index: 1 });
      await page.getByLabel(t('contribute_text')).fill(text);
      await page.getByRole('button', { name: t('contribute_send'), exact: true }).click();
      await page.getByText(t('phone_saved_sent'), { exact: true }).waitFor();
      await isTranslated();
      await phone.isAccessible();
    }
    const card = Object.values(await meeting.shown()).find((entry) => entry['text'] === text)!;
    expect([card['language'], card['translation']]).toEqual([language, null]);
    await facilitator.go(meeting.path);
    await facilitator.page.getByRole('button', { name: /Alle kaartjes/ }).click();
    await facilitator.page.getByText(text).first().waitFor();
    await facilitator.page.getByRole('button', { name: `Nederlands erbij schrijven: ${text}` }).click();
    await facilitator.page.getByLabel('In het Nederlands:').fill('In de avond is het donker');
    await facilitator.page.getByRole('button', { name: 'Opslaan' }).click();
    await expect
      .poll(async () => (await meeting.shown())[`card:${String(card['id'])}`])
      .toMatchObject({ text, language, translation: 'In de avond is het donker' });
    await phone.leave();
  });
});

describe('a participant who needs it larger or quieter', () => {
  it('chooses a size of text that lasts, and scrolls in one direction only, also at twice the size', async () => {
    const meeting = await Meeting.open(product, facilitator, 'resident', steps);
    await meeting.go('silent-writing');
    const phone = await meeting.join();
    const { page } = phone;
    const size = () =>
      page.evaluate(
        "Number.parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)",
      ) as Promise<number>;
    const before = await size();
    await page.getByRole('button', { name: 'Meer', exact: true }).click();
    await page.getByRole('button', { name: 'Heel grote tekst' }).click();
    expect(await size()).toBeCloseTo(before * 1.5);
    await phone.isAccessible();
    await page.reload();
    await page.getByLabel('Uw verhaal').waitFor();
    expect(await size()).toBeCloseTo(before * 1.5);
    for (const { id } of steps) {
      await meeting.go(id);
      await page.getByText(/^Stap \d+ van/).waitFor();
      expect([id, await overflow(phone)]).toEqual([id, 0]);
    }
    await phone.leave();
  });

  it('uses every task at 200 % zoom of a small laptop', async () => {
    const meeting = await Meeting.open(product, facilitator, 'resident', steps);
    // what a browser of 1280 by 720 makes of it
    const phone = await meeting.join({ width: 640, height: 360 });
    for (const { id } of steps) {
      await meeting.go(id);
      await phone.page.getByText(/^Stap \d+ van/).waitFor();
      expect([id, await overflow(phone)]).toEqual([id, 0]);
    }
    // the bar leaves the little room to the task
    expect(await phone.page.evaluate("getComputedStyle(document.querySelector('nav.bar')).position")).toBe('static');
    await phone.leave();
  });

  it('chooses a language while the script of the page is still on its way', async () => {
    const meeting = await Meeting.open(product, facilitator, 'resident', steps);
    const phone = await product.visitor(PHONE, { javaScriptEnabled: false });
    await phone.page.goto(`/join/${meeting.code}`);
    await phone.page.getByRole('button', { name: 'Türkçe' }).click();
    await phone.page.getByRole('heading', { name: texts('tr').get('join_privacy_title')! }).waitFor();
    expect(new URL(phone.page.url()).pathname).toBe(`/join/${meeting.code}`);
    await phone.leave();
  });

  it('sees nothing move who asked for that', async () => {
    const meeting = await Meeting.open(product, facilitator, 'resident', steps);
    await meeting.go('silent-writing');
    /** Elements that would move, with the map open: nothing else of the page ever does. */
    const moving = async (reducedMotion: 'reduce' | 'no-preference'): Promise<string[]> => {
      const phone = await meeting.join(PHONE, { reducedMotion });
      await phone.page.getByRole('button', { name: 'Kaart openen' }).click();
      await phone.page.getByRole('button', { name: 'Inzoomen' }).waitFor();
      const found = (await phone.page.evaluate(`[...document.querySelectorAll('*')].filter((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        return animationName !== 'none' || transitionDuration.split(', ').some((duration) => duration !== '0s') || element.matches('.leaflet-fade-anim, .leaflet-proxy');
      }).map(({ outerHTML }) => outerHTML.slice(0, 200))`)) as string[];
      await phone.leave();
      return found;
    };
    expect(await moving('no-preference')).not.toEqual([]);
    expect(await moving('reduce')).toEqual([]);
  });
});
