/** Writes docs/who-may-do-what.md from the endpoint table. */
import { writeFile } from 'node:fs/promises';
import { ACCESS_FILE, accessFile } from './access-file.ts';

await writeFile(ACCESS_FILE, accessFile());
