import { Slice } from "../../assembly/bytes/slice";
import { readLocal, writeLocal } from "../../assembly/entry/local-record";
import { amid } from "../support/bytes";

const OWNER: Slice = Slice.of("0123456789abcdef0123456789abcdef");
const ID: Slice = Slice.of("a".repeat(64));
const UNTIL: i64 = 1700000000123;

/** A slot that says "record". */
function slot(): Slice {
  return amid(writeLocal(OWNER, ID, UNTIL, Slice.of("record")), 3, 0x61);
}

/** The record in a slot, or `none`. */
function recordIn(value: Slice, owner: Slice = OWNER, id: Slice = ID, until: i64 = UNTIL): string {
  const record = readLocal(value, owner, id, until);
  return record == null ? "none" : record.toString();
}

describe("a slot of the local cache", () => {
  it("gives back the record that it holds", () => {
    expect(recordIn(slot())).toBe("record");
    expect(recordIn(writeLocal(OWNER, ID, UNTIL, Slice.EMPTY))).toBe("");
  });

  it("gives nothing to who looks for another entry, at another store, or for one of another time", () => {
    expect(recordIn(slot(), Slice.of("0123456789abcdef0123456789abcdeX"))).toBe("none");
    expect(recordIn(slot(), OWNER, Slice.of("a".repeat(63) + "b"))).toBe("none");
    expect(recordIn(slot(), OWNER, ID, UNTIL + 1)).toBe("none");
  });

  it("gives nothing where it is cut off or holds something else", () => {
    const whole = slot();
    for (let length = 0; length < whole.length - 6; length++) {
      expect(recordIn(whole.slice(0, length))).toBe("none", length.toString());
    }
    expect(recordIn(Slice.of("x".repeat(200)))).toBe("none");
  });
});
