import { sha256 } from "./sha256";
import { Slice } from "./slice";

/**
 * Whether two secrets are equal, in a time that does not tell how much of them is: their hashes are compared, to the
 * last byte.
 */
export function isSameSecret(a: Slice, b: Slice): bool {
  return isSameDigest(sha256(a), sha256(b));
}

/** Whether two digests, of one length, are equal, in a time that does not tell how much of them is. */
export function isSameDigest(a: Slice, b: Slice): bool {
  let difference: u8 = 0;
  for (let i = 0; i < a.length; i++) difference |= a.at(i) ^ b.at(i);
  return difference == 0;
}
