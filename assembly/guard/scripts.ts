/** A script, or the sort of it that a reader of another cannot read. */
export const enum Script {
  Latin,
  Han,
  Kana,
  Hangul,
  Cyrillic,
  Greek,
  Arabic,
  Hebrew,
  Indic,
}

const COUNT = 9;
/** Words that are counted of a text, and bits in which each count finds room. */
const MAX_WORDS = 100;
const BITS = 7;
/** A text is mainly in a script when so many of ten words are. */
const MAINLY = 7;

/** How many words of a text are in which script; characters of scripts without spaces are words. */
export class Scripts {
  private counts: u64 = 0;
  private words: i32 = 0;

  /** Counts a word by its first character. */
  add(code: u32): void {
    if (this.words == MAX_WORDS) return;
    this.words++;
    this.counts += (<u64>1) << (BITS * scriptOf(code));
  }

  /** The script that the text is mainly in; -1 for none, or too few words to tell. */
  get main(): i32 {
    // Japanese is written in Han and kana, and only it has the latter.
    if (this.count(Script.Kana) * 5 > this.words) return Script.Kana;
    if (this.words < 2) return -1;
    for (let i = 0; i < COUNT; i++) if (this.count(i) * 10 >= this.words * MAINLY) return i;
    return -1;
  }

  private count(script: Script): i32 {
    return (<i32>(this.counts >> (BITS * script))) & ((1 << BITS) - 1);
  }
}

function scriptOf(code: u32): Script {
  if (code < 0x370) return Script.Latin;
  if (code < 0x400) return Script.Greek;
  if (code < 0x530) return Script.Cyrillic;
  if (code < 0x600) return Script.Hebrew;
  if (code < 0x900) return Script.Arabic;
  if (code < 0x1100) return Script.Indic;
  if (code < 0x1200) return Script.Hangul;
  if (code < 0x3000) return Script.Latin;
  if (code >= 0x3040 && code < 0x3100) return Script.Kana;
  return code >= 0xac00 && code < 0xd7b0 ? Script.Hangul : Script.Han;
}
