/** An object of the file that others point to. */
export interface Reference {
  readonly data: Record<string, unknown>;
  end(): void;
}
