import { Slice } from "../bytes/slice";

/**
 * Whether a question is about now, so that its answer is soon out of date: it holds one of `words`, in lower case. A
 * word of letters has to stand alone (`now` is not in `know`); letter case counts outside of ASCII only.
 */
export function isVolatile(question: Slice, words: Slice[]): bool {
  for (let i = 0; i < words.length; i++) if (holds(question, words[i])) return true;
  return false;
}

function holds(text: Slice, word: Slice): bool {
  const last = text.length - word.length;
  for (let at = 0; at <= last; at++) {
    if (!startsAt(text, at, word)) continue;
    const end = at + word.length;
    const isCutBefore = at > 0 && isLetter(text.at(at - 1)) && isLetter(word.at(0));
    const isCutAfter = end < text.length && isLetter(text.at(end)) && isLetter(word.at(word.length - 1));
    if (!isCutBefore && !isCutAfter) return true;
  }
  return false;
}

function startsAt(text: Slice, at: i32, word: Slice): bool {
  for (let i = 0; i < word.length; i++) {
    const byte = text.at(at + i);
    const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    if (lower != word.at(i)) return false;
  }
  return true;
}

/** A letter or digit of ASCII. */
function isLetter(byte: u8): bool {
  const lower = byte | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
}
