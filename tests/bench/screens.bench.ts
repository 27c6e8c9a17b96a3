import { Line } from '../e2e/line.ts';
import { Meeting, PHONE } from '../e2e/meeting.ts';
import { Product } from '../e2e/product.ts';
import type { Figure } from './figure.ts';

const VISITS = 5;
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;

/** The participant's screens on a slow phone: until the form to join can be used, and how much script comes up to the first task. */
export async function* screensBench(): AsyncGenerator<Figure> {
  const product = await Product.start();
  try {
    const meeting = await Meeting.open(product, await product.signedIn('procesbegeleider'), 'resident', [
      { id: 'check-in', exercise: 'check_in' },
    ]);
    await meeting.go('check-in');
    const times: number[] = [];
    let scriptBytes = 0;
    for (let visit = 0; visit < VISITS; visit += 1) {
      const phone = await product.visitor(PHONE, { serviceWorkers: 'block' });
      const line = await Line.of(phone.page);
      await line.slow();
      const from = performance.now();
      await phone.page.goto(`/join/${meeting.code}`, { waitUntil: 'commit' });
      // the form is closed until the script can take what is filled in
      await phone.page.locator('fieldset:enabled').getByRole('button', { name: 'Meedoen' }).waitFor();
      times.push((performance.now() - from) / 1_000);
      await phone.page.getByRole('button', { name: 'Meedoen' }).click();
      await phone.page.getByLabel('Uw woord').waitFor();
      ({ scriptBytes } = line);
      await phone.leave();
    }
    yield {
      name: 'screens.join_3g_s',
      value: median(times),
      unit: 's',
      against: `empty cache, 1.6 Mbit/s, 150 ms, processor at a quarter; median of ${VISITS}; bound 2`,
    };
    yield {
      name: 'screens.participant_script_kb',
      value: scriptBytes / 1_000,
      unit: 'kB',
      against: 'compressed script from the join page up to the first task; bound 150',
    };
  } finally {
    await product.stop();
  }
}
