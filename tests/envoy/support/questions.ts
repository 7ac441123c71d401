import { createHash } from "node:crypto";

const WORDS = 8;
let number = 0;

/**
 * A question that no other test asks. It shares at most the words of `topic` with another one, so that the hashed
 * embedding puts them far apart.
 */
export function fresh(topic = ""): string {
  const hash = createHash("sha256").update(`${process.pid} ${++number}`).digest("hex");
  // Letters alone: a word with digits is a name of its own, which guards do not take for another.
  const letters = hash.replaceAll(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)]!);
  const words = Array.from({ length: WORDS }, (_, i) => `w${letters.slice(i * 6, i * 6 + 6)}`);
  return [...(topic ? [topic] : []), ...words].join(" ");
}
