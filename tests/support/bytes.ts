import { Slice } from "../../assembly/bytes/slice";

/** The bytes that pairs of hexadecimal digits stand for; spaces between pairs are for the eye. */
export function bytesOf(hex: string): Slice {
  const digits = hex.replaceAll(" ", "");
  const bytes = new ArrayBuffer(digits.length >> 1);
  for (let i = 0; i < bytes.byteLength; i++) {
    store<u8>(changetype<usize>(bytes) + <usize>i, <u8>parseInt(digits.substring(2 * i, 2 * i + 2), 16));
  }
  return Slice.wrap(bytes);
}

/** The bytes in hexadecimal, two digits each. */
export function hexOf(bytes: Slice): string {
  let hex = "";
  for (let i = 0; i < bytes.length; i++) hex += bytes.at(i).toString(16).padStart(2, "0");
  return hex;
}

/** `count` times the same byte. */
export function repeated(byte: u8, count: i32): Slice {
  const bytes = new ArrayBuffer(count);
  memory.fill(changetype<usize>(bytes), byte, count);
  return Slice.wrap(bytes);
}

/** `count` bytes that count upwards from 0, over and over. */
export function counting(count: i32): Slice {
  const bytes = new ArrayBuffer(count);
  for (let i = 0; i < count; i++) store<u8>(changetype<usize>(bytes) + <usize>i, <u8>i);
  return Slice.wrap(bytes);
}

/** The same bytes amid a larger buffer, `before` bytes from its start, with the byte `around` on both sides. */
export function amid(bytes: Slice, before: i32, around: u8): Slice {
  const length = bytes.length;
  const larger = repeated(around, before + length + 16);
  memory.copy(larger.pointer + <usize>before, bytes.pointer, length);
  return larger.slice(before, before + length);
}

/** The UTF-8 bytes of a code point that is no surrogate, by the standard library. */
export function utf8Of(codePoint: i32): Slice {
  return Slice.of(String.fromCodePoint(codePoint));
}

/** Whether a code point is half of a surrogate pair, and thus no character. */
export function isSurrogate(codePoint: i32): bool {
  return codePoint >= 0xd800 && codePoint <= 0xdfff;
}
