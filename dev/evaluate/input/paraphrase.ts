import { createHash } from "node:crypto";
import type { Row } from "./rows.ts";

/**
 * What an answer says, sentence by sentence, and the words it may choose for each; `@` stands for the answer. As from an
 * LLM that is asked twice, the matter stays and the words change: with all-MiniLM two of them are 0.05 apart (median;
 * nine in ten are nearer than 0.12), and those of two labels of BANKING77 0.5.
 */
const SENTENCES = [
  ["This is about @.", "Your question is about @.", "You are asking about @.", "You want to know about @."],
  [
    "To settle @, open the app, choose the page on @ and follow the steps there.",
    "To sort out @, open the app, choose the page on @ and follow the steps there.",
    "For @, open the app, choose the page on @ and follow the steps there.",
  ],
  [
    "If that does not help, write to our support and mention @.",
    "Should that not work, contact our support about @.",
    "If you are still stuck, tell our support that it is about @.",
  ],
];

/**
 * The same rows with each answer in varying words, as an LLM gives them, chosen by the answer and its running
 * number. What is true stays what it was.
 */
export function paraphrased(rows: readonly Row[]): Row[] {
  return rows.map((row, number) => ({ ...row, answer: paraphrase(row.answer, number) }));
}

/** `answer` in other words; underscores, as labels have them, become spaces. */
export function paraphrase(answer: string, number: number): string {
  const hash = createHash("sha256").update(`${number} ${answer}`).digest();
  const sentences = SENTENCES.map((choices, i) => choices[hash[i]! % choices.length]!);
  return sentences.join(" ").replaceAll("@", () => answer.replaceAll("_", " "));
}
