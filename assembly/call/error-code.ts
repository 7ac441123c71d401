import { Slice } from "../bytes/slice";
import { JsonValue } from "../json/value";

/**
 * An upstream's own code for an error (`InvalidApiKey`, …) in brackets, for the log; empty where there is none.
 * Its message is never told, as it may quote the key or the user's words.
 */
export function errorCode(code: JsonValue | null): string {
  const text: Slice | null = code == null ? null : code.text();
  return text == null ? "" : " (" + text.slice(0, 64).toString() + ")";
}
