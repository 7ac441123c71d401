import { Places } from "./places";

/** How a canonical form differs from the value: values within it, each known by where it begins in their text. */
export class Edits {
  /** Null, as mostly, where there are none. */
  private omitted: Set<i32> | null = null;
  private standIns: Map<i32, i32> | null = null;

  /** @param blanks values that are written as `?`, which no value is */
  constructor(private readonly blanks: Places = new Places()) {}

  isBlank(at: i32): bool {
    return this.blanks.has(at);
  }

  /** Leaves out an element of an array, as if it had never been there. */
  omit(at: i32): void {
    const omitted: Set<i32> = this.omitted == null ? new Set<i32>() : this.omitted!;
    this.omitted = omitted.add(at);
  }

  isOmitted(at: i32): bool {
    const omitted = this.omitted;
    return omitted != null && omitted.has(at);
  }

  /** Has the value at `other` written in the place of the one at `at`. */
  replace(at: i32, other: i32): void {
    const standIns: Map<i32, i32> = this.standIns == null ? new Map<i32, i32>() : this.standIns!;
    this.standIns = standIns.set(at, other);
  }

  /** What is written in the place of the value at `at`, by default itself. */
  standIn(at: i32): i32 {
    const standIns = this.standIns;
    return standIns != null && standIns.has(at) ? standIns.get(at) : at;
  }
}
