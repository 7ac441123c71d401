import { Slice } from "./slice";

/** The bytes as lower-case hexadecimal, two digits each. */
export function toHex(bytes: Slice): Slice {
  const length = bytes.length;
  const hex = new ArrayBuffer(length * 2);
  const out = changetype<usize>(hex);
  for (let i = 0; i < length; i++) {
    const byte = bytes.at(i);
    store<u8>(out + <usize>(i * 2), hexDigit(byte >> 4));
    store<u8>(out + <usize>(i * 2 + 1), hexDigit(byte & 15));
  }
  return Slice.wrap(hex);
}

/** The digit of a value from 0 to 15. */
@inline
export function hexDigit(value: u8): u8 {
  return value < 10 ? 0x30 + value : 0x57 + value;
}

/** The value of a hexadecimal digit, or -1. */
export function hexValue(digit: u8): i32 {
  if (digit >= 0x30 && digit <= 0x39) return digit - 0x30;
  const letter = digit | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Whether a text is so many hexadecimal digits in lower case, and nothing else. */
export function isHex(text: Slice, digits: i32): bool {
  if (text.length != digits) return false;
  for (let i = 0; i < digits; i++) {
    const byte = text.at(i);
    if (hexValue(byte) < 0 || (byte >= 0x41 && byte <= 0x46)) return false;
  }
  return true;
}

/** The number that up to sixteen hexadecimal digits stand for; what is no digit counts as `f`. */
export function numberOfHex(digits: Slice): u64 {
  let number: u64 = 0;
  for (let i = 0; i < digits.length; i++) number = (number << 4) | (<u64>(hexValue(digits.at(i)) & 15));
  return number;
}
