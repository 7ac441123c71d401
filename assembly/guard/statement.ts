import { Slice } from "../bytes/slice";
import { Finding } from "./finding";
import { findingsOf } from "./findings";
import { Literal, literalsOf } from "./literals";
import { Reader } from "./reader";
import { Tokens } from "./tokens";

/** Bytes of a text that are read; what follows is taken for no contradiction. */
export const MAX_BYTES = 4096;

/** A text as the guards read it, once for all that it is compared with. */
export class Statement {
  private constructor(
    readonly text: Slice,
    readonly tokens: Tokens,
    /** Amounts, dates, versions and languages. */
    readonly findings: Finding[],
    readonly literals: Literal[],
    /** The script that it is mainly in; -1 for none. */
    readonly script: i32,
  ) {}

  /** Reads a normalised text in UTF-8. */
  static of(text: Slice): Statement {
    const start = beginning(text);
    const reader = new Reader(start);
    const tokens = reader.tokens;
    return new Statement(start, tokens, findingsOf(tokens), literalsOf(start), reader.scripts.main);
  }
}

/** The first bytes of a text, without a piece of a character at the end. */
function beginning(text: Slice): Slice {
  if (text.length <= MAX_BYTES) return text;
  let end = MAX_BYTES;
  while (end > 0 && (text.at(end) & 0xc0) == 0x80) end--;
  return text.slice(0, end);
}
