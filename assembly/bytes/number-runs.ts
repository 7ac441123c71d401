import { firstOf, Kind } from "./sixteen";
import { Slice } from "./slice";
import { endOfBlocks } from "./number-blocks";

// Where numbers of JSON end, as in runs.ts.

/** Of numbers with a comma between two of them and no space, of which one begins at `from`; -1 where none does. */
export function endOfList(text: Slice, from: i32): i32 {
  const length = text.length;
  let at = endOfBlocks(text, from);
  // A number is always left to look at: what was passed ends with a comma.
  let end = at > from ? at - 1 : -1;
  while (true) {
    const next = endOfNumber(text, at);
    if (next < 0) return end;
    end = next;
    if (end == length || text.at(end) != COMMA) return end;
    at = end + 1;
  }
}

/** Of a number as JSON has them (RFC 8259, section 6), that begins at `from`; -1 where none does. */
export function endOfNumber(text: Slice, from: i32): i32 {
  const start = text.pointer;
  const end = start + <usize>text.length;
  const first = start + <usize>from;
  const whole = first + usize(first < end && load<u8>(first) == MINUS);
  let at = whole < end && load<u8>(whole) == ZERO ? whole + 1 : pastDigits(whole, end);
  if (at == whole) return -1;
  if (at < end && load<u8>(at) == DOT) {
    const fraction = at + 1;
    at = pastDigits(fraction, end);
    if (at == fraction) return -1;
  }
  if (at < end && (load<u8>(at) | 0x20) == 0x65) {
    at++;
    if (at < end && (load<u8>(at) == PLUS || load<u8>(at) == MINUS)) at++;
    const exponent = at;
    at = pastDigits(exponent, end);
    if (at == exponent) return -1;
  }
  return <i32>(at - start);
}

const COMMA: u8 = 0x2c;
const MINUS: u8 = 0x2d;
const PLUS: u8 = 0x2b;
const DOT: u8 = 0x2e;
const ZERO: u8 = 0x30;

/** The address of the first byte in `[at, end)` that is no digit; `end` for none. */
function pastDigits(at: usize, end: usize): usize {
  return firstOf(Kind.NotDigit, at, end);
}
