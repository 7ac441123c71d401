import type { Section } from "../merged.ts";
import { Gateway } from "../played/gateway.ts";
import { asking } from "../stand-in-llm.ts";
import { shareVectors, Vectors } from "./vectors.ts";

/**
 * The texts that the module wants embedded for `questions`: it may fold white space, or look a question up exactly
 * only. The module itself is asked, with no vector at hand.
 */
export async function wantedTexts(
  wasm: string,
  config: Section,
  questions: Iterable<string>,
): Promise<string[]> {
  const nothing = new Vectors(shareVectors([], [], () => undefined));
  const gateway = await Gateway.open(wasm, nothing, null, config);
  for (const question of questions) {
    gateway.ask(asking(question)).leave();
    gateway.settle();
  }
  return [...gateway.embedding.missing];
}
