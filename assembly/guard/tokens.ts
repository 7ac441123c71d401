import { Slice } from "../bytes/slice";
import { Flag, Kind, Sense, kindOf } from "./sense";

/** Most words that are read of one text; what follows is not looked at. */
const MAX_TOKENS = 1024;
/** Numbers that are kept of a token: its hash, its sense, and where it begins and ends. */
const STRIDE = 4;

/** The words and numbers of a text in their order, side by side in one flat array. */
export class Tokens {
  private readonly fields: StaticArray<u32>;
  length: i32 = 0;

  constructor(readonly text: Slice) {
    this.fields = new StaticArray<u32>(min(text.length, MAX_TOKENS) * STRIDE);
  }

  get isFull(): bool {
    return this.length * STRIDE == this.fields.length;
  }

  /** Adds a token; the caller looks first whether there is room. */
  push(hash: u32, sense: Sense, from: i32, to: i32): void {
    const at = this.length++ * STRIDE;
    unchecked((this.fields[at] = hash));
    unchecked((this.fields[at + 1] = sense));
    unchecked((this.fields[at + 2] = from));
    unchecked((this.fields[at + 3] = to));
  }

  /** Equal for words that count as the same. */
  @inline
  hash(index: i32): u32 {
    return unchecked(this.fields[index * STRIDE]);
  }


  @inline
  sense(index: i32): Sense {
    return unchecked(this.fields[index * STRIDE + 1]);
  }

  /** The kind of the token there; `Kind.Word` beyond either end. */
  kind(index: i32): Kind {
    return index < 0 || index >= this.length ? Kind.Word : kindOf(this.sense(index));
  }


  @inline
  has(index: i32, flag: Flag): bool {
    return (this.sense(index) & (<u32>flag)) != 0;
  }

  /** Where the token's first byte stands in the text. */
  @inline
  start(index: i32): i32 {
    return unchecked(this.fields[index * STRIDE + 2]);
  }


  @inline
  end(index: i32): i32 {
    return unchecked(this.fields[index * STRIDE + 3]);
  }

  /** The token's first byte. */
  @inline
  first(index: i32): u8 {
    return this.text.at(this.start(index));
  }

  /** Whether there is a token at `index` which is `word`, in lower case ASCII, letter case aside. */
  spells(index: i32, word: string): bool {
    if (index < 0 || index >= this.length) return false;
    const from = this.start(index);
    if (this.end(index) - from != word.length) return false;
    for (let i = 0; i < word.length; i++) {
      const byte = this.text.at(from + i);
      const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
      if (<i32>lower != word.charCodeAt(i)) return false;
    }
    return true;
  }
}
