import { Slice } from "../bytes/slice";
import { CharClass, classOf, codeAt, sizeAt } from "./characters";

/** Bytes in the longest quotation; a mark without its other half before that is no quotation mark. */
const MAX_QUOTED = 256;
const APOSTROPHE: u32 = 0x27;
const BACKTICK: u32 = 0x60;
const LINE_FEED: u8 = 0x0a;

/**
 * The mark that ends what the mark `code` begins; 0 where it begins nothing.
 * @param isCut whether it does not follow a letter, after which an apostrophe begins nothing
 */
export function closingOf(code: u32, isCut: bool): u32 {
  switch (code) {
    case APOSTROPHE:
      return isCut ? code : 0;
    case 0x22: // "
    case BACKTICK:
      return code;
    case 0x201c: // “
    case 0x300a: // 《
    case 0x300c: // 「
    case 0x300e: // 『
      return code + 1;
    default:
      return 0;
  }
}

/** Where the quotation ends that begins at `at` with a mark of `size` bytes; 0 where it does not end. */
export function quotedEnd(text: Slice, at: i32, size: i32, mark: u32): i32 {
  if (mark == BACKTICK && isFence(text, at)) return fenceEnd(text, at);
  const last = min(text.length, at + MAX_QUOTED);
  for (let i = at + size; i < last;) {
    const width = sizeAt(text, i);
    if (codeAt(text, i, width) == mark && i > at + size && isEnd(text, i + width, mark)) return i + width;
    if (text.at(i) == LINE_FEED) return 0;
    i += width;
  }
  return 0;
}

/** A quotation without the marks at both ends, and what ends a sentence before the last. */
export function withoutMarks(quoted: Slice): Slice {
  let from = 0;
  let to = 0;
  for (let i = 0; i < quoted.length;) {
    const size = sizeAt(quoted, i);
    const isInside = classOf(codeAt(quoted, i, size)) != CharClass.Mark;
    if (isInside && to == 0) from = i;
    i += size;
    if (isInside) to = i;
  }
  return to == 0 ? quoted : quoted.slice(from, to);
}

/** Whether a mark that ends before `end` can end a quotation: an apostrophe within a word does not. */
function isEnd(text: Slice, end: i32, mark: u32): bool {
  if (mark != APOSTROPHE || end >= text.length) return true;
  return classOf(codeAt(text, end, sizeAt(text, end))) != CharClass.Letter;
}

/** Where the block of code ends that begins with a fence at `at`; 0 where it does not end. */
function fenceEnd(text: Slice, at: i32): i32 {
  for (let i = at + 3; i + 3 <= text.length; i++) if (isFence(text, i)) return i + 3;
  return 0;
}

function isFence(text: Slice, at: i32): bool {
  if (at + 3 > text.length) return false;
  return text.at(at) == BACKTICK && text.at(at + 1) == BACKTICK && text.at(at + 2) == BACKTICK;
}
