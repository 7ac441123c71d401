import { Slice } from "../bytes/slice";
import { WordList } from "../bytes/word-list";

/** Whether a question is about now, so that its answer is soon out of date: it holds one of `words`. */
export function isVolatile(question: Slice, words: WordList): bool {
  return words.isIn(question);
}
