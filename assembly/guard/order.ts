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

  clear(): void {
    this.count = 0;
    this.singles = 0;
  }

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

/** Two things with a link between them. Others may be read in their place. */
export class Order {
  readonly before: Side = new Side();
  readonly after: Side = new Side();
  link: Link = Link.To;
  /** Whether the link is passive: `X is caused by Y`. */
  isPassive: bool = false;
  /** Whether it links what may not change places: `with` does after `replace` only, and "need to pay" has no sides. */
  isStrict: bool = false;

  /** Reads the link `at` and what stands on both sides of it. */
  read(tokens: Tokens, at: i32): void {
    const link = <Link>valueOf(tokens.sense(at));
    this.link = link;
    this.isPassive = link >= Link.Verb && isPassive(tokens, at);
    const end = this.readBefore(tokens, at);
    const isReplaced =
      end >= 0 && tokens.kind(end) == Kind.Link && valueOf(tokens.sense(end)) == Link.Replace;
    this.isStrict = link == Link.With ? isReplaced : link != Link.To || !isInfinitive(tokens, at);
    this.readAfter(tokens, at);
  }

  /** @returns the index of the token before all that stands on this side */
  private readBefore(tokens: Tokens, at: i32): i32 {
    const side = this.before;
    side.clear();
    let i = at - 1;
    while (i >= 0 && tokens.kind(i) == Kind.Link && isHan(tokens, i)) i--;
    while (i >= 0 && !side.isFull && !tokens.has(i + 1, Flag.Break) && tokens.kind(i) != Kind.Link) {
      side.add(tokens, i--);
    }
    return i;
  }

  private readAfter(tokens: Tokens, at: i32): void {
    const side = this.after;
    side.clear();
    let i = at + 1;
    while (i < tokens.length && tokens.kind(i) == Kind.Link && isHan(tokens, i)) i++;
    while (i < tokens.length && !side.isFull && !tokens.has(i, Flag.Break) && tokens.kind(i) != Kind.Link) {
      side.add(tokens, i++);
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
