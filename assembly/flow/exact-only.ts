import { Config } from "../config/config";
import { Key } from "../key/key";
import { isVolatile } from "../key/volatile";
import { Semantic } from "./backends";

/** Why a question is looked up exactly only, as a label; empty where it is not. */
export function whyExactOnly(key: Key, config: Config, semantic: Semantic): string {
  // What the embedding model would cut off could make the difference.
  if (key.question.length > semantic.embedder.maxTextBytes) return "too_long";
  const maxTurns = config.limits.maxTurns;
  if (maxTurns > 0 && key.turns > maxTurns) return "turns";
  const volatile = config.volatile;
  if (volatile != null && isVolatile(key.question, volatile.words)) return "volatile";
  return "";
}
