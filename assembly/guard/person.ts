import { Flag } from "./sense";
import { Tokens } from "./tokens";
import { wordHash } from "./word-hash";

/** Who does something. */
export const enum Person {
  None,
  Speaker,
  Other,
}

/** Words before a verb among which its subject is looked for. */
const REACH = 3;

const I = wordHash("我");
const WE = wordHash("我们");
const YOU = wordHash("你");
const YOU_ALL = wordHash("你们");
const SIR = wordHash("您");

/** Who does what the word `at` tells, where a pronoun before it says so. */
export function personBefore(tokens: Tokens, at: i32): Person {
  for (let i = at - 1; i >= 0 && i >= at - REACH; i--) {
    const person = personOf(tokens, i);
    if (person != Person.None) return person;
    if (tokens.has(i + 1, Flag.Break)) break;
  }
  return Person.None;
}

function personOf(tokens: Tokens, at: i32): Person {
  if (tokens.first(at) < 0x80) {
    if (tokens.spells(at, "i") || tokens.spells(at, "we")) return Person.Speaker;
    return tokens.spells(at, "you") || tokens.spells(at, "they") ? Person.Other : Person.None;
  }
  const word = tokens.hash(at);
  if (word == I || word == WE) return Person.Speaker;
  return word == YOU || word == YOU_ALL || word == SIR ? Person.Other : Person.None;
}
