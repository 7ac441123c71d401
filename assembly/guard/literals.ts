import { Slice } from "../bytes/slice";
import { CharClass, classOf, codeAt, sizeAt } from "./characters";
import { chunkEnd, isCode } from "./code";
import { surfaceHash } from "./word-hash";

/** Literals of one text that are looked at. */
const MAX_LITERALS = 16;
/** Bytes in the longest quotation; a mark without its other half before that is no quotation mark. */
const MAX_QUOTED = 256;
const FENCE = "```";

/** Text that stands for itself: quoted, or code, a file's name, an address. */
export class Literal {
  /** Letter case aside. */
  readonly hash: u32;

  constructor(
    /** Part of the text that it is a literal of. */
    readonly text: Slice,
    readonly isCode: bool,
  ) {
    this.hash = surfaceHash(text, 0, text.length);
  }
}

/** The literals of a text, in their order. */
export function literalsOf(text: Slice): Literal[] {
  const literals = new Array<Literal>();
  let isCut = true;
  for (let at = 0; at < text.length && literals.length < MAX_LITERALS; ) {
    const size = sizeAt(text, at);
    const code = codeAt(text, at, size);
    const mark = isCut || code != APOSTROPHE ? closingOf(code) : 0;
    const end = mark == 0 ? at : quotedEnd(text, at, size, mark);
    // Who quotes all of a text quotes nothing in it.
    if (end > at && end - at < text.length) {
      literals.push(new Literal(withoutMarks(text.slice(at, end)), mark == BACKTICK));
      at = end;
      isCut = false;
      continue;
    }
    const chunk = isCut && code < 0x80 ? chunkEnd(text, at) : at;
    if (isCode(text.slice(at, chunk))) literals.push(new Literal(text.slice(at, chunk), true));
    at = max(chunk, at + size);
    isCut = chunk <= at - size && classOf(code) != CharClass.Letter && classOf(code) != CharClass.Digit;
  }
  return literals;
}

const APOSTROPHE: u32 = 0x27;
const BACKTICK: u32 = 0x60;

/** The mark that ends what the mark `code` begins; 0 where it begins nothing. */
function closingOf(code: u32): u32 {
  switch (code) {
    case 0x22: // "
    case APOSTROPHE:
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

/** Where the quotation ends that begins at `at` with a mark of `size` bytes; `at` where it does not end. */
function quotedEnd(text: Slice, at: i32, size: i32, mark: u32): i32 {
  if (mark == BACKTICK && text.slice(at).startsWith(FENCE)) return fenceEnd(text, at);
  const last = min(text.length, at + MAX_QUOTED);
  for (let i = at + size; i < last; ) {
    const width = sizeAt(text, i);
    if (codeAt(text, i, width) == mark && i > at + size && isEnd(text, i + width, mark)) return i + width;
    if (text.at(i) == 0x0a) return at;
    i += width;
  }
  return at;
}

/** Whether a mark that ends before `end` can end a quotation: an apostrophe within a word does not. */
function isEnd(text: Slice, end: i32, mark: u32): bool {
  if (mark != APOSTROPHE || end >= text.length) return true;
  return classOf(codeAt(text, end, sizeAt(text, end))) != CharClass.Letter;
}

/** Where the block of code ends that begins with a fence; `at` where it does not end. */
function fenceEnd(text: Slice, at: i32): i32 {
  for (let i = at + FENCE.length; i + FENCE.length <= text.length; i++) {
    if (text.at(i) == 0x60 && text.slice(i).startsWith(FENCE)) return i + FENCE.length;
  }
  return at;
}

/** Without the marks at both ends, and what ends a sentence before the last. */
function withoutMarks(quoted: Slice): Slice {
  let from = 0;
  let to = 0;
  for (let i = 0; i < quoted.length; ) {
    const size = sizeAt(quoted, i);
    const isInside = classOf(codeAt(quoted, i, size)) != CharClass.Mark;
    if (isInside && to == 0) from = i;
    i += size;
    if (isInside) to = i;
  }
  return to == 0 ? quoted : quoted.slice(from, to);
}
