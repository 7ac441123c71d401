import { Slice } from "../bytes/slice";

/** What a character is to the guards. */
export const enum CharClass {
  Space,
  Letter,
  Digit,
  /** A character that is a word of its own: Han, kana, hangul. */
  Han,
  Mark,
}

/** Bytes of the character at `at`, by its first byte; never beyond the end. */
export function sizeAt(text: Slice, at: i32): i32 {
  const byte = text.at(at);
  if (byte < 0x80) return 1;
  return min(byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4, text.length - at);
}

/** The character of `size` bytes at `at`: in lower case where it is ASCII, full-width forms and quotes as ASCII. */
export function letterAt(text: Slice, at: i32, size: i32): u32 {
  const code = codeAt(text, at, size);
  return code >= 0x41 && code <= 0x5a ? code | 0x20 : code;
}

/** The same in the letter case that it stands in. */
export function codeAt(text: Slice, at: i32, size: i32): u32 {
  const first: u32 = text.at(at);
  if (size == 1) return first;
  let code = size == 2 ? first & 0x1f : size == 3 ? first & 0x0f : first & 0x07;
  for (let i = 1; i < size; i++) code = (code << 6) | (text.at(at + i) & 0x3f);
  if (code >= 0xff01 && code <= 0xff5e) return code - 0xfee0;
  if (code == 0xffe5) return 0xa5;
  return code == 0x2019 || code == 0x2018 ? 0x27 : code;
}

/** The class of a character, as `codeAt` gives it. */
export function classOf(code: u32): CharClass {
  if (code < 0x80) return classOfAscii(code);
  if (code < 0x250) return code >= 0xc0 && code != 0xd7 && code != 0xf7 ? CharClass.Letter : CharClass.Mark;
  if (code < 0x2000) return code >= 0x370 ? CharClass.Letter : CharClass.Mark;
  if (code == 0x3000) return CharClass.Space;
  if (code < 0x3040) return code == 0x3007 ? CharClass.Han : CharClass.Mark;
  if (code < 0xd7b0) return CharClass.Han;
  if (code >= 0x20000) return CharClass.Han;
  return code >= 0xf900 && code < 0xfb00 ? CharClass.Han : CharClass.Mark;
}

function classOfAscii(code: u32): CharClass {
  if (code <= 0x20) return CharClass.Space;
  if (isDigit(code)) return CharClass.Digit;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a ? CharClass.Letter : CharClass.Mark;
}


@inline
export function isDigit(code: u32): bool {
  return code >= 0x30 && code <= 0x39;
}

/** Whether a mark ends a phrase. */
export function endsPhrase(code: u32): bool {
  switch (code) {
    case 0x21: // !
    case 0x22: // "
    case 0x28: // (
    case 0x29: // )
    case 0x2c: // ,
    case 0x2e: // .
    case 0x3a: // :
    case 0x3b: // ;
    case 0x3f: // ?
      return true;
    default:
      return code >= 0x3001 && code <= 0x3011;
  }
}
