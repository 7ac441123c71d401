import { Slice } from "./slice";

/** The number that digits alone spell, or -1; more than an `i32` holds counts as the most it holds. */
export function decimalOf(text: Slice): i32 {
  if (text.length == 0) return -1;
  let number: i64 = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = <i32>text.at(i) - 0x30;
    if (<u32>digit > 9) return -1;
    number = min<i64>(number * 10 + digit, i32.MAX_VALUE);
  }
  return <i32>number;
}
