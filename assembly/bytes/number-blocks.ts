import { Kind, maskOf } from "./sixteen";
import { Slice } from "./slice";

/** Bytes that are looked at together: a bit of a mask for each. */
const BLOCK: i32 = 64;

/**
 * Passes numbers with a comma behind each, as they stand in a vector: none with an exponent, and no space. They are
 * looked at 64 bytes at a time, not number by number: what may stand beside what is a matter of masks, and a number
 * need not wait for the one before it.
 * @returns the index behind the last comma up to which it is sure that there are such numbers; `from` where that is nowhere
 */
export function endOfBlocks(text: Slice, from: i32): i32 {
  const last = text.length - BLOCK;
  let sure = from;
  // What the byte before the block is: as if a comma stood before the first number.
  let isComma: u64 = 1;
  let isDigit: u64 = 0;
  let isMinus: u64 = 0;
  let isPoint: u64 = 0;
  /** Whether it is a nought that begins a number, and whether it is a digit behind a point. */
  let isNought: u64 = 0;
  let isFraction: u64 = 0;
  for (let at = from; at <= last; at += BLOCK) {
    const block = text.pointer + <usize>at;
    const digits = ~bitsOf(Kind.NotDigit, block);
    const minuses = bitsOf(Kind.Equal, block, 0x2d);
    const points = bitsOf(Kind.Equal, block, 0x2e);
    const commas = bitsOf(Kind.Equal, block, 0x2c);
    if ((digits | minuses | points | commas) != u64.MAX_VALUE) break;
    const afterComma = (commas << 1) | isComma;
    const afterDigit = (digits << 1) | isDigit;
    const afterMinus = (minuses << 1) | isMinus;
    const afterPoint = (points << 1) | isPoint;
    // A minus stands behind a comma, a comma and a point behind a digit; so behind each of them comes what has to.
    let faults = (minuses & ~afterComma) | ((commas | points) & ~afterDigit);
    // A nought that begins a number is all there is of it before the point.
    const noughts = bitsOf(Kind.Equal, block, 0x30) & ((afterComma & ~minuses) | afterMinus);
    faults |= ((noughts << 1) | isNought) & digits;
    // Behind a run of digits that follows a point comes no other one. A sum carries through each run, to the bit behind it.
    const fractions = (afterPoint | isFraction) & digits;
    const sum = digits + fractions;
    faults |= ((sum & ~digits) | (isFraction & ~digits)) & points;
    if (faults != 0) break;
    isComma = commas >> 63;
    isDigit = digits >> 63;
    isMinus = minuses >> 63;
    isPoint = points >> 63;
    isNought = noughts >> 63;
    isFraction = u64(sum < digits);
    if (commas != 0) sure = at + BLOCK - <i32>clz(commas);
  }
  return sure;
}

/** Those of the 64 bytes at `at` that are of a kind: a bit for each, the first byte's the lowest. */
// @ts-ignore: decorator
@inline
function bitsOf(kind: Kind, at: usize, byte: u8 = 0): u64 {
  const low = (<u64>maskOf(kind, v128.load(at), byte)) | ((<u64>maskOf(kind, v128.load(at, 16), byte)) << 16);
  const high =
    (<u64>maskOf(kind, v128.load(at, 32), byte)) | ((<u64>maskOf(kind, v128.load(at, 48), byte)) << 16);
  return low | (high << 32);
}
