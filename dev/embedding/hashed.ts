import { createHash } from "node:crypto";
import type { Embedder } from "./embedder.ts";
import { combined, dot, normalised } from "./vector.ts";

const DIMENSION = 384;
/** Against 1 for a word: enough that another order of the same words is another vector. */
const PAIR_WEIGHT = 0.2;
/** Letters and digits form words; a Chinese, Japanese or Korean character is a word of its own. */
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[\p{L}\p{N}]+/gu;

/**
 * A fast, deterministic embedding for tests: each word, and weakly each pair of neighbours, is a pseudo-random
 * direction, a text their sum. Letter case and punctuation do not matter. Cosine distances to expect:
 *
 * | texts | distance |
 * |---|---|
 * | the same words | 0 |
 * | the same words, other order | below 0.06 |
 * | one of n words replaced | about 1/n |
 * | one word added to n | about 1/(2n) |
 * | no word in common | 1 ± 0.2 |
 */
export class HashedEmbedder implements Embedder {
  readonly dimension = DIMENSION;
  private readonly placed = new Map<string, number[]>();

  /** From now on `text` embeds at exactly this cosine distance (0 to 2) from what `other` embeds as now. */
  near(text: string, other: string, distance: number): void {
    const centre = this.vector(other);
    const cosine = 1 - distance;
    const loose = direction(`near ${text}`);
    const aside = normalised(combined(loose, 1, centre, -dot(loose, centre)));
    this.placed.set(text, combined(centre, cosine, aside, Math.sqrt(Math.max(0, 1 - cosine * cosine))));
  }

  embed(texts: string[]): Promise<number[][]> {
    return Promise.resolve(texts.map((text) => this.vector(text)));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private vector(text: string): number[] {
    return this.placed.get(text) ?? bagOfWords(text);
  }
}

function bagOfWords(text: string): number[] {
  const words = text.toLowerCase().match(WORD) ?? [text];
  let sum = new Array<number>(DIMENSION).fill(0);
  words.forEach((word, i) => {
    sum = combined(sum, 1, direction(word), 1);
    if (i > 0) sum = combined(sum, 1, direction(`${words[i - 1]} ${word}`), PAIR_WEIGHT);
  });
  return normalised(sum);
}

/** The direction of `feature`: 1 long, each coordinate positive or negative by one bit of its hashes. */
function direction(feature: string): number[] {
  const bits = Buffer.concat(
    [0, 1].map((part) => createHash("sha256").update(`${part} ${feature}`).digest()),
  );
  const step = 1 / Math.sqrt(DIMENSION);
  return Array.from({ length: DIMENSION }, (_, i) => ((bits[i >> 3]! >> (i & 7)) & 1 ? step : -step));
}
