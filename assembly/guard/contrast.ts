/** How two words stand to one another. */
export const enum Contrast {
  None,
  /** Opposites where the rest of the wording is the same. */
  Loose,
  /** The same, and the words beside them too. */
  Converse,
  /** Opposites wherever two texts are about the same. */
  Firm,
}

/** One key for both orders. */
export function pairKey(a: u32, b: u32): u32 {
  return ((a + b) * 0x9e3779b1) ^ (a ^ b);
}
