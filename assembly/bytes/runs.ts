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

/** Of bytes that neither open nor close anything in JSON, nor are letters: numbers but for exponents, commas, space. */
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
