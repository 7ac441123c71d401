import { Link } from "./link";
import { Flag, Kind, valueOf } from "./sense";
import { Tokens } from "./tokens";

/** Words on each side of a link that are looked at. */
const REACH = 6;

/** The words on one side of a link, the nearest first, up to the next link or the end of the phrase. */
export class Side {
  private readonly words: StaticArray<u32> = new StaticArray<u32>(REACH);
  /** Which of them are one Chinese character, a bit for each. */
  private singles: i32 = 0;
  count: i32 = 0;

  get isFull(): bool {
    return this.count == REACH;
  }

  add(tokens: Tokens, at: i32): void {
    if (tokens.has(at, Flag.Stop)) return;
    if (tokens.has(at, Flag.Single)) this.singles |= 1 << this.count;
    this.words[this.count++] = tokens.hash(at);
  }

  /** Whether the words nearest to the link, but for `skipped`, are those nearest on the other side of another link. */
  mirrors(order: Order, skipped: i32): bool {
    const other = order.after;
    const longest = min(this.count - skipped, other.count);
    for (let size = 1; size <= longest; size++) {
      let same = 0;
      while (same < size && this.words[skipped + size - 1 - same] == other.words[same]) same++;
      if (same == size && this.isName(skipped, size) && other.differs(size, order.before)) return true;
    }
    return false;
  }

  /** Whether both sides have the same words. */
  equals(other: Side): bool {
    for (let i = 0; i < this.count; i++) if (this.words[i] != other.words[i]) return false;
    return this.count > 0 && this.count == other.count;
  }

  /** Whether one of the first words is not on another side too: "account" is, between two accounts. */
  private differs(size: i32, other: Side): bool {
    for (let i = 0; i < size; i++) if (!other.has(this.words[i])) return true;
    return false;
  }

  private has(word: u32): bool {
    for (let i = 0; i < this.count; i++) if (this.words[i] == word) return true;
    return false;
  }

  /** Whether the word nearest to the link is that of another link's same side. */
  begins(other: Side): bool {
    let same = 0;
    while (same < min(this.count, other.count) && this.words[same] == other.words[same]) same++;
    return same > 0 && this.isName(0, same);
  }

  /** Whether words can be a name: one Chinese character is, where it is all there is. */
  private isName(from: i32, size: i32): bool {
    return size > 1 || ((this.singles >> from) & 1) == 0 || this.count == from + 1;
  }
}

/** Two things with a link between them. */
export class Order {
  readonly before: Side = new Side();
  readonly after: Side = new Side();
  readonly link: Link;
  /** Whether the link is passive: `X is caused by Y`. */
  readonly isPassive: bool;
  /** Whether it links what may not change places: `with` does after `replace` only, and "need to pay" has no sides. */
  readonly isStrict: bool;

  constructor(tokens: Tokens, at: i32) {
    this.link = <Link>valueOf(tokens.sense(at));
    const next = at + 1;
    this.isPassive = this.link >= Link.Verb && isPassive(tokens, at);
    let i = at - 1;
    while (i >= 0 && tokens.kind(i) == Kind.Link && isHan(tokens, i)) i--;
    while (i >= 0 && !this.before.isFull && !tokens.has(i + 1, Flag.Break) && tokens.kind(i) != Kind.Link) {
      this.before.add(tokens, i--);
    }
    const isReplaced = i >= 0 && tokens.kind(i) == Kind.Link && valueOf(tokens.sense(i)) == Link.Replace;
    this.isStrict = this.link == Link.With ? isReplaced : this.link != Link.To || !isInfinitive(tokens, at);
    i = next;
    while (i < tokens.length && tokens.kind(i) == Kind.Link && isHan(tokens, i)) i++;
    while (
      i < tokens.length &&
      !this.after.isFull &&
      !tokens.has(i, Flag.Break) &&
      tokens.kind(i) != Kind.Link
    ) {
      this.after.add(tokens, i++);
    }
  }
}

/** Whether it is "to" after a word such as "need", and a verb follows. */
function isInfinitive(tokens: Tokens, at: i32): bool {
  return at > 0 && !isHan(tokens, at) && !tokens.has(at, Flag.Break) && tokens.has(at - 1, Flag.Stop);
}

/** Whether a verb stands after a form of "be", or before "by" or "in". */
function isPassive(tokens: Tokens, at: i32): bool {
  if (tokens.spells(at + 1, "by") || tokens.spells(at + 1, "in")) return true;
  const before = at - 1;
  return (
    tokens.spells(before, "is") ||
    tokens.spells(before, "are") ||
    tokens.spells(before, "be") ||
    tokens.spells(before, "was") ||
    tokens.spells(before, "were") ||
    tokens.spells(before, "been")
  );
}

function isHan(tokens: Tokens, at: i32): bool {
  return tokens.first(at) >= 0xe3;
}
