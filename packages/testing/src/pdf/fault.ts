/** Something in a file that a rule of PDF/UA-1 (ISO 14289-1) or PDF/A-2 (ISO 19005-2, level A) forbids. */
export interface Fault {
  /** Clause of the standard, such as `UA 7.3` or `A 6.1.3`. */
  readonly rule: string;
  readonly problem: string;
}

/** Collects faults; `when` true is a fault. */
export class Faults {
  readonly all: Fault[] = [];

  add(when: boolean, rule: string, problem: string): void {
    if (when) this.all.push({ rule, problem });
  }
}
