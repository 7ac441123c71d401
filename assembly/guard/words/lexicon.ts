/** A table from hashes to 32 bits, filled once and then only read; open addressing, at most half full. */
export class Lexicon {
  private readonly keys: StaticArray<u32>;
  private readonly values: StaticArray<u32>;
  private readonly mask: u32;

  /** @param slots a power of two */
  constructor(slots: i32) {
    this.keys = new StaticArray<u32>(slots);
    this.values = new StaticArray<u32>(slots);
    this.mask = slots - 1;
  }

  /** What stands under `key`; 0 for nothing. */
  find(key: u32): u32 {
    return unchecked(this.values[this.slotOf(key)]);
  }

  /** Puts `value`, which is not 0, under `key`, in place of what stood there. */
  put(key: u32, value: u32): void {
    const slot = this.slotOf(key);
    this.keys[slot] = key;
    this.values[slot] = value;
  }

  /** Number of slots, free ones among them. */
  get slots(): i32 {
    return this.keys.length;
  }

  keyAt(slot: i32): u32 {
    return this.keys[slot];
  }

  /** What stands in a slot; 0 where it is free. */
  valueAt(slot: i32): u32 {
    return this.values[slot];
  }

  /** The slot that holds `key`, or the free one where it belongs. */
  private slotOf(key: u32): u32 {
    let slot = (key ^ (key >> 15)) & this.mask;
    while (unchecked(this.values[slot]) != 0 && unchecked(this.keys[slot]) != key)
      slot = (slot + 1) & this.mask;
    return slot;
  }
}
