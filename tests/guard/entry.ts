import { Slice } from "../../assembly/bytes/slice";
import { GuardConfig } from "../../assembly/config/config";
import { Guards } from "../../assembly/guard/guards";

let input: ArrayBuffer = new ArrayBuffer(0);

/** Room for so many bytes: the first text, then the second. */
export function reserve(size: i32): usize {
  input = new ArrayBuffer(size);
  return changetype<usize>(input);
}

/** The address of the refusal's name in UTF-16, with its length before it. */
export function refusal(first: i32, mask: i32): string {
  const all = Slice.wrap(input);
  return new Guards(new GuardConfig(mask)).refusal(all.slice(0, first), all.slice(first));
}
