import type { Context } from "../context.ts";
import { embedAll } from "../embeddings/embed-all.ts";
import { shareVectors, Vectors } from "../embeddings/vectors.ts";
import { wantedTexts } from "../embeddings/wanted.ts";
import { type Pair, readPairs } from "../input/pairs.ts";
import { merged } from "../merged.ts";
import { curve, type Point } from "./curve.ts";
import { compareGuards, type Guards } from "./guards.ts";
import { type PairOutcomes, runPairs } from "./run.ts";

/** A pair that is taken for the same question and is not. */
export interface WrongPair {
  distance: number;
  a: string;
  b: string;
}

/** What came of one set of pairs; `docs/evaluation.md` tells of every field. */
export interface PairsReport {
  file: string;
  pairs: number;
  /** Pairs that are the same question. */
  same: number;
  /** Pairs that are the same question word by word. */
  exact: number;
  /** By threshold, without guards and with them. */
  unguarded: Point[];
  guarded: Point[];
  guards: Guards;
  /** The nearest pairs that are taken for the same with guards, and are not. */
  worst: WrongPair[];
  seconds: number;
}

const TOLD = 50;

/** Measures a set of pairs, with guards and without. */
export async function evaluatePairs(context: Context, file: string): Promise<PairsReport> {
  const begun = performance.now();
  const pairs = readPairs(file);
  const { wasm, config } = context;
  const vectors = await embedded(context, pairs);
  const bar = context.progress.begin(`Asking pairs of ${file}`, 2);
  const without = await runPairs(wasm, vectors, pairs, merged(config, { guards: false }));
  bar.step(1);
  const guarded = await runPairs(wasm, vectors, pairs, config);
  bar.step(1);
  bar.end();
  for (const outcomes of [without, guarded]) check(outcomes);
  return {
    file,
    pairs: pairs.length,
    same: pairs.filter(({ same }) => same).length,
    exact: guarded.exact,
    unguarded: curve(pairs, without.distances),
    guarded: curve(pairs, guarded.distances),
    guards: compareGuards(pairs, without.distances, guarded.distances),
    worst: worst(pairs, guarded.distances),
    seconds: (performance.now() - begun) / 1000,
  };
}

async function embedded({ wasm, config, source, file, progress }: Context, pairs: Pair[]): Promise<Vectors> {
  const questions = pairs.flatMap(({ a, b }) => [a, b]);
  const texts = await wantedTexts(wasm, config, questions);
  await embedAll(source, file, texts, progress);
  return new Vectors(shareVectors(texts, [], (text) => file.vector(text)));
}

/** Nothing but questions is embedded, and each of them was. */
function check({ missing }: PairOutcomes): void {
  if (missing.length > 0)
    throw new Error(`the module wants other texts embedded: ${missing.slice(0, 3).join(" | ")}`);
}

function worst(pairs: readonly Pair[], distances: readonly (number | null)[]): WrongPair[] {
  const wrong = pairs.flatMap(({ a, b, same }, i): WrongPair[] => {
    const distance = distances[i] ?? null;
    return same || distance === null ? [] : [{ distance, a, b }];
  });
  return wrong.sort((x, y) => x.distance - y.distance).slice(0, TOLD);
}
