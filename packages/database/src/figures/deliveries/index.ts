export { keepAreas, listAreaChanges } from './area-difference.ts';
export * from './delivery.ts';
export * from './delivery.repository.ts';
export { type DeliveredRow, keepRows } from './delivery-rows.ts';
export { type ChangeKind, type FigureChange, listFigureChanges } from './figure-changes.ts';
export { knownAreas } from './figure-difference.ts';
export { wouldStand, type WouldStandRow } from './would-stand.ts';
export {
  type Decided,
  discardDelivery,
  readProposal,
  type TakeOver,
  takeOverDelivery,
  undoDelivery,
} from './take-over.ts';
