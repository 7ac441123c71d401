import { sha256 } from "./sha256";
import { Slice } from "./slice";

/**
 * Whether two secrets are equal, in a time that does not tell how much of them is: their hashes are compared, to the
 * last byte.
 */
export function isSameSecret(a: Slice, b: Slice): bool {
  const one = sha256(a);
  const other = sha256(b);
  let difference: u8 = 0;
  for (let i = 0; i < one.length; i++) difference |= one.at(i) ^ other.at(i);
  return difference == 0;
}
