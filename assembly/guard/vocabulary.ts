import { Contrast, pairKey } from "./contrast";
import { PackedTable } from "./packed-table";
import { Sense } from "./sense";
import {
  PAIR_SIZES,
  PAIR_CELLS,
  PERCENT,
  SECOND,
  SENSES,
  UNIT_FACTORS,
  UNIT_FAMILIES,
  WORD_SIZES,
  WORD_CELLS,
  YEAR,
} from "./tables";
import { Unit } from "./unit";

/**
 * All that the guards know of words, the same for every configuration. It is written down in words/, of which nothing is
 * in the module, and packed by `make words`.
 */
export class Vocabulary {
  /** By the value of `Kind.Unit`. */
  readonly units: Unit[];
  /** Units that are also told otherwise than by their names. */
  readonly second: Unit;
  readonly year: Unit;
  readonly percent: Unit;
  private readonly words: PackedTable = new PackedTable(WORD_SIZES, WORD_CELLS);
  private readonly pairs: PackedTable = new PackedTable(PAIR_SIZES, PAIR_CELLS);

  constructor() {
    const units = unpackUnits();
    this.units = units;
    this.second = units[SECOND];
    this.year = units[YEAR];
    this.percent = units[PERCENT];
  }

  /** What is known of the word or stem with this hash; 0 for nothing. */
  sense(hash: u32): Sense {
    return unchecked(SENSES[this.words.find(hash)]);
  }

  /** How the words with these hashes stand to one another, in either order. */
  contrast(a: u32, b: u32): Contrast {
    return <Contrast>this.pairs.find(pairKey(a, b));
  }
}

function unpackUnits(): Unit[] {
  const units = new Array<Unit>();
  for (let i = 0; i < UNIT_FACTORS.length; i++) units.push(Unit.unpack(UNIT_FAMILIES[i], UNIT_FACTORS[i]));
  return units;
}

export const VOCABULARY: Vocabulary = new Vocabulary();
