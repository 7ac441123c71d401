import { setTimeout as sleep } from "node:timers/promises";
import type { Embedder } from "../../embedding/embedder.ts";
import { question as questionOf } from "../../standins/llm/chat.ts";
import { Stack } from "../../stack/stack.ts";
import { COLLECTION } from "../../stack/wiring.ts";
import type { VectorFile } from "../embeddings/vector-file.ts";
import type { Row } from "../input/rows.ts";
import { merged, type Section } from "../merged.ts";
import { asking } from "../stand-in-llm.ts";
import { Asked, type Got } from "./asked.ts";
import type { Outcomes } from "./outcome.ts";

const PREFIX = "ai-cache:";
const PATIENCE_MS = 10_000;
const PAUSE_MS = 2;

/** Vectors that are on disk, as an embedding service gives them. */
export function filed(file: VectorFile): Embedder {
  return {
    dimension: file.dimension,
    embed: (texts) =>
      Promise.resolve(
        texts.map((text) => {
          const vector = file.vector(text);
          if (!vector) throw new Error(`no vector of «${text}» on disk`);
          return Array.from(vector);
        }),
      ),
    close: () => Promise.resolve(),
  };
}

/**
 * Asks the questions of a stream in a real Envoy, one after the other, each stored before the next: the outcomes are
 * to be those of `runStream`.
 * @param onRow called after each question
 */
export async function runInEnvoy(
  { wasm, file, rows }: { wasm: string; file: VectorFile; rows: readonly Row[] },
  config: Section,
  onRow: () => void = () => undefined,
): Promise<Outcomes> {
  const stack = await Stack.start({
    wasm,
    embedder: filed(file),
    config: (usual) => merged(usual, config),
    logLevel: "warning",
  });
  try {
    const asked = new Asked(rows);
    for (const [i, row] of rows.entries()) {
      asked.take(i, await ask(stack, row));
      onRow();
    }
    return asked.outcomes;
  } finally {
    await stack.close();
  }
}

async function ask(stack: Stack, row: Row): Promise<Got> {
  stack.llm.script = (chat) => (questionOf(chat) === row.question ? { content: row.answer } : null);
  const searches = stack.dashvector.requestCount;
  const response = await fetch(`${stack.url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: asking(row.question),
  });
  const got = {
    header: (name: string) => response.headers.get(name) ?? undefined,
    text: await response.text(),
  };
  const key = got.header("x-ai-cache-key");
  if (got.header("x-ai-cache") !== "miss" || key === undefined) return got;
  // What was looked for by its vector is stored by it too, after its entry.
  const isSearched = stack.dashvector.requestCount > searches;
  await until(key, async () =>
    isSearched ? hasDocument(stack, key) : (await stack.redis.client.exists(PREFIX + key)) > 0,
  );
  return got;
}

function hasDocument(stack: Stack, key: string): boolean {
  return stack.dashvector.documents(COLLECTION).some(({ id }) => id === key);
}

async function until(key: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`the answer under ${key} was not stored in ${PATIENCE_MS} ms`);
    await sleep(PAUSE_MS);
  }
}
