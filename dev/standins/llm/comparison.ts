import { type ChatRequest, question } from "./chat.ts";

/** A number, its sign and decimals aside. */
const NUMBER = /\p{N}+/gu;

/**
 * What the stand-in says to who wants two texts compared: the user's last message is a JSON object with the strings
 * `first` and `second`, as the filter's verifier sends it. "yes" where both name the same numbers in the same order,
 * else "no": so that a question about 10 dollars is not one about 100, and a test can have either answer. Null where
 * nothing is to be compared.
 */
export function comparison(chat: ChatRequest): "yes" | "no" | null {
  let texts: { first?: unknown; second?: unknown } | null;
  try {
    texts = JSON.parse(question(chat)) as typeof texts;
  } catch {
    return null;
  }
  const { first, second } = texts ?? {};
  if (typeof first !== "string" || typeof second !== "string") return null;
  return numbers(first) === numbers(second) ? "yes" : "no";
}

function numbers(text: string): string {
  return (text.match(NUMBER) ?? []).join(" ");
}
