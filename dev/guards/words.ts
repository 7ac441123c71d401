import { Collection } from "../../assembly/guard/words/collection";
import { Lexicon } from "../../assembly/guard/words/lexicon";

// What dev/guards/pack.ts asks for, number by number.

const COLLECTION: Collection = new Collection();

/** 0 for the words, 1 for the pairs. */
export function slots(which: i32): i32 {
  return lexicon(which).slots;
}

export function keyAt(which: i32, slot: i32): u32 {
  return lexicon(which).keyAt(slot);
}

export function valueAt(which: i32, slot: i32): u32 {
  return lexicon(which).valueAt(slot);
}

export function unitCount(): i32 {
  return COLLECTION.units.length;
}

export function unitFamily(index: i32): i32 {
  return COLLECTION.units[index].packed;
}

export function unitFactor(index: i32): f64 {
  return COLLECTION.units[index].factor;
}

export function second(): i32 {
  return COLLECTION.unitNamed("seconds");
}

export function year(): i32 {
  return COLLECTION.unitNamed("year");
}

export function percent(): i32 {
  return COLLECTION.unitNamed("percent");
}

function lexicon(which: i32): Lexicon {
  return which == 0 ? COLLECTION.words : COLLECTION.pairs;
}
