import { passString, skipSpace } from "./scan";
import { JsonValue, Members } from "./value";
import { hashOfName } from "./walks";

/** More names than this in objects that lie within each other are not looked at: each is compared with all before it. */
const MOST_NAMES: i32 = 256;

/**
 * Finds names that occur twice in an object. It is open which of the two a reader takes (RFC 8259, section 4), and so what
 * the object says. More names than any that are looked at count as twins, and so do two that share a hash: neither costs
 * more than a hit.
 */
export class Twins {
  /** Hashes of the names so far. */
  private readonly seen: StaticArray<u32>;

  /** @param most names that are looked at */
  constructor(most: i32 = MOST_NAMES) {
    this.seen = new StaticArray<u32>(most);
  }

  /** Whether a name occurs twice in an object, whatever its values say. */
  areIn(object: JsonValue): bool {
    const members = new Members(object);
    let count = 0;
    while (members.next()) if (this.isTwin(members.keyHash, 0, count++)) return true;
    return false;
  }

  /** Whether a name occurs twice in any object of a well-formed value. */
  areWithin(value: JsonValue): bool {
    const text = value.within;
    const end = value.to;
    // Where the names of each object that is open begin.
    const opened = new Array<i32>();
    let count = 0;
    let at = value.from;
    while (at < end) {
      const byte = text.at(at);
      if (byte == 0x22) {
        const from = at + 1;
        const to = passString(text, at);
        at = skipSpace(text, to);
        // A string before a colon is a name. Behind the value there may be anything.
        if (at >= end || text.at(at) != 0x3a) continue;
        if (this.isTwin(hashOfName(text, from, to - 1), opened[opened.length - 1], count++)) return true;
      } else {
        if (byte == 0x7b) opened.push(count);
        else if (byte == 0x7d) count = opened.pop();
        at++;
      }
    }
    return false;
  }

  /** Takes the name behind those in `[from, to)`: whether it is one of them, or one too many. */
  private isTwin(hash: u32, from: i32, to: i32): bool {
    const seen = this.seen;
    if (to == seen.length) return true;
    for (let i = from; i < to; i++) if (seen[i] == hash) return true;
    seen[to] = hash;
    return false;
  }
}
