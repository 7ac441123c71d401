import type { Embedder } from "../embedding/embedder.ts";
import { padded } from "./dashscope/models.ts";

/** `input` as texts; null where it is no text or list of texts, or one of them is empty. */
export function readTexts(input: unknown): string[] | null {
  const texts: unknown[] = Array.isArray(input) ? input : [input];
  return texts.length > 0 && texts.every((text) => typeof text === "string" && text !== "")
    ? (texts as string[])
    : null;
}

/**
 * The vectors of `texts`, with zeros up to `dimension`, which changes no cosine; null for fewer numbers than the embedder
 * makes, as cutting would change it.
 */
export async function vectorsOf(
  embedder: Embedder,
  texts: string[],
  dimension: unknown,
): Promise<number[][] | null> {
  const wanted = typeof dimension === "number" ? dimension : embedder.dimension;
  if (wanted < embedder.dimension) return null;
  return (await embedder.embed(texts)).map((vector) => padded(vector, wanted));
}
