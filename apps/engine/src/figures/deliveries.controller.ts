import { CHANGES_AT_A_TIME, type ErrorCode, mayCall, ProductError } from '@buurtbalans/contracts';
import {
  type Database,
  type Decided,
  type Delivery,
  discardDelivery,
  listAreaChanges,
  listDeliveries,
  listFigureChanges,
  readProposal,
  takeOverDelivery,
  undoDelivery,
} from '@buurtbalans/database';
import { impossibleOf } from '@buurtbalans/workflow/imports';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { deliveryItem } from './delivery-item.ts';

const REFUSALS: Readonly<Record<Exclude<Decided['outcome'], 'done'>, ErrorCode>> = {
  not_there: 'DELIVERY.NOT_FOUND',
  stale: 'DELIVERY.STALE',
  not_open: 'DELIVERY.NOT_OPEN',
  not_newest: 'DELIVERY.NOT_NEWEST',
  kept: 'DELIVERY.KEPT',
};

/** What was brought of figures and borders, and what somebody who answers for them decides about it. */
@Controller()
export class DeliveriesController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('listDeliveries')
  async list() {
    return { items: (await listDeliveries(this.db)).map((delivery) => deliveryItem(delivery)) };
  }

  @Route('readDelivery')
  async read(@TheCall() { params }: Call<'readDelivery'>) {
    const delivery = await this.#found(params.deliveryId);
    return deliveryItem(delivery, await impossibleOf(this.db, delivery));
  }

  @Route('listDeliveryChanges')
  async changes(@TheCall() { params, query }: Call<'listDeliveryChanges'>) {
    const delivery = await this.#found(params.deliveryId);
    // what was decided about is no longer there to be compared
    if (delivery.state !== 'proposed') return { items: [] };
    const { kind, indicatorId, offset } = query;
    const page = { offset, limit: CHANGES_AT_A_TIME };
    if (delivery.kind === 'boundaries') {
      if (kind === 'emptied') return { items: [] };
      const areas = await listAreaChanges(this.db.query, delivery.id, { kind, ...page });
      return { items: areas.map((area) => ({ ...area, year: null, before: null, after: null })) };
    }
    if (kind === 'gone' || indicatorId === undefined) return { items: [] };
    return { items: await listFigureChanges(this.db, delivery, { kind, indicatorId, ...page }) };
  }

  @Route('takeOverDelivery')
  async takeOver(@TheCall() { params, body, caller }: Call<'takeOverDelivery'>) {
    return decided(await takeOverDelivery(this.db, params.deliveryId, { ...body, by: caller.account.id }));
  }

  @Route('undoDelivery')
  async undo(@TheCall() { params, caller }: Call<'undoDelivery'>) {
    return decided(await undoDelivery(this.db, params.deliveryId, caller.account.id));
  }

  @Route('discardDelivery')
  async discard(@TheCall() { params, caller: { account } }: Call<'discardDelivery'>) {
    const { broughtBy } = await this.#found(params.deliveryId);
    if (!mayCall('takeOverDelivery', account.role) && broughtBy?.id !== account.id)
      throw new ProductError('DELIVERY.NOT_YOURS');
    return decided(await discardDelivery(this.db, params.deliveryId, account.id));
  }

  async #found(id: string): Promise<Delivery> {
    const found = await readProposal(this.db, id);
    if (!found) throw new ProductError('DELIVERY.NOT_FOUND');
    return found;
  }
}

function decided(decision: Decided) {
  if (decision.outcome !== 'done') throw new ProductError(REFUSALS[decision.outcome]);
  return deliveryItem(decision.delivery);
}
