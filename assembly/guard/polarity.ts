import { Asking, Flag, Kind, valueOf } from "./sense";
import { Tokens } from "./tokens";
import { wordHash } from "./word-hash";

const BU = wordHash("不");
const MEI = wordHash("没");
const YOU = wordHash("有");
const NE = wordHash("呢");
const A = wordHash("啊");

/** How far before a word its negation may stand: "won't my top-up be accepted", 不太安全. */
const REACH = 6;
const REACH_OF_HAN = 3;
/** How far before it a word may stand that undoes it. */
const REACH_OF_UNDOING = 2;

/** How many words in `[from, to)` deny something; those of idioms and of A-not-A questions do not. */
export function countNegations(tokens: Tokens, from: i32, to: i32): i32 {
  let count = 0;
  for (let i = from; i < to; i++) if (denies(tokens, i)) count++;
  return count;
}

/** Whether a word before `at`, in the same phrase, denies it. */
export function isDenied(tokens: Tokens, at: i32): bool {
  const reach = tokens.first(at) < 0x80 ? REACH : REACH_OF_HAN;
  for (let i = at - 1; i >= 0 && i >= at - reach; i--) {
    // "Don't forget" denies the forgetting, though not what is to be remembered.
    if (denies(tokens, i)) return true;
    if (tokens.kind(i) == Kind.Undoing && i >= at - REACH_OF_UNDOING) return true;
    if (i == at - 1 && tokens.kind(i) == Kind.Negation && tokens.kind(at) == Kind.Knowing) return true;
    if (tokens.has(i + 1, Flag.Break)) return false;
  }
  return false;
}

/** What is asked for in `[from, to)`, as a mask of `Asking`; 0 where nothing is by name. */
export function askedIn(tokens: Tokens, from: i32, to: i32): i32 {
  let asked = 0;
  for (let i = from; i < to; i++) {
    if (tokens.kind(i) == Kind.Question) asked |= valueOf(tokens.sense(i));
    else if (tokens.spells(i, "have") && tokens.spells(i + 1, "to")) asked |= Asking.Must;
  }
  return asked;
}

/** Whether two masks of `Asking` can be those of one question. */
export function areAlike(a: i32, b: i32): bool {
  return (a & b) != 0 || a == b;
}

/** How many phrases say or ask something. */
export function countPhrases(tokens: Tokens): i32 {
  let count = 0;
  let isSaying = false;
  for (let i = 0; i < tokens.length; i++) {
    if (tokens.has(i, Flag.Break)) isSaying = false;
    if (isSaying || (tokens.has(i, Flag.Stop) && tokens.kind(i) != Kind.Question)) continue;
    isSaying = true;
    count++;
  }
  return count;
}

function denies(tokens: Tokens, at: i32): bool {
  if (tokens.kind(at) != Kind.Negation) return false;
  return tokens.first(at) < 0x80 ? deniesInEnglish(tokens, at) : deniesInChinese(tokens, at);
}

function deniesInEnglish(tokens: Tokens, at: i32): bool {
  const next = at + 1;
  if (next < tokens.length && tokens.kind(next) == Kind.Knowing && !tokens.has(next, Flag.Break))
    return false;
  if (at > 0 && tokens.spells(at - 1, "or")) return false;
  // "I am yet to receive it", and "it should not have been charged", which it was.
  if (tokens.spells(at, "yet")) return tokens.spells(next, "to");
  if (isRegret(tokens, at)) return false;
  if (tokens.spells(at, "no")) return next < tokens.length && !tokens.has(next, Flag.Break);
  // "Isn't there a way" asks for one, and so does a tag at the end: ", isn't it?"
  const isFirst = at == 0 || tokens.has(at, Flag.Break);
  if (isFirst && isPresuming(tokens, at) && next < tokens.length && tokens.has(next, Flag.Stop)) return false;
  return !(isFirst && at > 0 && next == tokens.length - 1 && tokens.has(next, Flag.Stop));
}

/** `isn't` and its like, which ask for a yes at the beginning of a question. */
function isPresuming(tokens: Tokens, at: i32): bool {
  return (
    tokens.spells(at, "isn't") ||
    tokens.spells(at, "aren't") ||
    tokens.spells(at, "doesn't") ||
    tokens.spells(at, "wasn't") ||
    tokens.spells(at, "don't") ||
    tokens.spells(at, "didn't")
  );
}

function isRegret(tokens: Tokens, at: i32): bool {
  if (at + 1 >= tokens.length || !tokens.spells(at + 1, "have")) return false;
  return tokens.spells(at, "shouldn't") || (at > 0 && tokens.spells(at - 1, "should"));
}

function deniesInChinese(tokens: Tokens, at: i32): bool {
  const from = tokens.start(at);
  const end = tokens.end(at);
  // A-not-A (能不能, 喜欢不喜欢) asks without leaning to a side.
  if (isRepeated(tokens, from, end, 3) || isRepeated(tokens, from, end, 6)) return false;
  if (tokens.hash(at) != MEI && tokens.hash(at) != BU) return true;
  // So does 没有 or 没 at the end.
  let next = at + 1;
  while (next < tokens.length && isFinal(tokens, next)) next++;
  return at == 0 || next < tokens.length;
}

/** Whether the `size` bytes before `from` stand again at `end`. */
function isRepeated(tokens: Tokens, from: i32, end: i32, size: i32): bool {
  const text = tokens.text;
  if (from < size || end + size > text.length) return false;
  return memory.compare(text.pointer + from - size, text.pointer + end, size) == 0;
}

function isFinal(tokens: Tokens, at: i32): bool {
  const word = tokens.hash(at);
  return word == YOU || word == NE || word == A;
}
