import type { DeliveryView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { showMoment } from '#lib/texts/moments.ts';
import { showList } from '#lib/texts/numbers.ts';

type State = DeliveryView['state'];

const STATES = {
  proposed: { text: m.delivery_state_proposed, tone: 'warning', shape: 'ring' },
  official: { text: m.delivery_state_official, tone: 'success', shape: 'dot' },
  undone: { text: m.delivery_state_undone, tone: 'neutral', shape: 'bar' },
  discarded: { text: m.delivery_state_discarded, tone: 'neutral', shape: 'square' },
} as const;

/** The state of a delivery as a word with its colour and shape. */
export function deliveryState(state: State) {
  const { text, ...look } = STATES[state];
  return { ...look, text: text() };
}

/** What a delivery is called: by its file, or by its source and municipality where it came along with others in one. */
export function deliveryName({ fileName, municipality, origin, source }: DeliveryView): string {
  if (origin === 'earlier') return m.delivery_earlier();
  // two municipalities have the same table
  return origin === 'product' ? [source?.title ?? fileName, municipality].filter(Boolean).join(', ') : fileName;
}

/** The credit of a delivery, with the table that its file is shown to be. */
export const deliveryCredit = ({ source }: DeliveryView): string =>
  [source?.credit, source?.table].filter(Boolean).join(', ');

/** Figures of which years, or borders. */
export function deliveryKind({ kind, years }: DeliveryView): string {
  if (kind === 'boundaries') return m.delivery_kind_boundaries();
  return years.length === 0 ? m.delivery_kind_kwb() : m.delivery_kind_of_years({ years: showList(years.map(String)) });
}

/** Who brought a delivery, and when. */
export function broughtBy({ origin, broughtBy: by, broughtAt }: DeliveryView): string {
  const moment = showMoment(broughtAt);
  if (origin === 'product') return m.delivery_by_product();
  if (origin === 'earlier') return m.delivery_by_earlier();
  return by ? m.delivery_by({ name: by.name, moment }) : m.delivery_by_command_line({ moment });
}

/** What was decided about a delivery, by whom and when, in its order. */
export function decisions(delivery: DeliveryView): string[] {
  const { state, takenOverAt, takenOverBy, endedAt, endedBy, erases } = delivery;
  const said: string[] = [];
  if (takenOverAt) {
    const moment = showMoment(takenOverAt);
    said.push(
      takenOverBy ? m.delivery_taken_over_by({ name: takenOverBy.name, moment }) : m.delivery_taken_over_at({ moment }),
    );
  }
  if (erases && delivery.kind === 'kwb') said.push(m.delivery_erased());
  if (endedAt) {
    const words = { name: endedBy?.name ?? '', moment: showMoment(endedAt) };
    said.push(state === 'undone' ? m.delivery_undone_by(words) : m.delivery_discarded_by(words));
  }
  return said;
}
