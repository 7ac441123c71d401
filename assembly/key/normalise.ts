import { ByteWriter } from "../bytes/byte-writer";
import { lowerCase } from "../bytes/lower-case";
import { Kind, lastOf, maskOf } from "../bytes/sixteen";
import { Slice } from "../bytes/slice";

/**
 * A question as it is compared and embedded: no space at either end, and each run of Unicode white space folded,
 * to a single space within a line; where the run breaks the line, to a line feed and the indentation that follows
 * it, because in code indentation is meaning.
 * @param foldCase whether letter case is dropped too
 */
export function normalise(text: Slice, foldCase: bool): Slice {
  const folded = foldSpace(text);
  return foldCase ? inLowerCase(folded) : folded;
}

function inLowerCase(text: Slice): Slice {
  if (!text.isAscii) return Slice.of(lowerCase(text.toString()));
  const lower = new ArrayBuffer(text.length);
  const to = changetype<usize>(lower);
  for (let i = 0; i < text.length; i++) {
    const byte = text.at(i);
    store<u8>(to + <usize>i, <u32>(byte - 0x41) < 26 ? byte | 0x20 : byte);
  }
  return Slice.wrap(lower);
}

function foldSpace(text: Slice): Slice {
  if (isFolded(text)) return text;
  const length = text.length;
  const out = new ByteWriter(length);
  let at = 0;
  while (at < length) {
    const space = spaceAt(text, at);
    if (space > 0) {
      const end = endOfSpace(text, at);
      if (out.length > 0 && end < length) writeSpace(out, text.slice(at, end));
      at = end;
      continue;
    }
    const from = at;
    while (at < length && spaceAt(text, at) == 0) at++;
    out.slice(text.slice(from, at));
  }
  return out.finish();
}

/** Whether there is nothing to fold, as in most questions: words of one line with a space between two of them. */
function isFolded(text: Slice): bool {
  const start = text.pointer;
  const length = text.length;
  // A space at the beginning is one too many, as one behind another is.
  let before = 1;
  for (let at = 0; at < length; at += 16) {
    const from = start + <usize>at;
    const size = min(length - at, 16);
    const bytes = size == 16 ? v128.load(from) : lastOf(from, from + <usize>size);
    const inside = (1 << size) - 1;
    const spaces = maskOf(Kind.Equal, bytes, 0x20) & inside;
    if ((spaces & ((spaces << 1) | before)) != 0) return false;
    for (let rest = maskOf(Kind.MaybeSpace, bytes) & inside; rest != 0; rest &= rest - 1) {
      if (spaceAt(text, at + <i32>ctz(rest)) > 0) return false;
    }
    before = spaces >> 15;
  }
  return length == 0 || text.at(length - 1) != 0x20;
}

/** Appends what a run of white space folds to. */
function writeSpace(out: ByteWriter, run: Slice): void {
  let lineEnd = -1;
  for (let i = 0; i < run.length; i++) {
    if (run.at(i) == 0x0a || run.at(i) == 0x0d) lineEnd = i;
  }
  if (lineEnd < 0) out.byte(0x20);
  else out.byte(0x0a).slice(run.slice(lineEnd + 1));
}

function endOfSpace(text: Slice, at: i32): i32 {
  while (at < text.length) {
    const size = spaceAt(text, at);
    if (size == 0) break;
    at += size;
  }
  return at;
}

/** Bytes of the white space character at `at` (Unicode White_Space, and the four separators U+001C..1F), or 0. */
function spaceAt(text: Slice, at: i32): i32 {
  const byte = text.at(at);
  if (byte <= 0x20) return byte == 0x20 || (byte >= 0x09 && byte <= 0x0d) || byte >= 0x1c ? 1 : 0;
  if (byte < 0xc2) return 0;
  if (byte == 0xc2 && at + 1 < text.length) {
    const second = text.at(at + 1);
    return second == 0x85 || second == 0xa0 ? 2 : 0;
  }
  if (at + 2 >= text.length) return 0;
  const second = text.at(at + 1);
  const third = text.at(at + 2);
  if (byte == 0xe1) return second == 0x9a && third == 0x80 ? 3 : 0;
  if (byte == 0xe3) return second == 0x80 && third == 0x80 ? 3 : 0;
  if (byte != 0xe2) return 0;
  if (second == 0x81) return third == 0x9f ? 3 : 0;
  if (second != 0x80) return 0;
  return third <= 0x8a || third == 0xa8 || third == 0xa9 || third == 0xaf ? 3 : 0;
}
