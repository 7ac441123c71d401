import { Slice } from "../../assembly/bytes/slice";
import { Header } from "../../assembly/call/call";
import { serialise } from "../../assembly/host/header-map";
import { HeaderLines } from "../../assembly/host/header-lines";

function valueOf(lines: HeaderLines, name: string): string {
  const value = lines.value(name);
  return value == null ? "(none)" : value.toString();
}

describe("the lines of a header map", () => {
  it("are found by name, whatever stands before them", () => {
    const lines = new HeaderLines(
      serialise([
        new Header(":path", "/x"),
        new Header("a", ""),
        new Header("b", "ü"),
        new Header("ab", "1"),
      ]),
    );
    expect(valueOf(lines, ":path")).toBe("/x");
    expect(valueOf(lines, "a")).toBe("");
    expect(valueOf(lines, "b")).toBe("ü");
    expect(valueOf(lines, "ab")).toBe("1");
  });

  it("lack what is not there, were it part of a name", () => {
    const lines = new HeaderLines(serialise([new Header("x-key-id", "1")]));
    expect(valueOf(lines, "x-key")).toBe("(none)");
    expect(valueOf(lines, "key-id")).toBe("(none)");
    expect(valueOf(lines, "x-key-ids")).toBe("(none)");
    expect(valueOf(lines, "1")).toBe("(none)");
  });

  it("of one name are joined with a comma, in their order", () => {
    const lines = new HeaderLines(
      serialise([new Header("a", "1"), new Header("b", "2"), new Header("a", "3"), new Header("a", "")]),
    );
    expect(valueOf(lines, "a")).toBe("1,3,");
    expect(valueOf(lines, "b")).toBe("2");
  });

  it("may be none", () => {
    expect(valueOf(new HeaderLines(Slice.EMPTY), "a")).toBe("(none)");
    expect(valueOf(new HeaderLines(serialise([])), "a")).toBe("(none)");
  });
});
