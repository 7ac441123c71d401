import { endOfPlain } from "../bytes/runs";
import { Slice } from "../bytes/slice";
import { passString, passValue, skipSpace } from "./scan";
import { decodeText } from "./text";
import { JsonValue } from "./value";

/** Walks the members of an object in the order in which they stand; of any other value, none. */
export class Members {
  private readonly text: Slice;
  /** Where the present member's value ends; -1 where there is no more. */
  at: i32;
  private keyFrom: i32 = 0;
  private keyTo: i32 = 0;
  private isEscaped: bool = false;
  /** Where it begins. */
  valueFrom: i32 = 0;

  constructor(container: JsonValue) {
    this.text = container.within;
    this.at = container.isObject ? container.from + 1 : -1;
  }

  /** Steps to the next member; false when there is none. Nothing is made of it until it is asked for. */
  next(): bool {
    if (this.at < 0) return false;
    const text = this.text;
    let from = skipSpace(text, this.at);
    if (text.at(from) == 0x2c) from = skipSpace(text, from + 1);
    if (text.at(from) != 0x22) {
      this.at = -1;
      return false;
    }
    const plain = endOfPlain(text, from + 1);
    this.isEscaped = text.at(plain) != 0x22;
    const keyEnd = this.isEscaped ? passString(text, from) : plain + 1;
    this.keyFrom = from + 1;
    this.keyTo = keyEnd - 1;
    this.valueFrom = skipSpace(text, skipSpace(text, keyEnd) + 1);
    this.at = passValue(text, this.valueFrom);
    return true;
  }

  /** The present member's name, decoded; as it is written where it is no Unicode. */
  get key(): Slice {
    const written = this.text.slice(this.keyFrom, this.keyTo);
    const text: Slice | null = this.isEscaped ? decodeText(written) : written;
    return text == null ? written : text;
  }

  /** Whether the present member's name is Unicode text. */
  get isKeyText(): bool {
    return !this.isEscaped || decodeText(this.text.slice(this.keyFrom, this.keyTo)) != null;
  }

  /** Whether the present member's name is the ASCII text `name`. */
  isNamed(name: string): bool {
    if (this.isEscaped) return this.isKeyText && this.key.equals(name);
    return name.length == this.keyTo - this.keyFrom && this.text.holds(name, this.keyFrom);
  }

  /** The present member's value. */
  get value(): JsonValue {
    return new JsonValue(this.text, this.valueFrom, this.at);
  }
}

/** Walks the elements of an array; of any other value, none. */
export class Elements {
  protected readonly text: Slice;
  protected from: i32 = 0;
  protected to: i32;

  constructor(container: JsonValue) {
    this.text = container.within;
    this.to = container.isArray ? container.from + 1 : -1;
  }

  /** Steps to the next element; false when there is none. */
  next(): bool {
    if (this.to < 0) return false;
    const text = this.text;
    let from = skipSpace(text, this.to);
    if (text.at(from) == 0x2c) from = skipSpace(text, from + 1);
    if (text.at(from) == 0x5d) {
      this.to = -1;
      return false;
    }
    this.from = from;
    this.to = passValue(text, from);
    return true;
  }

  /** The present element. */
  get value(): JsonValue {
    return new JsonValue(this.text, this.from, this.to);
  }
}

/** Walks the elements of an array from its end; of any other value, none. Four bytes for each are kept meanwhile. */
export class ElementsBackwards extends Elements {
  /** Where the elements that are still to come begin. */
  private readonly starts: i32[] = [];

  constructor(container: JsonValue) {
    super(container);
    while (super.next()) this.starts.push(this.from);
  }

  override next(): bool {
    if (this.starts.length == 0) return false;
    this.from = this.starts.pop();
    this.to = passValue(this.text, this.from);
    return true;
  }
}
