/** Which rows of a file are asked, in which order. */
export interface Order {
  /** Seed of the shuffle; 0 keeps the order of the file. */
  shuffle: number;
  /** Rows at most, counted after the shuffle; null for all. */
  limit: number | null;
}

/** `rows` in that order. */
export function ordered<T>(rows: readonly T[], { shuffle, limit }: Order): T[] {
  const result = [...rows];
  if (shuffle !== 0) {
    const random = generator(shuffle);
    for (let i = result.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [result[i], result[j]] = [result[j]!, result[i]!];
    }
  }
  return limit === null ? result : result.slice(0, limit);
}

/** Numbers from 0 up to 1, the same for the same seed: xorshift, 32 bits (https://www.jstatsoft.org/v08/i14/). */
function generator(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b1) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
