import { Slice } from "../bytes/slice";
import { Flag, Kind, Sense, kindOf } from "./sense";

/** Most words that are read of one text; what follows is not looked at. */
const MAX_TOKENS = 1024;

/** The words and numbers of a text in their order, side by side in flat arrays. */
export class Tokens {
  private readonly hashes: StaticArray<u32>;
  private readonly senses: StaticArray<Sense>;
  private readonly starts: StaticArray<i32>;
  private readonly ends: StaticArray<i32>;
  length: i32 = 0;

  constructor(readonly text: Slice) {
    const capacity = min(text.length, MAX_TOKENS);
    this.hashes = new StaticArray<u32>(capacity);
    this.senses = new StaticArray<Sense>(capacity);
    this.starts = new StaticArray<i32>(capacity);
    this.ends = new StaticArray<i32>(capacity);
  }

  get isFull(): bool {
    return this.length == this.senses.length;
  }

  push(hash: u32, sense: Sense, from: i32, to: i32): void {
    const at = this.length++;
    this.hashes[at] = hash;
    this.senses[at] = sense;
    this.starts[at] = from;
    this.ends[at] = to;
  }

  /** Equal for words that count as the same. */
  @inline
  hash(index: i32): u32 {
    return unchecked(this.hashes[index]);
  }

  @inline
  sense(index: i32): Sense {
    return unchecked(this.senses[index]);
  }

  /** The kind of the token there; `Kind.Word` beyond either end. */
  kind(index: i32): Kind {
    return index < 0 || index >= this.length ? Kind.Word : kindOf(this.sense(index));
  }

  @inline
  has(index: i32, flag: Flag): bool {
    return (this.sense(index) & <u32>flag) != 0;
  }

  /** Where the token's first byte stands in the text. */
  @inline
  start(index: i32): i32 {
    return unchecked(this.starts[index]);
  }

  @inline
  end(index: i32): i32 {
    return unchecked(this.ends[index]);
  }
}
