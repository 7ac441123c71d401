import { Slice } from "../../bytes/slice";
import { Lexicon } from "./lexicon";
import { Flag, Kind, Sense, sense } from "../sense";
import { stemHash, surfaceHash } from "../word-hash";

/** Slots for the words, of which there are some two thousand. */
const SLOTS = 8192;

/**
 * Fills a lexicon with words: as they stand, or for English words by their stems, so that inflections are found.
 * A later entry takes the place of an earlier one.
 */
export class WordTable {
  readonly words: Lexicon = new Lexicon(SLOTS);

  /** Adds words, separated by spaces, as they stand. */
  add(words: string, kind: Kind, value: u32 = 0, flags: u32 = 0): void {
    const walk = new WordWalk(words);
    while (walk.next()) this.words.put(walk.surface, sense(kind, value, flags));
  }

  /** The same, each `step` more than the one before it. */
  addInOrder(words: string, kind: Kind, first: u32, step: u32, flags: u32 = 0): void {
    const walk = new WordWalk(words);
    for (let value = first; walk.next(); value += step)
      this.words.put(walk.surface, sense(kind, value, flags));
  }

  /** Adds words with their inflections; Chinese has none. */
  addStems(words: string, kind: Kind, value: u32 = 0, flags: u32 = 0): void {
    const walk = new WordWalk(words);
    while (walk.next()) this.words.put(walk.hash, sense(kind, value, flags));
  }

  /** Remembers that the word, as it stands or by its stem, has an opposite. */
  markOpposable(walk: WordWalk): void {
    if (walk.isHan) {
      this.mark(walk.hash);
      return;
    }
    if (this.words.find(walk.surface) != 0) this.mark(walk.surface);
    this.mark(walk.hash);
  }

  private mark(key: u32): void {
    const known: Sense = this.words.find(key);
    this.words.put(key, (known == 0 ? sense(Kind.Word, 1) : known) | Flag.Opposable);
  }
}

/** Walks over the words of a text that are separated by single spaces. */
export class WordWalk {
  private readonly text: Slice;
  private at: i32 = 0;
  /** Hash of the current word as it stands. */
  surface: u32 = 0;
  /** Hash of the current word as tokens have it: of its stem, or of a Chinese word as it stands. */
  hash: u32 = 0;
  isHan: bool = false;

  constructor(words: string) {
    this.text = Slice.of(words);
  }

  next(): bool {
    if (this.at >= this.text.length) return false;
    let end = this.text.indexOf(0x20, this.at);
    if (end < 0) end = this.text.length;
    this.isHan = this.text.at(this.at) >= 0xe3;
    this.surface = surfaceHash(this.text, this.at, end);
    this.hash = this.isHan ? this.surface : stemHash(this.text, this.at, end);
    this.at = end + 1;
    return true;
  }
}
