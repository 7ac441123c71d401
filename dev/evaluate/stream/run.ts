import type { Vectors } from "../embeddings/vectors.ts";
import type { Row } from "../input/rows.ts";
import type { Section } from "../merged.ts";
import { Gateway } from "../played/gateway.ts";
import type { NeighbourLists } from "../played/neighbour-lists.ts";
import { asking, saying } from "../stand-in-llm.ts";
import { Asked } from "./asked.ts";
import type { Outcomes } from "./outcome.ts";

/** Everything that a stream is run with, whatever the setting. */
export interface Ground {
  /** File of the module. */
  wasm: string;
  vectors: Vectors;
  lists: NeighbourLists | null;
  rows: readonly Row[];
}

/** Asks the questions of a stream one after the other, under one configuration, and tells what became of each. */
export async function runStream({ wasm, vectors, lists, rows }: Ground, config: Section): Promise<Outcomes> {
  const gateway = await Gateway.open(wasm, vectors, lists, config);
  const asked = new Asked(rows);
  rows.forEach((row, i) => {
    const body = asking(row.question);
    const stream = gateway.ask(body);
    if (!stream.answered) stream.respond(saying(row.answer, body));
    asked.take(i, stream.answered!);
    for (const key of gateway.settle()) asked.store(i, key);
  });
  return { ...asked.outcomes, missing: [...gateway.embedding.missing] };
}
