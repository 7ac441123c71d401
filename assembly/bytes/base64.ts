import { ByteWriter } from "./byte-writer";
import { Slice } from "./slice";

/** Decodes base64 (RFC 4648, standard alphabet, padding optional); null where it is not base64. */
export function fromBase64(text: Slice): Slice | null {
  let length = text.length;
  while (length > 0 && text.at(length - 1) == 0x3d) length--;
  const padding = text.length - length;
  if (padding > 2 || length % 4 == 1 || (padding > 0 && text.length % 4 != 0)) return null;
  const bytes = new ArrayBuffer(<i32>((<i64>length * 3) / 4));
  let out = changetype<usize>(bytes);
  let bits: u32 = 0;
  let held = 0;
  for (let i = 0; i < length; i++) {
    const value = sextet(text.at(i));
    if (value < 0) return null;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      store<u8>(out++, <u8>(bits >> held));
    }
  }
  return Slice.wrap(bytes);
}

/** The same of the alphabet for URLs (RFC 4648, section 5). */
export function fromBase64Url(text: Slice): Slice | null {
  const out = new ByteWriter(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = text.at(i);
    if (byte == 0x2b || byte == 0x2f) return null;
    out.byte(byte == 0x2d ? 0x2b : byte == 0x5f ? 0x2f : byte);
  }
  return fromBase64(out.finish());
}

/** Encodes as base64 with padding (RFC 4648, standard alphabet). */
export function toBase64(bytes: Slice): Slice {
  const length = bytes.length;
  const text = new ArrayBuffer(((length + 2) / 3) * 4);
  let out = changetype<usize>(text);
  for (let i = 0; i < length; i += 3) {
    const second: u32 = i + 1 < length ? bytes.at(i + 1) : 0;
    const third: u32 = i + 2 < length ? bytes.at(i + 2) : 0;
    const bits = ((<u32>bytes.at(i)) << 16) | (second << 8) | third;
    store<u8>(out++, digit(bits >> 18));
    store<u8>(out++, digit((bits >> 12) & 63));
    store<u8>(out++, i + 1 < length ? digit((bits >> 6) & 63) : 0x3d);
    store<u8>(out++, i + 2 < length ? digit(bits & 63) : 0x3d);
  }
  return Slice.wrap(text);
}

function sextet(byte: u8): i32 {
  if (byte >= 0x41 && byte <= 0x5a) return byte - 0x41;
  if (byte >= 0x61 && byte <= 0x7a) return byte - 0x61 + 26;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30 + 52;
  if (byte == 0x2b) return 62;
  return byte == 0x2f ? 63 : -1;
}

function digit(value: u32): u8 {
  if (value < 26) return <u8>(0x41 + value);
  if (value < 52) return <u8>(0x61 + value - 26);
  if (value < 62) return <u8>(0x30 + value - 52);
  return value == 62 ? 0x2b : 0x2f;
}
