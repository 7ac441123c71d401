import { Slice } from "../bytes/slice";
import { codeAt, sizeAt } from "./characters";
import { codeEnd, wordEnd } from "./code";
import { closingOf, quotedEnd, withoutMarks } from "./quotation";
import { surfaceHash } from "./word-hash";

/** Literals of one text that are looked at. */
const MAX_LITERALS = 8;
const SPACE: u8 = 0x20;
const BACKTICK: u32 = 0x60;

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

/** Of a text without literals, as most are. */
const NONE: Literal[] = [];

/** The literals of a text, in their order; not to be changed. */
export function literalsOf(text: Slice): Literal[] {
  let literals = NONE;
  let isCut = true;
  for (let at = 0; at < text.length && literals.length < MAX_LITERALS;) {
    const word = isCut ? wordEnd(text, at) : at;
    if (word > at) {
      at = word;
      isCut = false;
      continue;
    }
    const byte = text.at(at);
    const end = byte == SPACE ? 0 : literalEnd(text, at, byte, isCut);
    if (end > 0) {
      if (literals == NONE) literals = [];
      literals.push(literalAt(text, at, end));
      at = end;
      isCut = false;
      continue;
    }
    isCut = !isLetter(byte);
    at += byte < 0x80 ? 1 : sizeAt(text, at);
    // What began as no literal is none from its middle on either.
    if (!isCut) while (at < text.length && isLetter(text.at(at))) at++;
  }
  return literals;
}

/** Where the literal ends that begins at `at`; 0 where none does. */
function literalEnd(text: Slice, at: i32, byte: u8, isCut: bool): i32 {
  const size = byte < 0x80 ? 1 : sizeAt(text, at);
  const mark = closingOf(codeAt(text, at, size), isCut);
  // Who quotes all of a text quotes nothing in it.
  const end = mark == 0 ? 0 : quotedEnd(text, at, size, mark);
  if (end - at == text.length) return 0;
  return end > 0 || !isCut || byte >= 0x80 ? end : codeEnd(text, at);
}

function literalAt(text: Slice, at: i32, end: i32): Literal {
  const size = sizeAt(text, at);
  const code = codeAt(text, at, size);
  const isQuoted = closingOf(code, true) != 0;
  const part = text.slice(at, end);
  return new Literal(isQuoted ? withoutMarks(part) : part, !isQuoted || code == BACKTICK);
}

/** Any letter or digit of ASCII, or a byte of another character but for those that begin a Chinese one. */
function isLetter(byte: u8): bool {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
}
