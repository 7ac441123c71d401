import { Slice } from "../bytes/slice";
import { CharClass, classOf, codeAt, sizeAt } from "./characters";
import { Flag, Kind, Sense, kindOf, sense } from "./sense";
import { VOCABULARY } from "./vocabulary";
import { SURFACE, mix } from "./word-hash";

/** Characters in the longest words that are looked for. */
const MAX_CHARACTERS = 6;

/** Finds the words in a script without spaces, one after the other. */
export class HanWord {
  /** Of the last word found. */
  hash: u32 = 0;
  sense: Sense = 0;
  end: i32 = 0;

  /** Finds the longest word of the vocabulary that begins at `at`, or else one character. */
  find(text: Slice, at: i32): void {
    const first = at + sizeAt(text, at);
    this.take(mix(SURFACE, codeAt(text, at, first - at)), first);
    const firstHash = this.hash;
    this.findLonger(text);
    const isDenying = this.end > first && kindOf(VOCABULARY.sense(firstHash)) == Kind.Negation;
    // 不同意 is 不 and 同意, and not 不同 and 意.
    if (isDenying && isCut(text, first, this.end)) this.take(firstHash, first);
    if (this.sense == 0) this.sense = sense(Kind.Word, 0, Flag.Single);
  }

  private findLonger(text: Slice): void {
    let hash = this.hash;
    for (let i = 1, end = this.end; i < MAX_CHARACTERS && end < text.length; i++) {
      const size = sizeAt(text, end);
      const code = codeAt(text, end, size);
      if (classOf(code) != CharClass.Han) return;
      hash = mix(hash, code);
      end += size;
      if (VOCABULARY.sense(hash) != 0) this.take(hash, end);
    }
  }

  private take(hash: u32, end: i32): void {
    this.hash = hash;
    this.sense = VOCABULARY.sense(hash);
    this.end = end;
  }
}

/** Whether a word that ends at `end` would cut another in two, of which it has the character at `at`. */
function isCut(text: Slice, at: i32, end: i32): bool {
  const size = sizeAt(text, at);
  if (at + size != end || end >= text.length) return false;
  const hash = mix(SURFACE, codeAt(text, at, size));
  return VOCABULARY.sense(mix(hash, codeAt(text, end, sizeAt(text, end)))) != 0;
}
