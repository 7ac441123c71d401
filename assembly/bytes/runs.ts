import { firstOf, Kind, lastOf, maskOf } from "./sixteen";
import { Slice } from "./slice";

// Where a run of bytes of one kind ends: the index of the first byte that is of another, or the length. JSON is read
// by them, sixteen bytes at a time.

/** Of bytes that stand for themselves in a JSON string: no quote, no backslash, no control character. */
export function endOfPlain(text: Slice, from: i32): i32 {
  const start = text.pointer;
  return <i32>(firstOf(Kind.NotPlain, start + <usize>from, start + <usize>text.length) - start);
}

/** Of those among them that are ASCII: each is a character. Not looked for beyond `to`. */
export function endOfPlainAscii(text: Slice, from: i32, to: i32): i32 {
  const start = text.pointer;
  return <i32>(firstOf(Kind.NotPlainAscii, start + <usize>from, start + <usize>to) - start);
}

/** Of bytes that neither open nor close anything in JSON, nor are letters in lower case: numbers, commas, space. */
export function endOfNumbers(text: Slice, from: i32): i32 {
  const start = text.pointer;
  return <i32>(firstOf(Kind.NotNumber, start + <usize>from, start + <usize>text.length) - start);
}

/** Of bytes that end no line. */
export function endOfLine(text: Slice, from: i32): i32 {
  const start = text.pointer;
  return <i32>(firstOf(Kind.LineEnd, start + <usize>from, start + <usize>text.length) - start);
}

/** Of letters of ASCII. */
export function endOfLetters(text: Slice, from: i32): i32 {
  const start = text.pointer;
  const end = start + <usize>text.length;
  let at = start + <usize>from;
  while (at < end && <u32>(load<u8>(at) | 0x20) - 0x61 < 26) at++;
  return <i32>(at - start);
}

/** Of such numbers with a comma between two of them and no space, of which one begins at `from`; -1 where none does. */
export function endOfList(text: Slice, from: i32): i32 {
  const length = text.length;
  let end = -1;
  while (true) {
    for (; from + 16 <= length; from = end + 1) {
      const size = sizeOfShort(text.pointer + <usize>from);
      if (size == 0) break;
      end = from + size;
    }
    const next = endOfNumber(text, from);
    if (next < 0) return end;
    end = next;
    if (end == length || text.at(end) != COMMA) return end;
    from = end + 1;
  }
}

/** Bytes of the number at `at` where it has no exponent and a comma behind it within sixteen bytes, as in a vector; 0 otherwise. */
// @ts-ignore: decorator
@inline
function sizeOfShort(at: usize): i32 {
  const others = maskOf(Kind.NotDigit, v128.load(at)) | (1 << 16);
  const whole = i32(load<u8>(at) == MINUS);
  let end = load<u8>(at + <usize>whole) == ZERO ? whole + 1 : whole + ctz(others >> whole);
  if (end == whole) return 0;
  if (load<u8>(at + <usize>end) == DOT) {
    const fraction = ctz(others >> (end + 1));
    if (fraction == 0) return 0;
    end += 1 + fraction;
  }
  return end < 16 && load<u8>(at + <usize>end) == COMMA ? end : 0;
}

/** Of a number as JSON has them (RFC 8259, section 6), that begins at `from`; -1 where none does. */
export function endOfNumber(text: Slice, from: i32): i32 {
  const start = text.pointer;
  const end = start + <usize>text.length;
  const first = start + <usize>from;
  const whole = first + usize(first < end && load<u8>(first) == MINUS);
  let at = whole < end && load<u8>(whole) == ZERO ? whole + 1 : pastDigits(whole, end);
  if (at == whole) return -1;
  if (at < end && load<u8>(at) == DOT) {
    const fraction = at + 1;
    at = pastDigits(fraction, end);
    if (at == fraction) return -1;
  }
  if (at < end && (load<u8>(at) | 0x20) == 0x65) {
    at++;
    if (at < end && (load<u8>(at) == PLUS || load<u8>(at) == MINUS)) at++;
    const exponent = at;
    at = pastDigits(exponent, end);
    if (at == exponent) return -1;
  }
  return <i32>(at - start);
}

const COMMA: u8 = 0x2c;
const MINUS: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const DOT: u8 = 0x2e;
const ZERO: u8 = 0x30;

/** The address of the first byte in `[at, end)` that is no digit; `end` for none. */
// @ts-ignore: decorator
@inline
function pastDigits(at: usize, end: usize): usize {
  return firstOf(Kind.NotDigit, at, end);
}

/** Of JSON's white space. */
export function endOfSpace(text: Slice, from: i32): i32 {
  const start = text.pointer;
  const end = start + <usize>text.length;
  let at = start + <usize>from;
  for (; at < end; at++) {
    const byte = load<u8>(at);
    if (byte > 0x20 || (byte != 0x20 && byte != 0x0a && byte != 0x0d && byte != 0x09)) break;
  }
  return <i32>(at - start);
}

/** How often `byte` stands in a text. */
export function countOf(text: Slice, byte: u8): i32 {
  let at = text.pointer;
  const end = at + <usize>text.length;
  let count = 0;
  for (; at + 16 <= end; at += 16) count += popcnt(maskOf(Kind.Equal, v128.load(at), byte));
  const size = <i32>(end - at);
  return count + popcnt(maskOf(Kind.Equal, lastOf(at, end), byte) & ((1 << size) - 1));
}
