import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { decodeText, writeText } from "./text";
import { JsonValue } from "./value";
import { Members } from "./walks";

/**
 * Numbers for each member: where its name begins in the text, or where it had to be decoded, -1 for the first such, -2
 * for the second; how long the name is; where the value begins.
 */
const ROW: i32 = 3;

/**
 * Members of objects of one text, each object's in the order of their names. A stack: those of the object that came
 * last are on top. Nothing is made for a member but its numbers, and a text where its name has escapes.
 */
export class SortedMembers {
  private readonly rows: i32[] = [];
  private readonly decoded: Slice[] = [];

  constructor(private readonly text: Slice) {}

  /** How many there are. */
  get count(): i32 {
    return this.rows.length / ROW;
  }

  /** Puts the members of the object at `from` on top; false where a name occurs twice, or is no Unicode. */
  push(from: i32): bool {
    const first = this.count;
    const walk = new Members(new JsonValue(this.text, from, -1));
    while (walk.next()) if (!this.add(walk)) return false;
    this.sort(first);
    return this.areDistinct(first);
  }

  /** Takes those from `first` on away. */
  drop(first: i32): void {
    this.rows.length = ROW * first;
  }

  /** Where the value of a member begins in the text. */
  valueFrom(index: i32): i32 {
    return this.rows[ROW * index + 2];
  }

  /** Whether a member has one of these names (ASCII). */
  isNamed(index: i32, names: string[]): bool {
    const from = this.rows[ROW * index];
    const name = from < 0 ? this.decoded[~from] : this.text;
    const size = this.rows[ROW * index + 1];
    for (let i = 0; i < names.length; i++) {
      if (names[i].length == size && name.holds(names[i], max(from, 0))) return true;
    }
    return false;
  }

  /** Appends the name of a member as a JSON string, quotes included. */
  writeName(out: ByteWriter, index: i32): void {
    const from = this.rows[ROW * index];
    if (from < 0) writeText(out, this.decoded[~from]);
    // What has no escapes needs none.
    else out.piece(this.text, from - 1, from + this.rows[ROW * index + 1] + 1);
  }

  /** False for a name that is no Unicode. */
  private add(walk: Members): bool {
    const rows = this.rows;
    if (walk.isKeyEscaped) {
      const name = decodeText(this.text.slice(walk.keyFrom, walk.keyTo));
      if (name == null) return false;
      this.decoded.push(name);
      rows.push(-this.decoded.length);
      rows.push(name.length);
    } else {
      rows.push(walk.keyFrom);
      rows.push(walk.keyTo - walk.keyFrom);
    }
    rows.push(walk.valueFrom);
    return true;
  }

  /** Sorts those from `first` on, by a heap: no order of the names makes it slow. */
  private sort(first: i32): void {
    const count = this.count - first;
    for (let root = (count >> 1) - 1; root >= 0; root--) this.sink(first, root, count);
    for (let last = count - 1; last > 0; last--) {
      this.swap(first, first + last);
      this.sink(first, 0, last);
    }
  }

  /** Lets a row of the heap at `first` sink below those that are greater. */
  private sink(first: i32, root: i32, count: i32): void {
    for (let child = 2 * root + 1; child < count; child = 2 * root + 1) {
      if (child + 1 < count && this.compare(first + child, first + child + 1) < 0) child++;
      if (this.compare(first + root, first + child) >= 0) return;
      this.swap(first + root, first + child);
      root = child;
    }
  }

  private swap(one: i32, other: i32): void {
    const rows = this.rows;
    for (let i = 0; i < ROW; i++) {
      const number = rows[ROW * one + i];
      rows[ROW * one + i] = rows[ROW * other + i];
      rows[ROW * other + i] = number;
    }
  }

  private areDistinct(first: i32): bool {
    for (let i = first + 1; i < this.count; i++) if (this.compare(i - 1, i) == 0) return false;
    return true;
  }

  /** Bytewise order of two names. */
  private compare(one: i32, other: i32): i32 {
    const size = this.rows[ROW * one + 1];
    const otherSize = this.rows[ROW * other + 1];
    const order = memory.compare(this.place(one), this.place(other), min(size, otherSize));
    return order != 0 ? order : size - otherSize;
  }

  /** Where a name is in memory. */
  private place(index: i32): usize {
    const from = this.rows[ROW * index];
    return from < 0 ? this.decoded[~from].pointer : this.text.pointer + <usize>from;
  }
}
