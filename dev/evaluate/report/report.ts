import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { PROJECT } from "../../stack/binaries.ts";
import type { Context } from "../context.ts";
import type { Section } from "../merged.ts";
import type { PairsReport } from "../pairs/evaluate.ts";
import type { StreamReport } from "../stream/evaluate.ts";

/** `report.json`. `docs/evaluation.md` tells of every field; a field that is there stays what it is. */
export interface Report {
  version: 1;
  /** When, as ISO 8601. */
  created: string;
  module: { file: string; sha256: string };
  embedder: { name: string; model: string; dimension: number };
  config: Section;
  budgets: number[];
  pairs: PairsReport[];
  streams: StreamReport[];
}

/** The head of a report; what was measured comes into its lists. */
export function newReport({ wasm, source, file, config, budgets }: Context, created = new Date()): Report {
  return {
    version: 1,
    created: created.toISOString(),
    module: {
      file: relative(PROJECT, wasm),
      sha256: createHash("sha256").update(readFileSync(wasm)).digest("hex"),
    },
    embedder: { name: source.name, model: source.model, dimension: file.dimension },
    config,
    budgets,
    pairs: [],
    streams: [],
  };
}
