import { Slice } from "../bytes/slice";
import { ChildPart, CountPart, EachPart, Part, ReversePart, ThisPart } from "./path-parts";
import { Comparison, QueryPart } from "./path-query";
import { JsonValue, readIndex } from "./value";

const BACKSLASH: i32 = 0x5c;
const DOT: i32 = 0x2e;
const HASH: i32 = 0x23;
const PIPE: i32 = 0x7c;
const QUOTE: i32 = 0x22;

/** Characters that make a name a pattern, and those that begin something else than a name. */
const PATTERN = "*?";
const NO_NAME = "@{[!";
/** What ends the left side of a query. */
const OPERATOR = "=!<>%~)";
/** What has a meaning of its own in a query, or splits it; none of it is supported without a backslash or quotes. */
const IN_QUERY = '"[](|';

/** Reads the text of a path. */
export class PathReader {
  private at: i32 = 0;
  private isRight: bool = true;

  constructor(private readonly text: string) {}

  /** The parts of the whole path; null where it is none, or has parts that are not supported. */
  read(): Part[] | null {
    const parts = new Array<Part>();
    this.readSection(parts);
    while (this.isRight && this.peek() == PIPE) {
      this.at++;
      this.readSection(parts);
    }
    return this.isRight && this.at == this.text.length ? parts : null;
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
    if (written != "@this") this.isRight = false;
    return new ThisPart();
  }

  /** Reads a name of one character or more; a backslash takes the next one as it is. */
  private readName(): string {
    let name = "";
    while (this.at < this.text.length && this.peek() != DOT && this.peek() != PIPE) {
      if (this.isOneOf(PATTERN)) this.isRight = false;
      name += this.readCharacter();
    }
    if (name.length == 0) this.isRight = false;
    return name;
  }

  private readCharacter(): string {
    if (this.peek() == BACKSLASH) {
      this.at++;
      if (this.at == this.text.length) this.isRight = false;
    }
    return this.text.charAt(this.at++);
  }

  /** Reads a query behind its opening bracket. */
  private readQuery(): QueryPart {
    const from = this.at;
    while (this.at < this.text.length && !this.isOneOf(OPERATOR)) {
      if (this.isOneOf(IN_QUERY)) this.isRight = false;
      this.readCharacter();
    }
    const left = this.text.substring(from, this.at).trim();
    const comparison = this.readComparison();
    if (left.length == 0 && comparison == Comparison.Exists) this.isRight = false;
    const literal = comparison == Comparison.Exists ? "" : this.readLiteral();
    if (this.peek() != 0x29) this.isRight = false;
    this.at++;
    const isAll = this.peek() == HASH;
    if (isAll) this.at++;
    return new QueryPart(this.operand(left), comparison, Slice.of(literal), isAll);
  }

  private operand(text: string): Part[] {
    if (text.length == 0) return [];
    const parts = new PathReader(text).read();
    if (parts == null) this.isRight = false;
    return parts == null ? [] : parts;
  }

  private readComparison(): Comparison {
    const first = this.text.charAt(this.at);
    if (first == ")") return Comparison.Exists;
    this.at++;
    const isDouble = this.peek() == 0x3d;
    if (isDouble) this.at++;
    if (first == "=") return Comparison.Equal;
    if (first == "<") return isDouble ? Comparison.LessOrEqual : Comparison.Less;
    if (first == ">") return isDouble ? Comparison.GreaterOrEqual : Comparison.Greater;
    if (first != "!" || !isDouble) this.isRight = false;
    return Comparison.NotEqual;
  }

  /** Reads the right side of a comparison: JSON's way to write a string, or bare. */
  private readLiteral(): string {
    while (this.peek() == 0x20) this.at++;
    const from = this.at;
    const isQuoted = this.peek() == QUOTE;
    if (isQuoted) this.at++;
    const end = isQuoted ? QUOTE : 0x29;
    while (this.at < this.text.length && this.peek() != end) {
      if (!isQuoted && (this.isOneOf(IN_QUERY) || this.peek() == BACKSLASH)) this.isRight = false;
      this.readCharacter();
    }
    if (isQuoted) this.at++;
    let literal = this.text.substring(from, this.at).trim();
    if (isQuoted) {
      const value = JsonValue.parse(Slice.of(literal));
      const text: Slice | null = value == null ? null : value.text();
      if (text == null) this.isRight = false;
      else literal = text.toString();
    }
    // What GJSON compares truths with, in quotes too.
    if (literal.startsWith("~")) this.isRight = false;
    while (this.peek() == 0x20) this.at++;
    return literal;
  }

  /** The next UTF-16 code unit; -1 at the end. */
  private peek(): i32 {
    return this.at < this.text.length ? this.text.charCodeAt(this.at) : -1;
  }

  private isOneOf(characters: string): bool {
    return this.at < this.text.length && characters.includes(this.text.charAt(this.at));
  }
}
