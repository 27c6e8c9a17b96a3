export { importFile, type ImportedFile, importProblemsOf } from './import-file.ts';
