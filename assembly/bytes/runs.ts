import { bytesEqual, bytesFrom, firstNotNumber, firstNotPlain } from "./eight";
import { Slice } from "./slice";

// Where a run of bytes of one kind ends: the index of the first byte that is of another, or the length. JSON is read
// by them, eight bytes at a time where runs are long.

/** Of bytes that stand for themselves in a JSON string: no quote, no backslash, no control character. */
export function endOfPlain(text: Slice, from: i32): i32 {
  const start = text.pointer;
  const end = start + <usize>text.length;
  let at = start + <usize>from;
  for (; at + 8 <= end; at += 8) {
    const found = firstNotPlain(load<u64>(at));
    if (found != 0) return <i32>(at - start) + <i32>(ctz(found) >> 3);
  }
  for (; at < end; at++) {
    const byte = load<u8>(at);
    if (byte == 0x22 || byte == 0x5c || byte < 0x20) break;
  }
  return <i32>(at - start);
}

/** Of bytes that neither open nor close anything in JSON, nor are letters in lower case: numbers, commas, space. */
export function endOfNumbers(text: Slice, from: i32): i32 {
  const start = text.pointer;
  const end = start + <usize>text.length;
  let at = start + <usize>from;
  for (; at + 8 <= end; at += 8) {
    const found = firstNotNumber(load<u64>(at));
    if (found != 0) return <i32>(at - start) + <i32>(ctz(found) >> 3);
  }
  for (; at < end; at++) {
    const byte = load<u8>(at);
    if (byte == 0x22 || byte >= 0x5b) break;
  }
  return <i32>(at - start);
}

/** Of bytes that end no line. */
export function endOfLine(text: Slice, from: i32): i32 {
  const start = text.pointer;
  const end = start + <usize>text.length;
  let at = start + <usize>from;
  for (; at + 8 <= end; at += 8) {
    const eight = load<u64>(at);
    const found = bytesEqual(eight, 0x0a) | bytesEqual(eight, 0x0d);
    if (found != 0) return <i32>(at - start) + <i32>(ctz(found) >> 3);
  }
  while (at < end && load<u8>(at) != 0x0a && load<u8>(at) != 0x0d) at++;
  return <i32>(at - start);
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
  let end = endOfNumber(text, from);
  while (end >= 0 && end < text.length && text.at(end) == COMMA) {
    const next = endOfNumber(text, end + 1);
    if (next < 0) break;
    end = next;
  }
  return end;
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
const ZEROS: u64 = 0x3030303030303030;

/** The address of the first byte in `[at, end)` that is no digit; `end` for none. */
// @ts-ignore: decorator
@inline
function pastDigits(at: usize, end: usize): usize {
  for (; at + 8 <= end; at += 8) {
    const found = bytesFrom(load<u64>(at) ^ ZEROS, 10);
    if (found != 0) return at + <usize>(ctz(found) >> 3);
  }
  while (at < end && <u32>load<u8>(at) - ZERO < 10) at++;
  return at;
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
  const end = text.pointer + <usize>text.length;
  let at = text.pointer;
  let count = 0;
  for (; at + 8 <= end; at += 8) count += <i32>popcnt(bytesEqual(load<u64>(at), byte));
  for (; at < end; at++) count += i32(load<u8>(at) == byte);
  return count;
}
