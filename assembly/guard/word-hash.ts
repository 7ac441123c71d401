import { Slice } from "../bytes/slice";
import { letterAt, sizeAt } from "./characters";

/** Where the hash of a word as it stands begins (FNV-1a over characters, https://datatracker.ietf.org/doc/draft-eastlake-fnv/). */
export const SURFACE: u32 = 0x811c9dc5;
/** Where the hash of a stem begins, so that a stem is never taken for a word. */
const STEM: u32 = 0x2f0b4a47;

@inline
export function mix(hash: u32, code: u32): u32 {
  return (hash ^ code) * 0x01000193;
}

/** Hash of the word in bytes `[from, to)`, letter case aside. */
export function surfaceHash(text: Slice, from: i32, to: i32): u32 {
  return hashFrom(SURFACE, text, from, to);
}

/**
 * Hash of the stem of the English word in bytes `[from, to)`: `enables`, `enabled` and `enabling` have one hash. Too
 * rough to be shown to anyone; words of other alphabets are their own stems.
 */
export function stemHash(text: Slice, from: i32, to: i32): u32 {
  let end = withoutPossessive(text, from, to);
  if (!isAscii(text, from, end)) return hashFrom(STEM, text, from, end);
  let tail: u32 = 0;
  if (end - from > 4 && (ends(text, end, "ies") || ends(text, end, "ied"))) {
    end -= 3;
    tail = 0x79;
  } else {
    end = withoutPlural(text, from, end);
    const stem = withoutEnding(text, from, end);
    if (stem < end && stem - from == 3 && isDropped(text, from)) tail = 0x65;
    end = stem;
    if (end - from >= 4 && at(text, end) == at(text, end - 1) && isConsonant(at(text, end))) end--;
    else if (end - from >= 5 && at(text, end) == 0x65) end--;
  }
  const hash = hashFrom(STEM, text, from, end);
  return tail == 0 ? hash : mix(hash, tail);
}

function hashFrom(seed: u32, text: Slice, from: i32, to: i32): u32 {
  let hash = seed;
  for (let i = from; i < to; ) {
    const size = sizeAt(text, i);
    hash = mix(hash, letterAt(text, i, size));
    i += size;
  }
  return hash;
}

function isAscii(text: Slice, from: i32, to: i32): bool {
  for (let i = from; i < to; i++) if (text.at(i) >= 0x80) return false;
  return true;
}

function withoutPossessive(text: Slice, from: i32, to: i32): i32 {
  if (to - from < 3 || at(text, to) != 0x73) return to;
  if (text.at(to - 2) == 0x27) return to - 2;
  const isCurly = to - from > 4 && text.at(to - 2) == 0x99 && text.at(to - 3) == 0x80 && text.at(to - 4) == 0xe2;
  return isCurly ? to - 4 : to;
}

function withoutPlural(text: Slice, from: i32, to: i32): i32 {
  if (to - from < 4 || at(text, to) != 0x73) return to;
  if (ends(text, to, "ss") || ends(text, to, "us") || ends(text, to, "is")) return to;
  const isHissing =
    ends(text, to, "xes") || ends(text, to, "ches") || ends(text, to, "shes") || ends(text, to, "sses");
  return isHissing ? to - 2 : to - 1;
}

/** Without `ing` and `ed`, where a vowel is left. */
function withoutEnding(text: Slice, from: i32, to: i32): i32 {
  let end = to;
  if (ends(text, to, "ing") && to - from > 5) end = to - 3;
  else if (ends(text, to, "ed") && to - from > 4 && at(text, to - 2) != 0x65) end = to - 2;
  for (let i = from; i < end; i++) if (!isConsonant(text.at(i) | 0x20)) return end;
  return to;
}

/** Whether a stem of three letters has lost an `e`, as that of `making`. */
function isDropped(text: Slice, from: i32): bool {
  const last = text.at(from + 2) | 0x20;
  if (last == 0x77 || last == 0x78 || last == 0x79 || !isConsonant(last)) return false;
  return isConsonant(text.at(from) | 0x20) && !isConsonant(text.at(from + 1) | 0x20);
}

/** The last letter before `end`, in lower case. */
@inline
function at(text: Slice, end: i32): u32 {
  return text.at(end - 1) | 0x20;
}

function ends(text: Slice, to: i32, ending: string): bool {
  const from = to - ending.length;
  if (from < 0) return false;
  for (let i = 0; i < ending.length; i++) {
    if (<i32>(text.at(from + i) | 0x20) != ending.charCodeAt(i)) return false;
  }
  return true;
}

function isConsonant(letter: u32): bool {
  return letter != 0x61 && letter != 0x65 && letter != 0x69 && letter != 0x6f && letter != 0x75;
}
