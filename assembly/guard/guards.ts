import { Slice } from "../bytes/slice";
import { Guard, GuardConfig } from "../config/config";
import { GUARD_NAMES } from "../config/guards";
import { Opposites } from "./antonyms";
import { Difference } from "./difference";
import { Direction } from "./direction";
import { contradiction } from "./finding";
import { isDeniedByOne } from "./negation";
import { quoteOthers } from "./quotes";
import { Statement } from "./statement";

/** The guards that look at the words which two texts do not share. */
const OF_WORDS: i32 =
  (1 << Guard.Negation) | (1 << Guard.Antonyms) | (1 << Guard.Direction) | (1 << Guard.Quotes);

/** Refuses to take one text for another where the two clearly contradict each other. */
export class Guards {
  constructor(private readonly config: GuardConfig) {}

  /** Whether any guard is. */
  get isOn(): bool {
    return this.config.mask != 0;
  }

  /** Name of the guard that finds a clear contradiction between two texts; empty where none does. */
  refusal(a: Slice, b: Slice): string {
    if (this.config.mask == 0 || a.equalsSlice(b)) return "";
    return this.refusalOf(Statement.of(a), Statement.of(b));
  }

  /** The same, for a text that is compared with several. */
  refusalOf(a: Statement, b: Statement): string {
    const guard = this.judge(a, b);
    return guard == Guard.None ? "" : GUARD_NAMES[guard];
  }

  private judge(a: Statement, b: Statement): Guard {
    const isOther = a.script >= 0 && b.script >= 0 && a.script != b.script;
    if (isOther && this.config.has(Guard.Language)) return Guard.Language;
    const guard = contradiction(a.findings, b.findings, this.config.mask);
    if (guard != Guard.None) return guard;
    if ((this.config.mask & OF_WORDS) == 0) return Guard.None;
    const difference = new Difference(a.tokens, b.tokens);
    if (this.config.has(Guard.Quotes) && quoteOthers(a, b, difference)) return Guard.Quotes;
    return difference.isFar ? Guard.None : this.judgeWords(difference);
  }

  private judgeWords(difference: Difference): Guard {
    const direction = new Direction(difference);
    const opposites = new Opposites(difference);
    // A is larger than B, and B smaller than A.
    if (opposites.count > 0 && (direction.isSwapped || direction.isMirrored)) return Guard.None;
    if (this.config.has(Guard.Antonyms) && opposites.contradict) return Guard.Antonyms;
    if (this.config.has(Guard.Direction) && direction.contradicts) return Guard.Direction;
    if (!this.config.has(Guard.Negation) || opposites.count > 0) return Guard.None;
    return isDeniedByOne(difference) ? Guard.Negation : Guard.None;
  }
}
