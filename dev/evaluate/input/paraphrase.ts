import { createHash } from "node:crypto";
import type { Row } from "./rows.ts";

/** `@` stands for the answer. */
const FRAMES = [
  "This is about @.",
  "Your question concerns @.",
  "You are asking about @; here is what to do about it.",
  "That falls under @, which our help pages explain.",
  "It looks like a matter of @. Please follow the steps below.",
  "Thank you for writing to us. The topic here is @.",
  "For @ there is a simple way: open the app and look under that heading.",
  "I can help with @. Let me walk you through it.",
  "What you describe is known as @, and it is usually settled within a day.",
  "Certainly! Regarding @, the following applies.",
  "In short: @.",
  "Customers often ask about @. This is the usual reply.",
  "Let us look at @ together, one step after the other.",
  "The answer depends on @; see the details in your account.",
];

/**
 * The same rows with each answer in varying words, as an LLM gives them: a sentence around it, chosen by the answer and
 * its running number. What is true stays what it was.
 */
export function paraphrased(rows: readonly Row[]): Row[] {
  return rows.map((row, number) => ({ ...row, answer: paraphrase(row.answer, number) }));
}

/** `answer` in other words; underscores, as labels have them, become spaces. */
export function paraphrase(answer: string, number: number): string {
  const hash = createHash("sha256").update(`${number} ${answer}`).digest();
  const frame = FRAMES[hash.readUInt32LE(0) % FRAMES.length]!;
  return frame.replace("@", () => answer.replaceAll("_", " "));
}
