/** Decides by chance, the same way for the same seed: enough for sampling, not for secrets (xorshift, 32 bits). */
export class Dice {
  private state: u32;

  /** @param seed such as the time */
  constructor(seed: i64) {
    // Never 0, which the generator would stay at.
    this.state = (<u32>seed) | 1;
  }

  /** True in this share of all throws: 0 for none, 1 for all. */
  throws(share: f64): bool {
    return this.roll() < share;
  }

  /** A number from 0 to less than 1. */
  roll(): f64 {
    let state = this.state;
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    this.state = state;
    return <f64>state / 4294967296.0;
  }
}
