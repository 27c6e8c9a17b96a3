/** Writes docs/processing.md from the entities and what is stated of them. */
import { writeFile } from 'node:fs/promises';
import { REGISTER_FILE, registerFile } from './register-file.ts';

await writeFile(REGISTER_FILE, await registerFile());
