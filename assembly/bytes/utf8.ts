import { firstOf, Kind } from "./sixteen";
import { Slice } from "./slice";

/** Whether the bytes are well-formed UTF-8 (RFC 3629: no surrogates, nothing overlong, nothing past U+10FFFF). */
export function isUtf8(bytes: Slice): bool {
  const end = bytes.pointer + <usize>bytes.length;
  let at = bytes.pointer;
  while ((at = firstOf(Kind.NotAscii, at, end)) < end) {
    // Text in one script mostly goes on in it.
    while (at < end && load<u8>(at) >= 0x80) {
      const size = sequenceSize(at, end);
      if (size == 0) return false;
      at += size;
    }
  }
  return true;
}

/** Bytes of the well-formed sequence at `at`, or 0. */
function sequenceSize(at: usize, end: usize): usize {
  const first = load<u8>(at);
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const size: usize = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (at + size > end) return 0;
  const second = load<u8>(at, 1);
  // The second byte's range rules out overlong forms, surrogates and what lies past the last plane.
  const low: u8 = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  const high: u8 = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  if (second < low || second > high) return 0;
  for (let i: usize = 2; i < size; i++) {
    if ((load<u8>(at + i) & 0xc0) != 0x80) return 0;
  }
  return size;
}
