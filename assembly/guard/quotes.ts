import { Slice } from "../bytes/slice";
import { Difference, Rest, weightOf } from "./difference";
import { Literal } from "./literals";
import { Statement } from "./statement";
import { Tokens } from "./tokens";

/** Outside of the quotations, the texts may differ in one word of so many. */
const SHARE = 4;
/** Quotations are no others but reworded where they share more than so many times what they do not. */
const MOST_SHARED = 2;

/** Whether each of two texts quotes, or names in code, what the other does not have. */
export function quoteOthers(a: Statement, b: Statement, difference: Difference): bool {
  for (let i = 0; i < a.literals.length; i++) {
    const mine = a.literals[i];
    if (isIn(mine, b)) continue;
    for (let j = 0; j < b.literals.length; j++) {
      const its = b.literals[j];
      if (its.isCode != mine.isCode || isIn(its, a)) continue;
      if (mine.isCode || areContrary(mine, its, difference)) return true;
    }
  }
  return false;
}

/**
 * Whether two quotations cannot stand for one another. Quotations are translated and reworded too, so the words
 * around them have to be the same, or nearly so where the quotations share nothing.
 */
function areContrary(mine: Literal, its: Literal, difference: Difference): bool {
  if (difference.isFar || isHan(mine.text) != isHan(its.text)) return false;
  const rest = weightOutside(difference.a, mine.text) + weightOutside(difference.b, its.text);
  const shared = weightInside(difference.a, mine.text, true) + weightInside(difference.b, its.text, true);
  if (rest > 0) return shared == 0 && rest * SHARE <= difference.common;
  const own = weightInside(difference.a, mine.text, false) + weightInside(difference.b, its.text, false);
  return shared <= own * MOST_SHARED;
}

/** How much the words outside of a quotation weigh that only its text has. */
function weightOutside(rest: Rest, quotation: Slice): i32 {
  let weight = 0;
  for (let at = rest.next(rest.from); at >= 0; at = rest.next(at + 1)) {
    if (!isInside(rest.words, at, quotation)) weight += weightOf(rest.words, at);
  }
  return weight;
}

/** How much the words of a quotation weigh that the other text has too, or those that it has not. */
function weightInside(rest: Rest, quotation: Slice, areShared: bool): i32 {
  const tokens = rest.words;
  let weight = 0;
  for (let i = 0; i < tokens.length; i++) {
    if (isInside(tokens, i, quotation) && areShared != rest.has(i)) weight += weightOf(tokens, i);
  }
  return weight;
}

function isInside(tokens: Tokens, at: i32, part: Slice): bool {
  const from = tokens.text.start + tokens.start(at);
  return from >= part.start && from < part.end;
}

function isHan(text: Slice): bool {
  return text.length > 0 && text.at(0) >= 0xe3;
}

/** Whether a text has the literal, as one or in its wording, or a part of it as one. */
function isIn(literal: Literal, statement: Statement): bool {
  for (let i = 0; i < statement.literals.length; i++) {
    const other = statement.literals[i];
    if (other.hash == literal.hash || holds(literal.text, other.text)) return true;
  }
  return holds(statement.text, literal.text);
}

/** Whether `text` holds `part`, letter case of ASCII aside. */
function holds(text: Slice, part: Slice): bool {
  const last = text.length - part.length;
  const first = lower(part.at(0));
  for (let at = 0; at <= last; at++) {
    if (lower(text.at(at)) != first) continue;
    let same = 1;
    while (same < part.length && lower(text.at(at + same)) == lower(part.at(same))) same++;
    if (same == part.length) return true;
  }
  return false;
}

function lower(byte: u8): u8 {
  return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
}
