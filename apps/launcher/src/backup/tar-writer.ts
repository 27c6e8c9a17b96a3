import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { BackupPart } from './manifest.ts';
import { paddingAfter, TAR_END, tarHeader } from './tar.ts';

/** Writes files into a tar, one after the other. */
export class TarWriter {
  readonly #file: FileHandle;
  readonly #at: number;

  /** `made` is the moment that each of its files bears. */
  constructor(file: FileHandle, made: string) {
    this.#file = file;
    this.#at = Math.floor(Date.parse(made) / 1_000);
  }

  /** Adds a file and gives its size in bytes and its hash. */
  async add(name: string, bytes: Buffer): Promise<BackupPart> {
    await this.write(tarHeader({ name, size: bytes.length, at: this.#at }));
    await this.write(bytes);
    await this.write(Buffer.alloc(paddingAfter(bytes.length)));
    return { name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async end(): Promise<void> {
    await this.write(TAR_END);
  }

  /** A write takes as much as there is room for, and says so. */
  private async write(bytes: Buffer): Promise<void> {
    for (let from = 0; from < bytes.length;) from += (await this.#file.write(bytes, from)).bytesWritten;
  }
}
