import { passString, skipSpace } from "./scan";
import { JsonValue } from "./value";
import { hashOfName } from "./walks";

/** More names than this in objects that lie within each other are not looked at: each is compared with all before it. */
const MOST_NAMES: i32 = 256;

/**
 * Whether a name occurs twice in any object of a well-formed value, or there are more names than any that are looked at. It is
 * open which of the two a reader takes (RFC 8259, section 4), and so what the value says to who follows a path into it.
 */
export function saysTwice(value: JsonValue): bool {
  const text = value.within;
  const end = value.to;
  // Hashes of the names of each object that is open, and where those of each begin. Two names that share one count as twins.
  const names = new Array<u32>();
  const opened = new Array<i32>();
  let at = value.from;
  while (at < end) {
    const byte = text.at(at);
    if (byte == 0x22) {
      const from = at + 1;
      const to = passString(text, at);
      at = skipSpace(text, to);
      // A string before a colon is a name. Behind the value there may be anything.
      if (at >= end || text.at(at) != 0x3a) continue;
      const hash = hashOfName(text, from, to - 1);
      if (names.length == MOST_NAMES || names.includes(hash, opened[opened.length - 1])) return true;
      names.push(hash);
    } else {
      if (byte == 0x7b) opened.push(names.length);
      else if (byte == 0x7d) names.length = opened.pop();
      at++;
    }
  }
  return false;
}
