export {
  type Combination,
  type Indicator,
  type IndicatorKind,
  kindOf,
  plausibleRange,
  type PlausibleRange,
} from './catalogue/indicator.ts';
export { indicatorById, indicators } from './catalogue/indicators.ts';
export { OWN_FIGURES, ownFigures, type OwnFigures, sources, tableAddress, type Source } from './catalogue/sources.ts';
export { creditIn, titleIn } from './catalogue/own-credit.ts';
export * from './figure.ts';
export { combine, type Compared } from './combine.ts';
export * from './compare.ts';
export { FigureTable } from './figure-table.ts';
export { decimalsOf, shownFigure } from './shown-figure.ts';
export * from './trend.ts';
export * from './concordance.ts';
export * from './guard/personal-columns.ts';
export * from './guard/small-numbers.ts';
export * from './guard/guard-figures.ts';
export * from './notable.ts';
export * from './guard/publication-rules.ts';
export { FiguresError, type FileProblem } from './import/figures-error.ts';
export {
  type Impossible,
  ImpossibleFinder,
  type ImpossibleKind,
  toldBy,
  type WouldStand,
} from './import/impossible.ts';
export { type RecognisedSource } from './import/recognise-source.ts';
export {
  readStatLine,
  readStatLineRows,
  type StatLineFile,
  type StatLineOptions,
  type StatLineRead,
  type StatLineRow,
} from './import/read-statline.ts';
export { type Dataset, type DatasetName, DATASETS, loadDataset } from './load-dataset.ts';
