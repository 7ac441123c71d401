import { Guard } from "../config/config";
import { Finding } from "./finding";

/** Parts of a version that count. */
export const MAX_PARTS = 4;

/** The number of a version, a model or a code: `Python 3.11`, `v2`, `GPT-4`, `E1001`. */
export class Version extends Finding {
  constructor(
    /** Hash of the word that it belongs to; 0 for any. */
    readonly owner: u32,
    /** Its numbers, the first in the highest 16 bits. */
    readonly parts: u64,
    readonly count: i32,
  ) {
    super();
  }

  /** A shorter one may be any that begins so. */
  equals(other: Finding): bool {
    if (!(other instanceof Version)) return false;
    const that = <Version>other;
    const rest = 16 * (MAX_PARTS - min(this.count, that.count));
    return this.parts >> rest == that.parts >> rest && this.isOfSame(that);
  }

  contradicts(other: Finding): Guard {
    return other instanceof Version && this.isOfSame(<Version>other) ? Guard.Versions : Guard.None;
  }

  private isOfSame(that: Version): bool {
    return this.owner == that.owner || this.owner == 0 || that.owner == 0;
  }
}
