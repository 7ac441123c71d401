import type { Progress } from "../progress.ts";
import type { Source } from "./source.ts";
import type { VectorFile } from "./vector-file.ts";

/** Sees to it that `file` has the vector of each of `texts`: those that are missing are asked for, in batches. */
export async function embedAll(
  source: Source,
  file: VectorFile,
  texts: Iterable<string>,
  progress: Progress,
): Promise<void> {
  const missing = [...new Set(texts)].filter((text) => !file.vector(text));
  if (missing.length === 0) return;
  // A batch is padded to its longest text: alike lengths together waste the least.
  missing.sort((a, b) => a.length - b.length);
  const bar = progress.begin(`Embedding with ${source.model}`, missing.length);
  const embedder = await source.open();
  try {
    for (let at = 0; at < missing.length; at += source.batch) {
      const batch = missing.slice(at, at + source.batch);
      file.append(batch, await embedder.embed(batch));
      bar.step(batch.length);
    }
  } finally {
    bar.end();
    await embedder.close();
  }
}
