import { ByteWriter } from "../bytes/byte-writer";
import { hexDigit, hexValue } from "../bytes/hex";
import { Slice } from "../bytes/slice";

/** Hexadecimal digits of a UUID. */
const DIGITS = 32;

/**
 * The UUID that stands for a document in stores whose ids are such: the first digits of its id, with the version of
 * those that follow no common rule (RFC 9562, section 5.8). An id that has too few digits stays as it is.
 */
export function uuidOf(id: Slice): Slice {
  if (id.length < DIGITS || id.indexOf(0x2d) >= 0) return id;
  const uuid = new ByteWriter(36);
  uuid.slice(id.slice(0, 8)).byte(0x2d).slice(id.slice(8, 12)).byte(0x2d);
  // Version 8; the two bits of the variant are 10.
  uuid.byte(0x38).slice(id.slice(13, 16)).byte(0x2d);
  uuid.byte(hexDigit(8 | ((<u8>hexValue(id.at(16))) & 3))).slice(id.slice(17, 20));
  return uuid.byte(0x2d).slice(id.slice(20, DIGITS)).finish();
}
