import type fc from "fast-check";

/** Something that holds for every case, and where cases come from. */
export interface Property<Case = unknown> {
  /** What holds, as a sentence. */
  readonly title: string;
  readonly cases: fc.Arbitrary<Case>;
  /** Cases that failed once. */
  readonly known: readonly Case[];
  /** Something to check cases with; cases leave it as it was. */
  open(): Promise<Check<Case>>;
}

/** Throws where it does not hold for `one`. */
export type Check<Case> = (one: Case) => void;
