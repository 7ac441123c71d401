import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Context } from "../../../../dev/evaluate/context.ts";
import { hashed } from "../../../../dev/evaluate/embeddings/local.ts";
import { VectorFile } from "../../../../dev/evaluate/embeddings/vector-file.ts";
import { silent } from "../../../../dev/evaluate/progress.ts";
import { PROJECT } from "../../../../dev/stack/binaries.ts";
import { folder } from "./files.ts";

/** An evaluation of the built module that embeds by words and keeps nothing. */
export function contextOf(t: TestContext): Context {
  const dir = folder(t);
  return {
    wasm: process.env.AI_CACHE_WASM || join(PROJECT, "build/ai-cache.wasm"),
    config: {},
    budgets: [0.02, 0.05],
    source: hashed,
    file: new VectorFile(join(dir, "vectors.f32")),
    lists: join(dir, "neighbours"),
    envoy: false,
    progress: silent,
  };
}
