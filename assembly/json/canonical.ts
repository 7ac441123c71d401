import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { Edits } from "./edits";
import { writeCanonicalNumber } from "./number";
import { MAX_DEPTH } from "./scan";
import { writeText } from "./text";
import { Elements, JsonValue, Members } from "./value";

const NOTHING: string[] = [];

/** A value with the name that it has in its object. */
class Member extends JsonValue {
  constructor(
    within: Slice,
    from: i32,
    to: i32,
    readonly key: Slice,
  ) {
    super(within, from, to);
  }
}

/** A container half written: its members in order, or its elements. */
class Open {
  next: i32 = 0;

  constructor(
    readonly members: Member[] | null,
    readonly elements: Elements | null,
  ) {}
}

/**
 * Appends `value` in a canonical form: members sorted by name, no space, one spelling for each string and
 * number. Two values get the same bytes exactly when they mean the same.
 * @returns false where that is undefined: a name occurs twice in one object, or text is no Unicode.
 */
export function writeCanonical(out: ByteWriter, value: JsonValue): bool {
  return writeCanonicalWithout(out, value, NOTHING);
}

/**
 * The same, leaving out the members of `value` itself (not those of values within) that `names` lists.
 * @param edits what else is written differently
 */
export function writeCanonicalWithout(
  out: ByteWriter,
  value: JsonValue,
  names: string[],
  edits: Edits = new Edits(new Set()),
): bool {
  const open = new Array<Open>();
  let present: JsonValue | null = value;
  while (true) {
    if (present != null) {
      const shown = edits.standIn(present);
      if (edits.isBlank(shown)) out.byte(0x3f);
      else if (!enter(out, shown, open, names)) return false;
    }
    if (open.length == 0) return true;
    present = step(out, open[open.length - 1], edits);
    if (present == null) open.pop();
  }
}

/** Whether no name occurs twice among the members of `value` itself, and all are Unicode. */
export function hasClearNames(value: JsonValue): bool {
  return sortedMembers(value, NOTHING) != null;
}

/** Writes a scalar, or opens a container; false where it is ambiguous, or nested too deep. */
function enter(out: ByteWriter, value: JsonValue, open: Open[], names: string[]): bool {
  const begun = begin(out, value, open.length == 0 ? names : NOTHING);
  if (begun == null) return writeScalar(out, value);
  if (begun.members == null && begun.elements == null) return false;
  if (open.length == MAX_DEPTH) return false;
  open.push(begun);
  return true;
}

/** Opens a container; null for a scalar, neither members nor elements where its names are ambiguous. */
function begin(out: ByteWriter, value: JsonValue, without: string[]): Open | null {
  if (value.isArray) {
    out.byte(0x5b);
    return new Open(null, new Elements(value));
  }
  if (!value.isObject) return null;
  out.byte(0x7b);
  return new Open(sortedMembers(value, without), null);
}

/** The next value of a container, after writing what stands before it; null when it is closed. */
function step(out: ByteWriter, open: Open, edits: Edits): JsonValue | null {
  const members = open.members;
  if (members == null) {
    const element = nextShown(open.elements!, edits);
    if (element == null) out.byte(0x5d);
    else if (open.next++ > 0) out.byte(0x2c);
    return element;
  }
  if (open.next == members.length) {
    out.byte(0x7d);
    return null;
  }
  const member = members[open.next];
  if (open.next++ > 0) out.byte(0x2c);
  writeText(out, member.key);
  out.byte(0x3a);
  return member;
}

/** The next element that is not omitted; null for none. */
function nextShown(elements: Elements, edits: Edits): JsonValue | null {
  while (elements.next()) {
    const element = elements.value;
    if (!edits.isOmitted(element)) return element;
  }
  return null;
}

function writeScalar(out: ByteWriter, value: JsonValue): bool {
  if (value.isText) {
    const text = value.text();
    if (text == null) return false;
    writeText(out, text);
  } else if (value.isNumber) {
    writeCanonicalNumber(out, value.raw);
  } else {
    out.slice(value.raw);
  }
  return true;
}

/** The members of an object by name; null where a name occurs twice or is no Unicode. */
function sortedMembers(object: JsonValue, without: string[]): Member[] | null {
  const members = new Array<Member>();
  const walk = new Members(object);
  while (walk.next()) {
    if (!walk.isKeyText) return null;
    members.push(new Member(object.within, walk.valueFrom, walk.valueTo, walk.key));
  }
  members.sort((a, b) => a.key.compare(b.key));
  for (let i = 1; i < members.length; i++) {
    if (members[i].key.equalsSlice(members[i - 1].key)) return null;
  }
  if (without.length == 0) return members;
  const kept = new Array<Member>();
  for (let i = 0; i < members.length; i++) if (!isNamed(members[i].key, without)) kept.push(members[i]);
  return kept;
}

function isNamed(key: Slice, names: string[]): bool {
  for (let i = 0; i < names.length; i++) if (key.equals(names[i])) return true;
  return false;
}
