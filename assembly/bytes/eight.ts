// Eight bytes looked at as one number. Each mask has the highest bit of those bytes set that are what is looked for.

const ONES: u64 = 0x0101010101010101;
const HIGH: u64 = 0x8080808080808080;

/** The bytes that are `byte`. */
// @ts-ignore: decorator
@inline
export function bytesEqual(eight: u64, byte: u8): u64 {
  const difference = eight ^ (ONES * <u64>byte);
  return ~(((difference & ~HIGH) + ~HIGH) | difference) & HIGH;
}

/** The bytes that are `limit`, which is from 1 to 0x80, or more. */
// @ts-ignore: decorator
@inline
export function bytesFrom(eight: u64, limit: u8): u64 {
  return (((eight & ~HIGH) + ONES * <u64>(0x80 - limit)) | eight) & HIGH;
}

/**
 * The first byte that is a quote, a backslash or less than a space: cheaper than all of them, as of this mask only the
 * lowest bit counts; a subtraction borrows from bytes above the one that is looked for alone.
 */
// @ts-ignore: decorator
@inline
export function firstNotPlain(eight: u64): u64 {
  const quote = (eight ^ (ONES * 0x22)) - ONES;
  const backslash = (eight ^ (ONES * 0x5c)) - ONES;
  return (quote | backslash | (eight - ONES * 0x20)) & ~eight & HIGH;
}

/** In the same way the first byte that is a quote, or 0x5b or more. */
// @ts-ignore: decorator
@inline
export function firstNotNumber(eight: u64): u64 {
  const quote = ((eight ^ (ONES * 0x22)) - ONES) & ~eight;
  return (quote | ((eight & ~HIGH) + ONES * 0x25) | eight) & HIGH;
}
