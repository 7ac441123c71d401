import { Slice } from "../bytes/slice";
import { JsonValue } from "../json/value";

/** Longest code that is told, in bytes. */
const LONGEST = 64;

/**
 * An upstream's own code for an error (`InvalidApiKey`, `10163`, …) in brackets, for the log; empty where there is none,
 * or one that says that all is well. Its message is never told, as it may quote the key or the user's words.
 */
export function errorCode(code: JsonValue | null): string {
  if (code == null) return "";
  const text: Slice | null = code.isNumber ? code.raw : code.text();
  if (text == null || text.equals("0") || text.equals("200")) return "";
  return " (" + text.slice(0, LONGEST).toString() + ")";
}
