import type { HashedEmbedder } from "../../../dev/embedding/hashed.ts";
import type { Stack } from "../../../dev/stack/stack.ts";

/** From now on `text` is at exactly this cosine distance from `other`, with the hashed embedding; `text` itself. */
export function near(stack: Stack, text: string, other: string, distance: number): string {
  (stack.embedder as HashedEmbedder).near(text, other, distance);
  return text;
}
