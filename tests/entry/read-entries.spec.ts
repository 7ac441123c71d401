import { Slice } from "../../assembly/bytes/slice";
import { Completion } from "../../assembly/chat/completion";
import { Entry } from "../../assembly/entry/entry";
import { ReadEntries } from "../../assembly/entry/read-entries";
import { parsed } from "../support/json";

const RECORD: Slice = Slice.of("a record");

function entry(question: string): Entry {
  const completion = new Completion(parsed("{'choices':[]}"));
  return new Entry(Slice.of("scope"), Slice.of("model"), Slice.of(question), 1, 2, completion);
}

/** An id that falls to the place that its first two digits name. */
function id(digits: string): Slice {
  return Slice.of(digits.padEnd(64, "0"));
}

function found(entries: ReadEntries, id: Slice, until: i64 = 5, cas: u32 = 9): string {
  const entry = entries.find(id, until, cas);
  return entry == null ? "nothing" : entry.question.toString();
}

describe("entries that were read", () => {
  it("are found by their ids as long as their set is as it was", () => {
    const entries = new ReadEntries();
    expect(found(entries, id("07"))).toBe("nothing");
    entries.keep(id("07"), 5, 9, entry("a"), RECORD);
    entries.keep(id("08"), 5, 9, entry("b"), RECORD);
    expect(found(entries, id("07"))).toBe("a");
    expect(found(entries, id("08"))).toBe("b");
    expect(found(entries, id("07"), 6)).toBe("nothing", "it was kept anew");
    expect(found(entries, id("07"), 5, 10)).toBe("nothing", "the set was written");
    expect(found(entries, id("070"))).toBe("a");
    expect(found(entries, id("071"))).toBe("nothing", "another one of that place");
  });

  it("push others out of their place", () => {
    const entries = new ReadEntries();
    entries.keep(id("071"), 5, 9, entry("a"), RECORD);
    entries.keep(id("072"), 5, 9, entry("b"), RECORD);
    expect(found(entries, id("071"))).toBe("nothing");
    expect(found(entries, id("072"))).toBe("b");
  });

  it("are short ones, so that few kilobytes are held", () => {
    const entries = new ReadEntries();
    entries.keep(id("07"), 5, 9, entry("a"), Slice.of("x".repeat(4097)));
    expect(found(entries, id("07"))).toBe("nothing");
    entries.keep(id("07"), 5, 9, entry("a"), Slice.of("x".repeat(4096)));
    expect(found(entries, id("07"))).toBe("a");
  });
});
