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

/** The bytes that are less than that. */
// @ts-ignore: decorator
@inline
export function bytesBelow(eight: u64, limit: u8): u64 {
  return bytesFrom(eight, limit) ^ HIGH;
}
