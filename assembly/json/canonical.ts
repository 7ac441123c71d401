import { ByteWriter } from "../bytes/byte-writer";
import { endOfPlain } from "../bytes/runs";
import { Slice } from "../bytes/slice";
import { Edits } from "./edits";
import { writeCanonicalNumber } from "./number";
import { MAX_DEPTH, passValue, skipSpace } from "./scan";
import { SortedMembers } from "./sorted-members";
import { decodeText, writeText } from "./text";
import { JsonValue } from "./value";

const NOTHING: string[] = [];
/** No value is next. */
const NONE: i32 = -1;

/** A container half written. */
class Open {
  constructor(
    readonly isObject: bool,
    /** Its first member's row; in an array 0. */
    readonly first: i32,
    /** The next member's row; in an array where the element before ends in the text. */
    public next: i32,
    /** Whether nothing of it is written yet. */
    public isEmpty: bool = true,
  ) {}
}

/**
 * Appends `value` in a canonical form: members sorted by name, no space, one spelling for each string and
 * number. Two values get the same bytes exactly when they mean the same.
 * @returns false where that is undefined: a name occurs twice in one object, or text is no Unicode.
 */
export function writeCanonical(out: ByteWriter, value: JsonValue): bool {
  return writeCanonicalWithout(out, value, NOTHING, new Edits());
}

/**
 * The same, leaving out the members of `value` itself (not those of values within) that `names` lists.
 * @param edits what else is written differently
 */
export function writeCanonicalWithout(
  out: ByteWriter,
  value: JsonValue,
  names: string[],
  edits: Edits,
): bool {
  return new Canonical(out, value.within, names, edits).write(value.from);
}

/** Whether no name occurs twice among the members of `value` itself, and all are Unicode. */
export function hasClearNames(value: JsonValue): bool {
  return new SortedMembers(value.within).push(value.from);
}

/** A canonical form that is being written. */
class Canonical {
  private readonly members: SortedMembers;
  private readonly open: Open[] = [];

  constructor(
    private readonly out: ByteWriter,
    private readonly text: Slice,
    private readonly names: string[],
    private readonly edits: Edits,
  ) {
    this.members = new SortedMembers(text);
  }

  /** Writes the value that begins at `from`; false where it is ambiguous, or nested too deep. */
  write(from: i32): bool {
    const open = this.open;
    let at = from;
    while (true) {
      if (at != NONE && !this.enter(at)) return false;
      if (open.length == 0) return true;
      const container = open[open.length - 1];
      at = container.isObject ? this.nextMember(container) : this.nextElement(container);
      if (at == NONE) open.pop();
    }
  }

  /** Writes a scalar, or opens a container. */
  private enter(from: i32): bool {
    const edits = this.edits;
    const at = edits.standIn(from);
    if (edits.isBlank(at)) {
      this.out.byte(0x3f);
      return true;
    }
    const first = this.text.at(at);
    if (first == 0x5b) return this.begin(first, new Open(false, 0, at + 1));
    if (first != 0x7b) return this.writeScalar(at, first);
    const row = this.members.count;
    return this.members.push(at) && this.begin(first, new Open(true, row, row));
  }

  private begin(bracket: u8, container: Open): bool {
    this.out.byte(bracket);
    return this.open.push(container) <= MAX_DEPTH;
  }

  /** Writes the name of the next member; where its value begins. */
  private nextMember(object: Open): i32 {
    const members = this.members;
    const isOutermost = this.open.length == 1;
    while (object.next < members.count) {
      const row = object.next++;
      if (isOutermost && members.isNamed(row, this.names)) continue;
      this.separate(object);
      members.writeName(this.out, row);
      this.out.byte(0x3a);
      return members.valueFrom(row);
    }
    members.drop(object.first);
    this.out.byte(0x7d);
    return NONE;
  }

  /** Where the next element that is not omitted begins. */
  private nextElement(array: Open): i32 {
    const text = this.text;
    while (true) {
      let at = skipSpace(text, array.next);
      if (text.at(at) == 0x2c) at = skipSpace(text, at + 1);
      if (text.at(at) == 0x5d) {
        this.out.byte(0x5d);
        return NONE;
      }
      array.next = passValue(text, at);
      if (this.edits.isOmitted(at)) continue;
      this.separate(array);
      return at;
    }
  }

  private separate(container: Open): void {
    if (!container.isEmpty) this.out.byte(0x2c);
    container.isEmpty = false;
  }

  private writeScalar(at: i32, first: u8): bool {
    const end = passValue(this.text, at);
    if (first == 0x22) return this.writeString(at, end);
    if (first == 0x2d || first <= 0x39) writeCanonicalNumber(this.out, this.text.slice(at, end));
    else this.out.piece(this.text, at, end);
    return true;
  }

  private writeString(at: i32, end: i32): bool {
    // What has no escapes needs none.
    if (endOfPlain(this.text, at + 1) == end - 1) {
      this.out.piece(this.text, at, end);
      return true;
    }
    const text = decodeText(this.text.slice(at + 1, end - 1));
    if (text == null) return false;
    writeText(this.out, text);
    return true;
  }
}
