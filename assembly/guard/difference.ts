import { Flag, Kind } from "./sense";
import { Tokens } from "./tokens";

/** Two texts whose differing middles have more words are no two wordings of one question. */
const MAX_MIDDLE = 64;
/** A word weighs as much as two Chinese characters. */
const WORD = 2;

/** What is left of one text when the words of another are taken away. */
export class Rest {
  /** How much the tokens weigh that only this text has. */
  weight: i32 = 0;
  /** Which those are that matter or have an opposite, a bit for each from `from` on. */
  private own: u64 = 0;

  constructor(
    readonly words: Tokens,
    /** The tokens between what both texts begin with and what both end with. */
    readonly from: i32,
    readonly to: i32,
  ) {}

  add(at: i32): void {
    this.own |= (<u64>1) << (at - this.from);
    this.weight += weightOf(this.words, at);
  }

  /** Whether only this text has the token `at`, and it matters or has an opposite. */
  has(at: i32): bool {
    return at >= this.from && at < this.to && ((this.own >> (at - this.from)) & 1) != 0;
  }

  /** The next such token from `at` on; -1 for none. */
  next(at: i32): i32 {
    const before = at - this.from;
    const left = before >= MAX_MIDDLE ? 0 : (this.own >> before) << before;
    return left == 0 ? -1 : this.from + <i32>ctz(left);
  }
}

/** The words that two texts do not share. */
export class Difference {
  readonly a: Rest;
  readonly b: Rest;
  /** How much the words weigh that both have. */
  common: i32 = 0;
  /** Whether the texts are so different that nothing is known of them. */
  readonly isFar: bool;

  constructor(a: Tokens, b: Tokens) {
    const shorter = min(a.length, b.length);
    let from = 0;
    while (from < shorter && a.hash(from) == b.hash(from)) from++;
    let ends = 0;
    while (ends < shorter - from && a.hash(a.length - 1 - ends) == b.hash(b.length - 1 - ends)) ends++;
    this.a = new Rest(a, from, a.length - ends);
    this.b = new Rest(b, from, b.length - ends);
    this.isFar = this.a.to - from > MAX_MIDDLE || this.b.to - from > MAX_MIDDLE;
    for (let i = 0; i < a.length; i++) if (i < from || i >= this.a.to) this.common += weightOf(a, i);
    if (!this.isFar) this.compare();
  }

  /** How much those words weigh that only one text has. */
  get weight(): i32 {
    return this.a.weight + this.b.weight;
  }

  private compare(): void {
    const a = this.a;
    const b = this.b;
    let found: u64 = 0;
    for (let i = a.from; i < a.to; i++) {
      if (!matters(a.words, i)) continue;
      const j = this.indexInB(a.words.hash(i), found);
      if (j < 0) a.add(i);
      else {
        found |= (<u64>1) << (j - b.from);
        this.common += weightOf(a.words, i);
      }
    }
    for (let j = b.from; j < b.to; j++) {
      if (((found >> (j - b.from)) & 1) == 0 && matters(b.words, j)) b.add(j);
    }
  }

  private indexInB(key: u32, found: u64): i32 {
    const b = this.b;
    for (let j = b.from; j < b.to; j++) {
      if (b.words.hash(j) == key && ((found >> (j - b.from)) & 1) == 0) return j;
    }
    return -1;
  }
}

/** How much a token weighs in a comparison: nothing where it is a number, or says nothing of the matter. */
export function weightOf(tokens: Tokens, at: i32): i32 {
  if (tokens.has(at, Flag.Stop) || isNumeric(tokens.kind(at))) return 0;
  return tokens.has(at, Flag.Single) ? 1 : WORD;
}

function matters(tokens: Tokens, at: i32): bool {
  return weightOf(tokens, at) > 0 || tokens.has(at, Flag.Opposable);
}

/** Numbers are compared by what they mean, elsewhere. */
function isNumeric(kind: Kind): bool {
  switch (kind) {
    case Kind.Number:
    case Kind.Dotted:
    case Kind.NumberWord:
    case Kind.HanDigit:
    case Kind.Scale:
    case Kind.Measure:
    case Kind.PercentMark:
    case Kind.FractionMark:
      return true;
    default:
      return false;
  }
}
