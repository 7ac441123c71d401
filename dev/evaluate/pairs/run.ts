import type { Vectors } from "../embeddings/vectors.ts";
import type { Pair } from "../input/pairs.ts";
import { merged, type Section } from "../merged.ts";
import { Gateway } from "../played/gateway.ts";
import { asking, saying } from "../stand-in-llm.ts";

/** Further than any two vectors are apart. */
const ANY = 2.0001;

/** How far the second question of each pair was found from the first; null where it was not taken for the same. */
export interface PairOutcomes {
  /** 0 for the same question word by word. */
  distances: (number | null)[];
  /** Pairs that are the same question word by word, as the module sees it. */
  exact: number;
  missing: string[];
}

/**
 * Teaches the module the first question of each pair and asks it the second, each pair in a scope of its own, with
 * nothing but the guards to refuse a neighbour.
 */
export async function runPairs(
  wasm: string,
  vectors: Vectors,
  pairs: readonly Pair[],
  config: Section,
): Promise<PairOutcomes> {
  const open = merged(config, { link: false, vector: { threshold: ANY, margin: 0 } });
  const gateway = await Gateway.open(wasm, vectors, null, open);
  const result: PairOutcomes = { distances: [], exact: 0, missing: [] };
  pairs.forEach(({ a, b }, i) => {
    const teaching = asking(a, `pair ${i}`);
    gateway.ask(teaching).respond(saying("The answer.", teaching));
    gateway.settle();
    const stream = gateway.ask(asking(b, `pair ${i}`));
    const kind = stream.answered?.header("x-ai-cache");
    if (kind === "hit") result.exact++;
    if (kind === "hit") result.distances.push(0);
    else if (kind === undefined) result.distances.push(null);
    else result.distances.push(Number(stream.answered!.header("x-ai-cache-distance")));
    if (!stream.isGone) stream.leave();
    gateway.settle();
    gateway.forget();
  });
  result.missing.push(...gateway.embedding.missing);
  return result;
}
