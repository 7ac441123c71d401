import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";

/** Bytes of the number of pairs. */
const COUNT: usize = 4;
/** Bytes of the sizes of a name and a value. */
const SIZES: usize = 8;
const COMMA: u8 = 0x2c;

/** All lines of a header map, in the form that header-map.ts writes. */
export class HeaderLines {
  /** Where the sizes end, and names and values begin. */
  private readonly start: usize;

  constructor(private readonly bytes: Slice) {
    const count = bytes.length < <i32>COUNT ? 0 : load<u32>(bytes.pointer);
    this.start = COUNT + SIZES * min<usize>(count, <usize>bytes.length / SIZES);
  }

  /** The value of `name` (in lower case), several lines joined with a comma (RFC 9110, 5.3); null where it has none. */
  value(name: string): Slice | null {
    const bytes = this.bytes;
    const start = bytes.pointer + this.start;
    let value: Slice | null = null;
    let at = <i32>this.start;
    for (let sizes = bytes.pointer + COUNT; sizes < start; sizes += SIZES) {
      const size = load<i32>(sizes);
      const from = at + size + 1;
      const to = from + load<i32>(sizes, 4);
      if (size == name.length && bytes.holds(name, at)) value = joined(value, bytes.slice(from, to));
      at = to + 1;
    }
    return value;
  }
}

function joined(first: Slice | null, second: Slice): Slice {
  if (first == null) return second;
  return new ByteWriter(first.length + 1 + second.length).slice(first).byte(COMMA).slice(second).finish();
}
