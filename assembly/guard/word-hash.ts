import { Slice } from "../bytes/slice";
import { letterAt, sizeAt } from "./characters";

/** Where the hash of a word as it stands begins (FNV-1a, https://datatracker.ietf.org/doc/draft-eastlake-fnv/, over characters). */
export const SURFACE: u32 = 0x811c9dc5;
/** Where the hash of a stem begins, so that a stem is never taken for a word. */
const STEM: u32 = 0x2f0b4a47;

const D: u32 = 0x64;
const E: u32 = 0x65;
const S: u32 = 0x73;
const Y: u32 = 0x79;
const APOSTROPHE: u32 = 0x27;


@inline
export function mix(hash: u32, code: u32): u32 {
  return (hash ^ code) * 0x01000193;
}

/** Hash of the word as it stands in bytes `[from, to)`, letter case aside. */
export function surfaceHash(text: Slice, from: i32, to: i32): u32 {
  return hashFrom(SURFACE, text, from, to);
}

/** The same of a word in a string. */
export function wordHash(word: string): u32 {
  const text = Slice.of(word);
  return surfaceHash(text, 0, text.length);
}

/** Hash of the stem of a word in a string. */
export function stemOf(word: string): u32 {
  const text = Slice.of(word);
  return stemHash(text, 0, text.length);
}

/**
 * Hash of the stem of the English word in bytes `[from, to)`: `enables`, `enabled` and `enabling` have one hash. Too
 * rough to be shown to anyone; words of other alphabets are their own stems.
 */
export function stemHash(text: Slice, from: i32, to: i32): u32 {
  let end = withoutPossessive(text, from, to);
  const size = end - from;
  if (size < 4 || text.at(end - 1) >= 0x80) return hashFrom(STEM, text, from, end);
  const last = letter(text, end, 1);
  if (last == S || last == D) {
    if (size > 4 && letter(text, end, 2) == E && letter(text, end, 3) == 0x69) {
      return mix(hashFrom(STEM, text, from, end - 3), Y);
    }
    if (last == S) end = withoutPlural(text, from, end);
  }
  const stem = withoutEnding(text, from, end);
  const isDropping = stem < end && stem - from == 3 && isDropped(text, from);
  if (isDropping) return mix(hashFrom(STEM, text, from, stem), E);
  return hashFrom(STEM, text, from, withoutTail(text, from, stem));
}

function hashFrom(seed: u32, text: Slice, from: i32, to: i32): u32 {
  let hash = seed;
  for (let i = from; i < to;) {
    const byte = text.at(i);
    if (byte < 0x80) {
      hash = mix(hash, byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte);
      i++;
      continue;
    }
    const size = sizeAt(text, i);
    hash = mix(hash, letterAt(text, i, size));
    i += size;
  }
  return hash;
}

/** Without `'s`, also with a curly apostrophe. */
function withoutPossessive(text: Slice, from: i32, to: i32): i32 {
  if (to - from < 3 || letter(text, to, 1) != S) return to;
  if (text.at(to - 2) == APOSTROPHE) return to - 2;
  const isCurly =
    to - from > 4 && text.at(to - 2) == 0x99 && text.at(to - 3) == 0x80 && text.at(to - 4) == 0xe2;
  return isCurly ? to - 4 : to;
}

/** Without the `s` of a plural, and its `e` after a hissing sound. */
function withoutPlural(text: Slice, from: i32, to: i32): i32 {
  const before = letter(text, to, 2);
  if (before == S || before == 0x75 || before == 0x69) return to;
  if (before != E || to - from < 5) return to - 1;
  const third = letter(text, to, 3);
  const isHissing = third == 0x78 || (third == S && letter(text, to, 4) == S);
  const isHushing = third == 0x68 && (letter(text, to, 4) == 0x63 || letter(text, to, 4) == S);
  return isHissing || isHushing ? to - 2 : to - 1;
}

/** Without `ing` and `ed`, where a vowel is left. */
function withoutEnding(text: Slice, from: i32, to: i32): i32 {
  const size = to - from;
  const last = letter(text, to, 1);
  let end = to;
  if (last == 0x67 && size > 5 && letter(text, to, 2) == 0x6e && letter(text, to, 3) == 0x69) end = to - 3;
  else if (last == D && size > 4 && letter(text, to, 2) == E && letter(text, to, 3) != E) end = to - 2;
  else return to;
  for (let i = from; i < end; i++) if (!isConsonant(text.at(i) | 0x20)) return end;
  return to;
}

/** Without the second of two equal consonants, or an `e`, at the end. */
function withoutTail(text: Slice, from: i32, to: i32): i32 {
  const size = to - from;
  if (size < 4) return to;
  const last = letter(text, to, 1);
  if (last == letter(text, to, 2) && isConsonant(last)) return to - 1;
  return size >= 5 && last == E ? to - 1 : to;
}

/** Whether a stem of three letters has lost an `e`, as that of `making`. */
function isDropped(text: Slice, from: i32): bool {
  const last = text.at(from + 2) | 0x20;
  if (last == 0x77 || last == 0x78 || last == Y || !isConsonant(last)) return false;
  return isConsonant(text.at(from) | 0x20) && !isConsonant(text.at(from + 1) | 0x20);
}

/** The letter that stands `back` before `end`, in lower case. */
@inline
function letter(text: Slice, end: i32, back: i32): u32 {
  return text.at(end - back) | 0x20;
}

function isConsonant(letter: u32): bool {
  return letter != 0x61 && letter != E && letter != 0x69 && letter != 0x6f && letter != 0x75;
}
