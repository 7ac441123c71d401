import { createHash } from "node:crypto";

/** Words of a question: with the other order of two of them, it is near by its embedding. */
const WORDS = 10;
/** Begins the questions whose answers take long. */
const LONG = "lengthily";

/** Begins those that several ask at once: answered within the time that one request waits for another's answer. */
const SHARED = "slowly";
const SHARED_SECONDS = 5;

/** The model that every request names. */
export const MODEL = "gpt-4o-mini";

/** Question number `number` of `kind`: it shares no word with any other, so that embeddings are far apart. */
export function question(kind: string, number: number): string {
  const hash = createHash("sha512").update(`${kind} ${number}`).digest("hex");
  // Letters alone: what has digits is a name of its own to the guards.
  const letters = hash.replaceAll(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)]!);
  return Array.from({ length: WORDS }, (_, i) => `w${letters.slice(i * 8, i * 8 + 8)}`).join(" ");
}

/** The same question in another order of its words. */
export function reworded(question: string): string {
  const words = question.split(" ");
  return [...words.slice(0, -2), words.at(-1), words.at(-2)].join(" ");
}

/** A question of `kind` whose answer takes long. */
export function longQuestion(kind: "long" | "shared", number: number): string {
  return `${kind === "long" ? LONG : SHARED} ${question(kind, number)}`;
}

/** How long the answer takes, where a long one takes `longest`; 0 for at once. Seconds. */
export function secondsOf(question: string, longest: number): number {
  if (question.startsWith(`${LONG} `)) return longest;
  return question.startsWith(`${SHARED} `) ? Math.min(SHARED_SECONDS, longest) : 0;
}
