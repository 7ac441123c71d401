import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";

/** Of the number of pairs, of a size. */
const NUMBER_BYTES: i32 = 4;
/** Of the sizes of a name and a value. */
const SIZES_BYTES: i32 = 8;
const COMMA: u8 = 0x2c;

/**
 * All lines of a header map as the proxy serialises them: their number, the sizes of each name and value, then each
 * name and value with a zero byte behind it; numbers are 32-bit little-endian
 * (https://github.com/proxy-wasm/spec/tree/main/abi-versions/v0.2.1, serialization).
 */
export class HeaderLines {
  private readonly count: i32;

  constructor(private readonly bytes: Slice) {
    const count = bytes.length < NUMBER_BYTES ? 0 : load<i32>(bytes.pointer);
    this.count = min<u32>(count, bytes.length / SIZES_BYTES);
  }

  /** The value of `name` (in lower case), several lines joined with a comma (RFC 9110, 5.3); null where it has none. */
  value(name: string): Slice | null {
    let value: Slice | null = null;
    let at = NUMBER_BYTES + SIZES_BYTES * this.count;
    for (let i = 0; i < this.count; i++) {
      const nameSize = this.size(2 * i);
      const from = at + nameSize + 1;
      const to = from + this.size(2 * i + 1);
      if (nameSize == name.length && this.bytes.holds(name, at))
        value = joined(value, this.bytes.slice(from, to));
      at = to + 1;
    }
    return value;
  }

  private size(index: i32): i32 {
    return load<i32>(this.bytes.pointer + <usize>(NUMBER_BYTES + NUMBER_BYTES * index));
  }
}

function joined(first: Slice | null, second: Slice): Slice {
  if (first == null) return second;
  return new ByteWriter(first.length + 1 + second.length).slice(first).byte(COMMA).slice(second).finish();
}
