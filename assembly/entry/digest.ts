import { blake2s } from "../bytes/blake2s";
import { toHex } from "../bytes/hex";
import { Slice } from "../bytes/slice";
import { Completion } from "../chat/completion";
import { normalise } from "../key/normalise";

/** Length of a fingerprint. */
export const DIGEST_DIGITS: i32 = 64;

/** Fingerprint of what an answer says: the same for two that differ in letter case or in white space within lines. */
export function digestOf(completion: Completion): Slice {
  return toHex(blake2s(normalise(completion.text(), true)));
}
