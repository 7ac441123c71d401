import { bytesBelow, bytesEqual, bytesFrom } from "./eight";
import { Slice } from "./slice";

// Where a run of bytes of one kind ends: the index of the first byte that is of another, or the length. JSON is read
// by them, eight bytes at a time where runs are long.

/** Of bytes that stand for themselves in a JSON string: no quote, no backslash, no control character. */
export function endOfPlain(text: Slice, from: i32): i32 {
  const start = text.pointer;
  const end = start + <usize>text.length;
  let at = start + <usize>from;
  for (; at + 8 <= end; at += 8) {
    const eight = load<u64>(at);
    const found = bytesEqual(eight, 0x22) | bytesEqual(eight, 0x5c) | bytesBelow(eight, 0x20);
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
    const eight = load<u64>(at);
    const found = bytesEqual(eight, 0x22) | bytesFrom(eight, 0x5b);
    if (found != 0) return <i32>(at - start) + <i32>(ctz(found) >> 3);
  }
  for (; at < end; at++) {
    const byte = load<u8>(at);
    if (byte == 0x22 || byte >= 0x5b) break;
  }
  return <i32>(at - start);
}

/** Of decimal digits. */
export function endOfDigits(text: Slice, from: i32): i32 {
  const start = text.pointer;
  const end = start + <usize>text.length;
  let at = start + <usize>from;
  while (at < end && <u32>load<u8>(at) - 0x30 < 10) at++;
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
  const end = text.pointer + <usize>text.length;
  let at = text.pointer;
  let count = 0;
  for (; at + 8 <= end; at += 8) count += <i32>popcnt(bytesEqual(load<u64>(at), byte));
  for (; at < end; at++) count += i32(load<u8>(at) == byte);
  return count;
}
