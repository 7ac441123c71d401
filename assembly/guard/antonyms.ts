import { Slice } from "../bytes/slice";
import { Contrast } from "./contrast";
import { Difference, Rest, weightOf } from "./difference";
import { Person, personBefore } from "./person";
import { isDenied } from "./polarity";
import { Flag } from "./sense";
import { Tokens } from "./tokens";
import { VOCABULARY } from "./vocabulary";
import { stemHash } from "./word-hash";

/** Beside a loose pair of opposites, the texts may differ in one word of so many; beside one character, of more. */
const LOOSE_SHARE = 4;
const SINGLE_SHARE = 8;
/** A firm pair is one where so much of the rest is shared. */
const FIRM_SHARE = 1;

const PASSIVE = Slice.of("被");
const ALREADY = Slice.of("已");
const RELEASE = Slice.of("解");

/** The words that only one text has and of which only the other has the opposite. */
export class Opposites {
  /** Pairs of opposites, also those that say the same with a "not". */
  count: i32 = 0;
  /** How much the words in pairs weigh. */
  private weight: i32 = 0;
  /** By how much the rest of the wording has to outweigh what differs; 0 where nothing contradicts. */
  private share: i32 = 0;

  constructor(private readonly difference: Difference) {
    const a = difference.a;
    const b = difference.b;
    for (let i = a.next(a.from); i >= 0; i = a.next(i + 1)) {
      for (let j = b.next(b.from); j >= 0; j = b.next(j + 1)) this.compare(i, j);
    }
  }

  /** Whether one of the pairs is a contradiction. */
  get contradict(): bool {
    const rest = max(this.difference.weight - this.weight, 0);
    return this.share > 0 && rest * this.share <= this.difference.common;
  }

  private compare(i: i32, j: i32): void {
    const a = this.difference.a.words;
    const b = this.difference.b.words;
    const contrast = contrastOf(a, i, b, j);
    if (contrast == Contrast.None) return;
    this.count++;
    this.weight += weightOf(a, i) + weightOf(b, j);
    if (hasOpposite(this.difference.a, i) || hasOpposite(this.difference.b, j)) return;
    if (isDenied(a, i) != isDenied(b, j) || isMending(a, i, b, j) || isMending(b, j, a, i)) return;
    if (contrast == Contrast.Converse && (areOthers(a, i, b, j) || !haveSameNeighbours(a, i, b, j))) return;
    const isSingle = isOneHan(a, i) || isOneHan(b, j);
    const share = contrast == Contrast.Firm ? FIRM_SHARE : isSingle ? SINGLE_SHARE : LOOSE_SHARE;
    this.share = this.share == 0 ? share : min(this.share, share);
  }
}

function contrastOf(a: Tokens, i: i32, b: Tokens, j: i32): Contrast {
  if (a.has(i, Flag.Opposable) && b.has(j, Flag.Opposable)) {
    const contrast = VOCABULARY.contrast(a.hash(i), b.hash(j));
    if (contrast != Contrast.None) return contrast;
  }
  return isNegated(a, i, b, j) || isNegated(b, j, a, i) ? Contrast.Firm : Contrast.None;
}

/** Whether a text names both sides: its pros and its cons. */
function hasOpposite(rest: Rest, at: i32): bool {
  const tokens = rest.words;
  for (let i = rest.next(rest.from); i >= 0; i = rest.next(i + 1)) {
    if (VOCABULARY.contrast(tokens.hash(at), tokens.hash(i)) != Contrast.None) return true;
  }
  return false;
}

/** Whether the one who speaks does one thing and the other person the opposite: I buy what you sell. */
function areOthers(a: Tokens, i: i32, b: Tokens, j: i32): bool {
  const one = personBefore(a, i);
  const other = personBefore(b, j);
  return one != other && (one == Person.Other || other == Person.Other);
}

/** Whether the same words that matter stand before and after both. */
function haveSameNeighbours(a: Tokens, i: i32, b: Tokens, j: i32): bool {
  return neighbour(a, i, -1) == neighbour(b, j, -1) && neighbour(a, i, 1) == neighbour(b, j, 1);
}

/** The key of the next word that matters in a direction; 0 for none. */
function neighbour(tokens: Tokens, at: i32, step: i32): u32 {
  for (let i = at + step; i >= 0 && i < tokens.length; i += step) {
    if (weightOf(tokens, i) > 0) return tokens.hash(i);
  }
  return 0;
}

/** Whether the word is the other with `un` or `non` before it. */
function isNegated(tokens: Tokens, at: i32, base: Tokens, other: i32): bool {
  const first = tokens.first(at) | 0x20;
  if (first != 0x75 && first != 0x6e) return false;
  const from = tokens.start(at);
  const end = tokens.end(at);
  const word = tokens.text.slice(from, end);
  const size = begins(word, "un") ? 2 : begins(word, "non") ? 3 : 0;
  if (size == 0 || word.length < size + 3) return false;
  // Unlimited is not the opposite of a limit.
  if (word.endsWith("ed") != base.text.slice(base.start(other), base.end(other)).endsWith("ed")) return false;
  return stemHash(tokens.text, from + size, end) == base.hash(other);
}

/** Whether one word tells a state and the other how to get out of it: a blocked card, and how to unblock it. */
function isMending(tokens: Tokens, state: i32, others: Tokens, remedy: i32): bool {
  if (isState(others, remedy) || !isState(tokens, state)) return false;
  const word = others.text.slice(others.start(remedy), others.end(remedy));
  return (
    begins(word, "un") ||
    begins(word, "de") ||
    begins(word, "en") ||
    begins(word, "activate") ||
    startsWith(word, RELEASE)
  );
}

function isState(tokens: Tokens, at: i32): bool {
  const word = tokens.text.slice(tokens.start(at), tokens.end(at));
  if (word.at(0) < 0x80) return word.endsWith("ed") || word.endsWith("en");
  const before = tokens.text.slice(0, tokens.start(at));
  return endsWith(before, PASSIVE) || endsWith(before, ALREADY);
}

function isOneHan(tokens: Tokens, at: i32): bool {
  return tokens.end(at) - tokens.start(at) == 3 && tokens.text.at(tokens.start(at)) >= 0xe3;
}

function begins(word: Slice, prefix: string): bool {
  return word.slice(0, prefix.length).equalsIgnoreCase(prefix);
}

function startsWith(word: Slice, prefix: Slice): bool {
  return word.slice(0, prefix.length).equalsSlice(prefix);
}

function endsWith(text: Slice, ending: Slice): bool {
  return text.length >= ending.length && text.slice(text.length - ending.length).equalsSlice(ending);
}
