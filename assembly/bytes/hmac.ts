import { ByteWriter } from "./byte-writer";
import { sha256 } from "./sha256";
import { Slice } from "./slice";

/** Bytes in a block of SHA-256. */
const BLOCK = 64;
const INNER: u8 = 0x36;
const OUTER: u8 = 0x5c;

/** The HMAC (RFC 2104) of `message` with SHA-256 under `key`, of any length: 32 bytes. */
export function hmacSha256(key: Slice, message: Slice): Slice {
  const short = key.length > BLOCK ? sha256(key) : key;
  const inner = sha256(padded(short, INNER, message));
  return sha256(padded(short, OUTER, inner));
}

/** A block of `key`, with zeros up to its end, each byte of it combined with `pad`; then `rest`. */
function padded(key: Slice, pad: u8, rest: Slice): Slice {
  const out = new ByteWriter(BLOCK + rest.length);
  for (let i = 0; i < BLOCK; i++) out.byte((i < key.length ? key.at(i) : 0) ^ pad);
  return out.slice(rest).finish();
}
