import { ByteWriter } from "./byte-writer";
import { Slice } from "./slice";

const DIGITS = "0123456789ABCDEF";

/**
 * Percent-encodes any bytes as one segment of a URL's path, or one value in its query (RFC 3986, 2.3); the dot too, as
 * Webdis takes what follows a dot for the wanted format.
 */
export function percentEncoded(bytes: Slice): string {
  const out = new ByteWriter(bytes.length * 2);
  let from = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes.at(i);
    if (isPlain(byte)) continue;
    out
      .piece(bytes, from, i)
      .byte(0x25)
      .byte(<u8>DIGITS.charCodeAt(byte >> 4))
      .byte(<u8>DIGITS.charCodeAt(byte & 15));
    from = i + 1;
  }
  return out.piece(bytes, from, bytes.length).finish().toString();
}

function isPlain(byte: u8): bool {
  const letter = byte | 0x20;
  if (letter >= 0x61 && letter <= 0x7a) return true;
  return (byte >= 0x30 && byte <= 0x39) || byte == 0x2d || byte == 0x5f;
}
