import { Slice } from "../bytes/slice";
import { Policy } from "../config/config";
import { Entry } from "../entry/entry";
import { Records } from "../entry/records";
import { Key } from "../key/key";
import { Hit, Manner, Step } from "./step";

/** What a look-up looks for, and what of the entries it finds will do. */
export class Sought {
  constructor(
    readonly key: Key,
    /** Seconds since 1970. */
    readonly now: i64,
    /** Oldest answer that will do, in seconds; -1 for any. */
    private readonly maxAge: i32,
    private readonly records: Records,
    /** When a neighbour is taken for the same question; null where none is looked for. */
    readonly policy: Policy | null,
  ) {}

  /** The entry that a record found under this question's own key holds; null where it holds none. */
  read(record: Slice): Entry | null {
    return this.records.read(this.key.id, record);
  }

  /** The same where it answers this very question; null where it does not. */
  readAnswer(record: Slice): Entry | null {
    const entry = this.read(record);
    return entry != null && this.isTheAnswer(entry) ? entry : null;
  }

  /** Whether an entry found under this question's own key is what it should be. */
  isTheAnswer(entry: Entry): bool {
    return entry.serves(this.key.scope, this.now) && entry.question.equalsSlice(this.key.question);
  }

  isYoungEnough(entry: Entry): bool {
    return this.maxAge < 0 || entry.age(this.now) <= this.maxAge;
  }

  /**
   * An entry found under this question's own key that has expired, as long as it will do; null where it will not.
   * @param staleTTL seconds for which it does after its end
   */
  stale(entry: Entry, staleTTL: i32): Hit | null {
    // Who wants an answer of a certain age wants none that is stale (RFC 9111, 5.2.1.1).
    if (entry.expires == 0 || this.maxAge >= 0) return null;
    const isOver = entry.expires + staleTTL <= this.now;
    const isTheAnswer =
      entry.scope.equalsSlice(this.key.scope) && entry.question.equalsSlice(this.key.question);
    return isOver || !isTheAnswer ? null : new Hit(entry, this.key.id, -1, Manner.Stale);
  }

  /**
   * Takes the answer to this very question.
   * @param record what it was read from, where that may be kept in the proxy's own memory
   */
  take(entry: Entry, record: Slice | null): Step {
    // An entry that is right but too old for this client ends the look-up: no neighbour would be any righter.
    if (!this.isYoungEnough(entry)) return Step.miss();
    return Step.hit(new Hit(entry, this.key.id, -1, Manner.Found, record));
  }

  /** Takes what the proxy's own memory has for this very question; null where that will not do. */
  takeLocal(entry: Entry): Step | null {
    if (!this.isTheAnswer(entry) || !this.isYoungEnough(entry)) return null;
    return Step.hit(new Hit(entry, this.key.id, -1, Manner.Local));
  }
}
