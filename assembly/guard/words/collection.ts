import { addCalendar } from "./calendar";
import { addChinese } from "./chinese";
import { addEnglish } from "./english";
import { Lexicon } from "./lexicon";
import { addLinks } from "./links";
import { addNames } from "./names";
import { CHINESE, CHINESE_CONVERSE, CHINESE_LOOSE } from "./opposites-chinese";
import { ENGLISH, ENGLISH_CONVERSE, ENGLISH_LOOSE } from "./opposites-english";
import { valueOf } from "../sense";
import { Unit } from "../unit";
import { Contrast, pairKey } from "../contrast";
import { stemOf } from "../word-hash";
import { Units } from "./units";
import { WordTable, WordWalk } from "./word-table";

/** Slots for the pairs of opposites, of which there are some two thousand. */
const SLOTS = 8192;

/** All that the guards know of words, as it is written down: `make words` packs it for the module. */
export class Collection {
  /** Senses of words, by their hashes. */
  readonly words: Lexicon;
  /** Contrasts, by the keys of pairs. */
  readonly pairs: Lexicon;
  /** The units, by the value of `Kind.Unit`. */
  readonly units: Unit[];

  constructor() {
    const table = new WordTable();
    const pairs = new Lexicon(SLOTS);
    addChinese(table);
    addEnglish(table);
    this.units = new Units(table).all;
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
  }

  /** Index of the unit with this name. */
  unitNamed(name: string): i32 {
    return valueOf(this.words.find(stemOf(name)));
  }
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
