export type { Combination, Indicator } from './catalogue/indicator.ts';
export { indicatorById, indicators } from './catalogue/indicators.ts';
export { sources, type Source } from './catalogue/sources.ts';
export * from './figure.ts';
export * from './compare.ts';
export * from './personal-text.ts';
export { FiguresError, type FileProblem } from './import/figures-error.ts';
export { readStatLine, type StatLineFile, type StatLineOptions } from './import/read-statline.ts';
export { loadAmsterdam, type AmsterdamData } from './load-amsterdam.ts';
