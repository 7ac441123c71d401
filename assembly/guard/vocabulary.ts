import { Slice } from "../bytes/slice";
import { addCalendar } from "./calendar";
import { addChinese } from "./chinese";
import { addEnglish } from "./english";
import { Lexicon } from "./lexicon";
import { addLinks } from "./links";
import { addNames } from "./names";
import { CHINESE, CHINESE_CONVERSE, CHINESE_LOOSE } from "./opposites-chinese";
import { ENGLISH, ENGLISH_CONVERSE, ENGLISH_LOOSE } from "./opposites-english";
import { valueOf } from "./sense";
import { Unit, Units } from "./units";
import { WordTable, WordWalk } from "./word-table";
import { stemHash } from "./word-hash";

/** Slots for the pairs of opposites, of which there are some two thousand. */
const SLOTS = 8192;

/** How two words stand to one another. */
export const enum Contrast {
  None,
  /** Opposites where the rest of the wording is the same. */
  Loose,
  /** The same, and the words beside them too. */
  Converse,
  /** Opposites wherever two texts are about the same. */
  Firm,
}

/** All that the guards know of words; the same for every configuration, filled when the module starts. */
export class Vocabulary {
  readonly words: Lexicon;
  readonly units: Unit[];
  /** Units that are also told otherwise than by their names. */
  readonly second: Unit;
  readonly year: Unit;
  readonly percent: Unit;
  private readonly pairs: Lexicon;

  constructor() {
    const table = new WordTable();
    const pairs = new Lexicon(SLOTS);
    addChinese(table);
    addEnglish(table);
    const units = new Units(table).all;
    addNames(table);
    addLinks(table);
    addCalendar(table);
    addOpposites(table, pairs, ENGLISH_LOOSE, Contrast.Loose);
    addOpposites(table, pairs, CHINESE_LOOSE, Contrast.Loose);
    addOpposites(table, pairs, ENGLISH_CONVERSE, Contrast.Converse);
    addOpposites(table, pairs, CHINESE_CONVERSE, Contrast.Converse);
    addOpposites(table, pairs, ENGLISH, Contrast.Firm);
    addOpposites(table, pairs, CHINESE, Contrast.Firm);
    this.words = table.words;
    this.pairs = pairs;
    this.units = units;
    this.second = units[indexOf(table, "seconds")];
    this.year = units[indexOf(table, "year")];
    this.percent = units[indexOf(table, "percent")];
  }

  /** How the words with these hashes stand to one another, in either order. */
  contrast(a: u32, b: u32): Contrast {
    return <Contrast>this.pairs.find(pairKey(a, b));
  }
}

/** Index in the table of units of the one with this name. */
function indexOf(table: WordTable, name: string): i32 {
  const text = Slice.of(name);
  return valueOf(table.words.find(stemHash(text, 0, text.length)));
}

function addOpposites(table: WordTable, pairs: Lexicon, rows: string, contrast: Contrast): void {
  const list = rows.split(";");
  for (let i = 0; i < list.length; i++) {
    const sides = list[i].split(" / ");
    const one = new WordWalk(sides[0]);
    while (one.next()) {
      table.markOpposable(one);
      const other = new WordWalk(sides[1]);
      while (other.next()) {
        table.markOpposable(other);
        pairs.put(pairKey(one.hash, other.hash), contrast);
      }
    }
  }
}

/** One key for both orders. */
function pairKey(a: u32, b: u32): u32 {
  return ((a + b) * 0x9e3779b1) ^ (a ^ b);
}

export const VOCABULARY: Vocabulary = new Vocabulary();
