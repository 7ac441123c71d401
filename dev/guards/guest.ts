import { Slice } from "../../assembly/bytes/slice";
import { GuardConfig } from "../../assembly/config/config";
import { Guards } from "../../assembly/guard/guards";
import { normalise } from "../../assembly/key/normalise";

let texts: ArrayBuffer = new ArrayBuffer(0);

/** Makes room for two texts in UTF-8, `size` bytes together; the address of the first. */
export function reserve(size: i32): usize {
  texts = new ArrayBuffer(size);
  return changetype<usize>(texts);
}

/**
 * The address of the guard's name that refuses the two; of an empty one where none does.
 * @param first bytes of the first text
 * @param mask the guards that are on, a bit each
 */
export function refusal(first: i32, mask: i32): string {
  const all = Slice.wrap(texts);
  const a = normalise(all.slice(0, first), false);
  return new Guards(new GuardConfig(mask)).refusal(a, normalise(all.slice(first), false));
}
