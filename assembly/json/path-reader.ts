import { Slice } from "../bytes/slice";
import { ChildPart, CountPart, EachPart, Part, ReversePart, ThisPart } from "./path-parts";
import { Comparison, QueryPart } from "./path-query";
import { JsonValue, readIndex } from "./value";

const BACKSLASH: i32 = 0x5c;
const DOT: i32 = 0x2e;
const HASH: i32 = 0x23;
const PIPE: i32 = 0x7c;
const QUOTE: i32 = 0x22;
const SPACE: i32 = 0x20;

/** Characters that make a name a pattern, and those that begin something else than a name. */
const PATTERN = "*?";
const NO_NAME = "@{[!";
/** What ends the left side of a query. */
const OPERATOR = "=!<>%~)";
/** What has a meaning of its own in a query, or splits it; none of it is supported without a backslash or quotes. */
const IN_QUERY = '"[](|';

/** Reads the text of a path. */
export class PathReader {
  /** Where the first thing stands that is not supported or cannot be read; -1 while there is none. */
  faultAt: i32 = -1;

  /** @param at where in `text` the path begins; it goes on to the end */
  constructor(
    private readonly text: string,
    private at: i32 = 0,
  ) {}

  /** The parts of the whole path; null where there is a fault in it. */
  read(): Part[] | null {
    const parts = new Array<Part>();
    this.readSection(parts);
    while (this.isRight && this.peek() == PIPE) {
      this.at++;
      this.readSection(parts);
    }
    if (this.at < this.text.length) this.refuse(this.at);
    return this.isRight ? parts : null;
  }

  /** Reads the parts up to a pipe or the end: what stands behind `#` there is meant for each element. */
  private readSection(parts: Part[]): void {
    while (this.isRight) {
      if (this.peek() == HASH) {
        this.at++;
        return this.readHash(parts);
      }
      parts.push(this.readChild());
      if (this.peek() != DOT) return;
      this.at++;
    }
  }

  /** Reads on behind a `#`. */
  private readHash(parts: Part[]): void {
    let isAll = true;
    if (this.peek() == 0x28) {
      this.at++;
      const query = this.readQuery();
      parts.push(query);
      isAll = query.isAll;
      if (this.peek() != DOT) return;
    } else if (this.peek() != DOT) {
      parts.push(new CountPart());
      return;
    }
    this.at++;
    if (!isAll) return this.readSection(parts);
    const rest = new Array<Part>();
    this.readSection(rest);
    parts.push(new EachPart(rest));
  }

  private readChild(): Part {
    const from = this.at;
    const isSpecial = this.isOneOf(NO_NAME);
    const name = this.readName();
    const written = this.text.substring(from, this.at);
    if (!isSpecial) return new ChildPart(Slice.of(name), readIndex(written));
    if (written == "@reverse") return new ReversePart();
    if (written != "@this") this.refuse(from);
    return new ThisPart();
  }

  /** Reads a name of one character or more; a backslash takes the next one as it is. */
  private readName(): string {
    let name = "";
    while (this.at < this.text.length && this.peek() != DOT && this.peek() != PIPE) {
      if (this.isOneOf(PATTERN)) this.refuse(this.at);
      name += this.readCharacter();
    }
    if (name.length == 0) this.refuse(this.at);
    return name;
  }

  private readCharacter(): string {
    if (this.peek() == BACKSLASH) {
      this.at++;
      if (this.at == this.text.length) this.refuse(this.at);
    }
    return this.text.charAt(this.at++);
  }

  /** Reads a query behind its opening bracket. */
  private readQuery(): QueryPart {
    while (this.peek() == SPACE) this.at++;
    const from = this.at;
    while (this.at < this.text.length && !this.isOneOf(OPERATOR)) {
      if (this.isOneOf(IN_QUERY)) this.refuse(this.at);
      this.readCharacter();
    }
    const operand = this.readOperand(from, this.at);
    const comparison = this.readComparison();
    if (operand.length == 0 && comparison == Comparison.Exists) this.refuse(from);
    const literal = comparison == Comparison.Exists ? Slice.EMPTY : this.readLiteral();
    if (this.peek() != 0x29) this.refuse(this.at);
    this.at++;
    const isAll = this.peek() == HASH;
    if (isAll) this.at++;
    return new QueryPart(operand, comparison, literal, isAll);
  }

  /** The path on the left side of a query. */
  private readOperand(from: i32, to: i32): Part[] {
    while (to > from && this.text.charCodeAt(to - 1) == SPACE) to--;
    if (to == from) return [];
    const reader = new PathReader(this.text.substring(0, to), from);
    const parts = reader.read();
    if (parts != null) return parts;
    this.refuse(reader.faultAt);
    return [];
  }

  private readComparison(): Comparison {
    const first = this.text.charAt(this.at);
    if (first == ")") return Comparison.Exists;
    const from = this.at++;
    const isDouble = this.peek() == 0x3d;
    if (isDouble) this.at++;
    if (first == "=") return Comparison.Equal;
    if (first == "<") return isDouble ? Comparison.LessOrEqual : Comparison.Less;
    if (first == ">") return isDouble ? Comparison.GreaterOrEqual : Comparison.Greater;
    if (first != "!" || !isDouble) this.refuse(from);
    return Comparison.NotEqual;
  }

  /** Reads the right side of a comparison: a JSON string, or a bare word. */
  private readLiteral(): Slice {
    while (this.peek() == SPACE) this.at++;
    const from = this.at;
    const literal = this.peek() == QUOTE ? this.readQuoted() : this.readBare();
    // What GJSON compares truths with, in quotes too.
    if (literal.startsWith("~")) this.refuse(from);
    while (this.peek() == SPACE) this.at++;
    return literal;
  }

  private readQuoted(): Slice {
    const from = this.at++;
    while (this.at < this.text.length && this.peek() != QUOTE) this.readCharacter();
    const value = JsonValue.parse(Slice.of(this.text.substring(from, ++this.at)));
    const text: Slice | null = value == null ? null : value.text();
    if (text == null) this.refuse(from);
    return text == null ? Slice.EMPTY : text;
  }

  private readBare(): Slice {
    const from = this.at;
    for (; this.at < this.text.length && this.peek() != 0x29; this.at++) {
      if (this.peek() == BACKSLASH || this.isOneOf(IN_QUERY)) this.refuse(this.at);
    }
    return Slice.of(this.text.substring(from, this.at)).trim();
  }

  private refuse(at: i32): void {
    if (this.faultAt < 0) this.faultAt = at;
  }

  private get isRight(): bool {
    return this.faultAt < 0;
  }

  /** The next UTF-16 code unit; -1 at the end. */
  private peek(): i32 {
    return this.at < this.text.length ? this.text.charCodeAt(this.at) : -1;
  }

  private isOneOf(characters: string): bool {
    return this.at < this.text.length && characters.includes(this.text.charAt(this.at));
  }
}
