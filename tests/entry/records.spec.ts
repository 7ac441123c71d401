import { Slice } from "../../assembly/bytes/slice";
import { Entry } from "../../assembly/entry/entry";
import { Records } from "../../assembly/entry/records";
import { answer, choice, completionOf } from "../support/chat";
import { amid } from "../support/bytes";

const ID: Slice = Slice.of("a".repeat(64));
const OTHER_ID: Slice = Slice.of("b".repeat(64));
const KEY: Slice = Slice.of("0123456789abcdef");
const NEXT: Slice = Slice.of("fedcba9876543210");

const entry: Entry = new Entry(
  Slice.of("5c09e"),
  Slice.of("m"),
  Slice.of("q"),
  1000,
  0,
  completionOf(answer(choice("'content':'hi'"))),
);

function readBy(keys: Slice[], record: Slice, id: Slice = ID): bool {
  const read = new Records(keys).read(id, amid(record, 2, 0x66));
  if (read != null) expect(read.completion.text().toString()).toBe("hi");
  return read != null;
}

describe("a record without a key", () => {
  it("is the entry, and nothing else", () => {
    const record = new Records([]).write(ID, entry);
    expect(record.toString()).toBe(entry.write().toString());
    expect(readBy([], record)).toBe(true);
    expect(readBy([], record, OTHER_ID)).toBe(true);
  });

  it("is none for who has a key", () => {
    expect(readBy([KEY], entry.write())).toBe(false);
    expect(readBy([KEY], Slice.EMPTY)).toBe(false);
  });
});

describe("a signed record", () => {
  it("begins with the HMAC-SHA-256 of the id and the entry", () => {
    // By Node: createHmac("sha256", "0123456789abcdef").update("a".repeat(64) + record).digest("hex")
    const record = new Records([KEY]).write(ID, entry).toString();
    expect(record.substring(64)).toBe(entry.write().toString());
    expect(record.substring(0, 64)).toBe("b0a9d2fae3d9534d436e5bea07f8c684e08cac9b5ff2ab9e7a427fde42852391");
  });

  it("is read by who has its key, first or second", () => {
    const record = new Records([KEY]).write(ID, entry);
    expect(readBy([KEY], record)).toBe(true);
    expect(readBy([NEXT, KEY], record)).toBe(true);
    expect(readBy([NEXT], record)).toBe(false);
  });

  it("is signed by the first key alone", () => {
    const record = new Records([NEXT, KEY]).write(ID, entry);
    expect(readBy([NEXT], record)).toBe(true);
    expect(readBy([KEY], record)).toBe(false);
  });

  it("is none under another id", () => {
    const record = new Records([KEY]).write(ID, entry);
    expect(readBy([KEY], record, OTHER_ID)).toBe(false);
  });

  it("is none where any byte of it has been changed, or lost", () => {
    const record = new Records([KEY]).write(ID, entry);
    for (let i = 0; i < record.length; i++) {
      const damaged = Slice.of(record.toString());
      store<u8>(damaged.pointer + i, record.at(i) ^ 1);
      expect(readBy([KEY], damaged)).toBe(false, i.toString());
      expect(readBy([KEY], record.slice(0, i))).toBe(false, i.toString());
    }
  });

  it("is none for who has no key", () => {
    expect(readBy([], new Records([KEY]).write(ID, entry))).toBe(false);
  });
});
