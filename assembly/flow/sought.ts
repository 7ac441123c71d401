import { Entry } from "../entry/entry";
import { Key } from "../key/key";
import { Hit, Step } from "./step";

/** What a look-up looks for, and what of the entries it finds will do. */
export class Sought {
  constructor(
    readonly key: Key,
    /** Seconds since 1970. */
    readonly now: i64,
    /** Oldest answer that will do, in seconds; -1 for any. */
    private readonly maxAge: i32,
  ) {}

  /** Whether an entry found under this question's own key is what it should be. */
  isTheAnswer(entry: Entry): bool {
    return entry.serves(this.key.scope, this.now) && entry.question.equalsSlice(this.key.question);
  }

  isYoungEnough(entry: Entry): bool {
    return this.maxAge < 0 || entry.age(this.now) <= this.maxAge;
  }

  /** Takes the answer to this very question. */
  take(entry: Entry): Step {
    // An entry that is right but too old for this client ends the look-up: no neighbour would be any righter.
    if (!this.isYoungEnough(entry)) return Step.miss();
    return Step.hit(new Hit(entry, this.key.id, -1));
  }
}
