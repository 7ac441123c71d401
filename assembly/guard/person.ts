import { Slice } from "../bytes/slice";
import { Flag } from "./sense";
import { Tokens } from "./tokens";

/** Who does something. */
export const enum Person {
  None,
  Speaker,
  Other,
}

/** Words before a verb among which its subject is looked for. */
const REACH = 3;

const I = Slice.of("我");
const WE = Slice.of("我们");
const YOU = Slice.of("你");
const YOU_ALL = Slice.of("你们");
const SIR = Slice.of("您");

/** Who does what the word `at` tells, where a pronoun before it says so. */
export function personBefore(tokens: Tokens, at: i32): Person {
  for (let i = at - 1; i >= 0 && i >= at - REACH; i--) {
    const person = personOf(tokens.text.slice(tokens.start(i), tokens.end(i)));
    if (person != Person.None) return person;
    if (tokens.has(i + 1, Flag.Break)) break;
  }
  return Person.None;
}

function personOf(word: Slice): Person {
  if (word.at(0) < 0x80) {
    if (word.equalsIgnoreCase("i") || word.equalsIgnoreCase("we")) return Person.Speaker;
    return word.equalsIgnoreCase("you") || word.equalsIgnoreCase("they") ? Person.Other : Person.None;
  }
  if (word.equalsSlice(I) || word.equalsSlice(WE)) return Person.Speaker;
  const isYou = word.equalsSlice(YOU) || word.equalsSlice(YOU_ALL) || word.equalsSlice(SIR);
  return isYou ? Person.Other : Person.None;
}
