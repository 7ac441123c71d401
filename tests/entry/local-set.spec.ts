import { Slice } from "../../assembly/bytes/slice";
import { LocalRules, LocalSet, WAYS } from "../../assembly/entry/local-set";
import { amid, repeated } from "../support/bytes";

/** Milliseconds since 1970. */
const NOW: i64 = 1700000000000;
const SECOND: i64 = NOW / 1000;
const TTL: i64 = 10000;
const GRACE: i64 = 11000;

function setOf(value: Slice | null, now: i64 = NOW, ways: i32 = WAYS, ttl: i64 = TTL): LocalSet {
  return LocalSet.read(value, new LocalRules(ways, ttl, GRACE), now);
}

/** A set in which the tags 1, 2, … have been put one after the other, a millisecond apart. */
function filled(count: i32): LocalSet {
  let set = setOf(null);
  for (let i = 0; i < count; i++) {
    const tag = <u64>(i + 1);
    const way = set.placeFor(tag, SECOND, false);
    set = set.withRecord(way, tag, SECOND, NOW + 5000 + i);
  }
  return set;
}

/** A set of the tags 1 and 2, the second of which has been removed. */
function removed(): LocalSet {
  const set = filled(2);
  expect(set.placeForRemoved(2)).toBe(1);
  return set.withRemoved(1, 2);
}

/** The tags from 1 to `last` that are found. */
function tagsIn(set: LocalSet, last: i32): string {
  let found = "";
  for (let tag = 1; tag <= last; tag++) if (set.find(tag) >= 0) found += tag.toString();
  return found;
}

describe("a set of the local cache", () => {
  it("is empty where nothing is shared, or something else is", () => {
    expect(setOf(null).find(0)).toBe(-1);
    expect(setOf(repeated(0xff, 127)).find(u64.MAX_VALUE)).toBe(-1);
    expect(setOf(repeated(0xff, 128)).find(u64.MAX_VALUE)).toBe(-1);
    expect(setOf(Slice.EMPTY).placeFor(7, 0, false)).toBe(0);
  });

  it("finds what was put into it, once it is written and read again", () => {
    const set = filled(WAYS);
    expect(tagsIn(setOf(amid(set.write(), 3, 0xff)), 6)).toBe("1234");
    expect(set.until(set.find(3))).toBe(NOW + 5002);
  });

  it("leaves the one alone that it was made from", () => {
    const before = filled(1);
    const after = before.withRecord(0, 9, SECOND, NOW + 1);
    expect(tagsIn(before, 9)).toBe("1");
    expect(tagsIn(after, 9)).toBe("9");
  });

  it("gives up what was put into it first", () => {
    expect(tagsIn(filled(WAYS + 1), 6)).toBe("2345");
    expect(tagsIn(filled(WAYS + 2), 6)).toBe("3456");
  });

  it("gives up what has run out before what has not", () => {
    const set = filled(WAYS).withRecord(2, 3, SECOND, NOW - 1);
    expect(set.placeFor(9, SECOND, false)).toBe(2);
  });

  it("serves until the time that it says, and not from then on", () => {
    const value = setOf(null)
      .withRecord(0, 1, SECOND, NOW + 500)
      .write();
    expect(setOf(value, NOW + 499).find(1)).toBe(0);
    expect(setOf(value, NOW + 500).find(1)).toBe(-1);
  });

  it("does not serve what was to be served for longer than its rules allow, and puts its own there", () => {
    const value = setOf(null)
      .withRecord(0, 1, SECOND, NOW + TTL)
      .write();
    expect(setOf(value).find(1)).toBe(0);
    expect(setOf(value).placeFor(1, SECOND, false)).toBe(-1);
    expect(setOf(value, NOW - 1).find(1)).toBe(-1, "the clock was put back");
    expect(setOf(value, NOW, WAYS, TTL - 1).find(1)).toBe(-1, "other rules");
    expect(setOf(value, NOW, WAYS, TTL - 1).placeFor(1, SECOND, false)).toBe(0);
  });

  it("keeps to the ways that its rules give it", () => {
    let set = setOf(null, NOW, 2);
    for (let tag: u64 = 1; tag <= 5; tag++) {
      const way = set.placeFor(tag, SECOND, true);
      expect(way < 2).toBe(true);
      set = set.withRecord(way, tag, SECOND, NOW + 100 + tag);
    }
    expect(tagsIn(set, 5)).toBe("45");
    expect(tagsIn(setOf(filled(WAYS).write(), NOW, 1), 4)).toBe("1");
  });
});

describe("a record that is known already", () => {
  it("stays where the same one is found in the store, and gives way to a younger one", () => {
    const set = filled(2);
    expect(set.placeFor(2, SECOND, false)).toBe(-1);
    expect(set.placeFor(2, SECOND - 1, false)).toBe(-1);
    expect(set.placeFor(2, SECOND + 1, false)).toBe(1);
  });

  it("gives way to a new one, whatever the clocks say", () => {
    expect(filled(2).placeFor(2, SECOND - 3, true)).toBe(1);
  });

  it("gives way to the same one once its time has run out", () => {
    expect(setOf(filled(2).write(), NOW + 6000).placeFor(2, SECOND, false)).toBe(1);
  });
});

describe("a removed entry", () => {
  it("is not found, and others are", () => {
    expect(tagsIn(removed(), 2)).toBe("1");
  });

  it("is not taken again where it was made before, neither from the store nor as new", () => {
    expect(removed().placeFor(2, SECOND, false)).toBe(-1);
    expect(removed().placeFor(2, SECOND, true)).toBe(-1);
    expect(removed().placeFor(2, SECOND + 1, false)).toBe(1);
    expect(removed().placeFor(2, SECOND + 1, true)).toBe(1);
  });

  it("may come back when no call can bring the old one any more", () => {
    const value = removed().write();
    expect(setOf(value, NOW + GRACE - 1).placeFor(2, SECOND, false)).toBe(-1);
    expect(setOf(value, NOW + GRACE).placeFor(2, SECOND, false)).toBe(1);
  });

  it("is marked though it was not known", () => {
    const set = filled(WAYS);
    const way = set.placeForRemoved(9);
    expect(way).toBe(0, "in place of what was put there first");
    expect(set.withRemoved(way, 9).placeFor(9, SECOND, false)).toBe(-1);
  });
});
