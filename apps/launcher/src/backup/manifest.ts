import { z } from 'zod';

/** The form in which backups are written. Whoever changes it so that an older reader would misread it adds one. */
export const FORMAT = 1;

/** Names in the tar. */
export const ABOUT = 'backup.json';
export const MANIFEST = 'manifest.json';
export const MANIFEST_HASH = 'manifest.sha256';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);
const count = z.int().min(0);

/** What stands first in every backup, so that any version can tell whether it reads the rest. */
export const aboutSchema = z.object({ format: z.int(), product: z.string(), made: z.iso.datetime() });

const partSchema = z.object({ name: z.string(), bytes: count, sha256: hash });

const manifestSchema = z.object({
  about: aboutSchema,
  /** Migrations of the tables, in their order. */
  migrations: z.array(z.string()).min(1),
  /** In the order in which they can be loaded. */
  tables: z.array(
    z.object({ name, columns: z.array(name).min(1), rows: count, sha256: hash, parts: z.array(partSchema) }),
  ),
  sequences: z.array(z.object({ table: name, column: name, last: z.int(), isUsed: z.boolean() })),
  trajectories: z.array(z.object({ id: z.uuid(), entries: count, head: hash })),
  /** The beginning of the hash of the signing key, which is not in the backup; null where it was not known. */
  signingKey: z.string().nullable(),
});

/** What a backup holds. */
export type Manifest = z.infer<typeof manifestSchema>;
/** One table of it; `sha256` is over its rows as COPY text, a part's over the bytes in the file. */
export type BackupTable = Manifest['tables'][number];
/** A piece of a table's rows: gzip of COPY text. The pieces of a table, one after the other, are its rows. */
export type BackupPart = z.infer<typeof partSchema>;
/** What stands first. */
export type About = z.infer<typeof aboutSchema>;

/** Reads JSON of a known shape; undefined for anything else. */
export function parsed<T>(schema: z.ZodType<T>, bytes: Buffer): T | undefined {
  try {
    return schema.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Reads a manifest; undefined for anything else. */
export const readManifest = (bytes: Buffer): Manifest | undefined => parsed(manifestSchema, bytes);
