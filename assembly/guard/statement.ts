import { Slice } from "../bytes/slice";
import { Finding } from "./finding";
import { FindingReader } from "./findings";
import { Literal, literalsOf } from "./literals";
import { Orders } from "./orders";
import { Reader } from "./reader";
import { Tokens } from "./tokens";

/** Bytes of a text that are read; what follows is taken for no contradiction. */
export const MAX_BYTES = 4096;

/** A text as the guards read it, once for all that it is compared with. Another one may be read in its place. */
export class Statement {
  text: Slice = Slice.EMPTY;
  readonly tokens: Tokens;
  /** Amounts, dates, versions and languages. */
  readonly findings: Finding[];
  literals: Literal[] = [];
  /** The script that it is mainly in; -1 for none. */
  script: i32 = -1;
  /** Reads what its links link, where it is compared. */
  readonly orders: Orders;
  private readonly reader: Reader;
  private readonly finder: FindingReader;

  /** Of nothing yet. */
  constructor() {
    const reader = new Reader();
    const finder = new FindingReader(reader.tokens);
    this.tokens = reader.tokens;
    this.findings = finder.findings;
    this.orders = new Orders(reader.tokens);
    this.reader = reader;
    this.finder = finder;
  }

  /** Reads a normalised text in UTF-8. */
  static of(text: Slice): Statement {
    return new Statement().read(text);
  }

  /** Forgets what it has read, and reads another text. */
  read(text: Slice): Statement {
    const start = beginning(text);
    this.text = start;
    this.reader.read(start);
    this.finder.read();
    this.literals = literalsOf(start);
    this.script = this.reader.scripts.main;
    return this;
  }
}

/** The first bytes of a text, without a piece of a character at the end. */
function beginning(text: Slice): Slice {
  if (text.length <= MAX_BYTES) return text;
  let end = MAX_BYTES;
  while (end > 0 && (text.at(end) & 0xc0) == 0x80) end--;
  return text.slice(0, end);
}
