import { createHash } from "node:crypto";

const WORDS = 8;
let number = 0;

/**
 * A question that no other test asks. It shares at most the words of `topic` with another one, so that the hashed
 * embedding puts them far apart.
 */
export function fresh(topic = ""): string {
  const hash = createHash("sha256").update(`${process.pid} ${++number}`).digest("hex");
  const words = Array.from({ length: WORDS }, (_, i) => `w${hash.slice(i * 6, i * 6 + 6)}`);
  return [...(topic ? [topic] : []), ...words].join(" ");
}
