import { PackedTable } from "../../assembly/guard/packed-table";
import { PAIR_SIZES, PAIR_CELLS, WORD_CELLS } from "../../assembly/guard/tables";
import { VOCABULARY } from "../../assembly/guard/vocabulary";
import { Collection } from "../../assembly/guard/words/collection";
import { Lexicon } from "../../assembly/guard/words/lexicon";

/** The lists, which the module has packed. */
const LISTS: Collection = new Collection();
const PAIRS: PackedTable = new PackedTable(PAIR_SIZES, PAIR_CELLS);

describe("the packed vocabulary, which `make words` makes", () => {
  test("has every word of the lists in its sense, and no other", () => {
    const others = differing(LISTS.words, (key: u32): u32 => VOCABULARY.sense(key));
    expect(others).toBe(0, "words in another sense");
    expect(WORD_CELLS.length).toBe(filled(LISTS.words));
  });

  test("has every pair of opposites, and no other", () => {
    const others = differing(LISTS.pairs, (key: u32): u32 => PAIRS.find(key));
    expect(others).toBe(0, "pairs of another contrast");
    expect(PAIR_CELLS.length).toBe(filled(LISTS.pairs));
  });

  test("knows nothing of a word that is nearly one of them", () => {
    let found = 0;
    for (let slot = 0; slot < LISTS.words.slots; slot++) {
      // The bits that choose the bucket, those of the cell, and the last of each.
      const key = LISTS.words.keyAt(slot);
      for (let bit = 0; bit < 32; bit++) {
        const other = key ^ (1 << bit);
        if (VOCABULARY.sense(other) != LISTS.words.find(other)) found++;
      }
    }
    expect(found).toBe(0);
  });

  test("has every unit, as it is in the lists", () => {
    expect(VOCABULARY.units.length).toBe(LISTS.units.length);
    for (let i = 0; i < LISTS.units.length; i++) {
      const unit = VOCABULARY.units[i];
      const listed = LISTS.units[i];
      expect(unit.factor).toBe(listed.factor);
      expect(unit.packed).toBe(listed.packed);
      expect(unit.isPound).toBe(listed.isPound);
      expect(unit.isCalledPound).toBe(listed.isCalledPound);
    }
    expect(VOCABULARY.units.indexOf(VOCABULARY.second)).toBe(LISTS.unitNamed("seconds"));
    expect(VOCABULARY.units.indexOf(VOCABULARY.year)).toBe(LISTS.unitNamed("year"));
    expect(VOCABULARY.units.indexOf(VOCABULARY.percent)).toBe(LISTS.unitNamed("percent"));
  });
});

/** How many entries of a list are something else to `find`. */
function differing(list: Lexicon, find: (key: u32) => u32): i32 {
  let count = 0;
  for (let slot = 0; slot < list.slots; slot++) {
    const value = list.valueAt(slot);
    if (value != 0 && find(list.keyAt(slot)) != value) count++;
  }
  return count;
}

function filled(list: Lexicon): i32 {
  let count = 0;
  for (let slot = 0; slot < list.slots; slot++) if (list.valueAt(slot) != 0) count++;
  return count;
}
