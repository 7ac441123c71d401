import { Slice } from "./slice";

/** No further word. */
const NONE: i32 = -1;

/** Words to be looked for in texts, all of them in one pass. They are in lower case, and none is empty. */
export class WordList {
  /** For each byte the first of the words that begin with it. */
  private readonly first: StaticArray<i32> = new StaticArray<i32>(256);
  /** For each word the next one that begins with the same byte. */
  private readonly next: StaticArray<i32>;

  constructor(private readonly words: Slice[]) {
    this.next = new StaticArray<i32>(words.length);
    this.first.fill(NONE);
    for (let i = 0; i < words.length; i++) {
      const byte = words[i].at(0);
      this.next[i] = this.first[byte];
      this.first[byte] = i;
    }
  }

  /**
   * Whether `text` holds one of them. A word of letters has to stand alone (`now` is not in `know`); letter case counts
   * outside of ASCII only.
   */
  isIn(text: Slice): bool {
    const length = text.length;
    let wasLetter = false;
    for (let at = 0; at < length; at++) {
      const byte = lower(text.at(at));
      const isInWord = wasLetter;
      wasLetter = isLetter(byte);
      if (isInWord && wasLetter) continue;
      for (let i = unchecked(this.first[byte]); i != NONE; i = this.next[i]) {
        if (standsAt(text, at, this.words[i])) return true;
      }
    }
    return false;
  }
}

/** Whether `word` is at `at`, and no letter that would make it another one follows. */
function standsAt(text: Slice, at: i32, word: Slice): bool {
  const end = at + word.length;
  if (end > text.length) return false;
  for (let i = 1; i < word.length; i++) if (lower(text.at(at + i)) != word.at(i)) return false;
  return end == text.length || !isLetter(lower(text.at(end))) || !isLetter(word.at(word.length - 1));
}

function lower(byte: u8): u8 {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}

/** A letter, in lower case, or a digit of ASCII. */
function isLetter(byte: u8): bool {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x30 && byte <= 0x39);
}
