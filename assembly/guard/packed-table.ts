/** So many bits of a key choose its bucket, and as many of a cell are its value. */
export const BUCKET_BITS = 9;

/**
 * A table from 32 bits to numbers below 512, packed at build time (dev/guards/pack.ts). The highest bits of a key choose
 * its bucket; a cell has the other bits of the key, and below them the value.
 */
export class PackedTable {
  /** Where each bucket begins, and where the last one ends. */
  private readonly buckets: StaticArray<u16>;

  /** @param sizes how many cells each bucket has */
  constructor(
    sizes: StaticArray<u8>,
    private readonly cells: StaticArray<u32>,
  ) {
    const buckets = new StaticArray<u16>(sizes.length + 1);
    for (let i = 0; i < sizes.length; i++) buckets[i + 1] = buckets[i] + sizes[i];
    this.buckets = buckets;
  }

  /** What stands under `key`; 0 for nothing. */
  find(key: u32): u32 {
    const bucket = key >> (32 - BUCKET_BITS);
    const end: i32 = unchecked(this.buckets[bucket + 1]);
    for (let i: i32 = unchecked(this.buckets[bucket]); i < end; i++) {
      const rest = unchecked(this.cells[i]) ^ (key << BUCKET_BITS);
      if (rest < 1 << BUCKET_BITS) return rest;
    }
    return 0;
  }
}
