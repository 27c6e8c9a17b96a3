/** For `node --import`: a machine whose clock is wrong by CLOCK_SHIFT_MS milliseconds. */
const shift = Number(process.env.CLOCK_SHIFT_MS ?? 0);
const TrueDate = Date;

class ShiftedDate extends TrueDate {
  constructor(...parts: unknown[]) {
    if (parts.length === 0) super(TrueDate.now() + shift);
    else super(...(parts as [number]));
  }

  static override now(): number {
    return TrueDate.now() + shift;
  }
}

globalThis.Date = ShiftedDate as DateConstructor;
