export { importFile, type Imported, type ImportedFile } from './import-file.ts';
export { importProblemsOf } from './import-problems.ts';
export { impossibleOf } from './impossible.ts';
