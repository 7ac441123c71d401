import { countOf, endOfLine, endOfNumbers, endOfPlain, endOfSpace } from "../../assembly/bytes/runs";
import { Slice } from "../../assembly/bytes/slice";
import { amid } from "../support/bytes";

type End = (text: Slice, from: i32) => i32;

/** Expects `end` to stop at each of `stops`, wherever it stands in a run of `run`, and not to look past the text. */
function expectStops(end: End, run: string, stops: string[]): void {
  for (let length = 0; length <= 20; length++) {
    const before = run.repeat(length);
    expect(end(amid(Slice.of(before), 3, <u8>run.charCodeAt(0)), 0)).toBe(
      length,
      "a run to the end of the text",
    );
    for (let i = 0; i < stops.length; i++) {
      const text = Slice.of(before + stops[i] + run.repeat(9));
      expect(end(text, 0)).toBe(length, `${stops[i]} after ${length}`);
      if (length > 3) expect(end(text, 3)).toBe(length, `${stops[i]} after ${length}, from 3`);
    }
  }
}

describe("a run of bytes", () => {
  it("of plain text ends at a quote, a backslash or a control character", () => {
    expectStops(endOfPlain, "a", ['"', "\\", "\n", "\0", "\x1f"]);
    expect(endOfPlain(Slice.of(" !#[]~\x7fé日😀 and more"), 0)).toBe(
      Slice.of(" !#[]~\x7fé日😀 and more").length,
    );
  });

  it("of numbers ends at a quote, a bracket or a letter, however long it is", () => {
    expectStops(endOfNumbers, "1", ['"', "[", "]", "{", "}", "e", "E", "é"]);
    const numbers = "-1.5, +3, 0 ,\n\t1";
    expect(endOfNumbers(Slice.of(numbers), 0)).toBe(numbers.length);
    for (let length = 70; length < 170; length++) {
      const run = "1".repeat(length);
      expect(endOfNumbers(amid(Slice.of(run), 3, 0x31), 0)).toBe(length);
      expect(endOfNumbers(Slice.of(run + "]" + run), 0)).toBe(length);
    }
  });

  it("of a line ends at either end of one", () => {
    expectStops(endOfLine, "a", ["\n", "\r"]);
    expect(endOfLine(Slice.of("\t\v\f é\u2028 and more"), 0)).toBe(
      Slice.of("\t\v\f é\u2028 and more").length,
    );
  });

  it("of space ends at anything else", () => {
    expectStops(endOfSpace, " ", ["a", "\0", "\x0b", "\x1f", "é"]);
    expect(endOfSpace(Slice.of(" \t\r\n"), 0)).toBe(4);
  });
});

describe("a count of bytes", () => {
  it("is how often one stands in a text, and not beside it", () => {
    expect(countOf(amid(Slice.EMPTY, 3, 0x2c), 0x2c)).toBe(0);
    expect(countOf(amid(Slice.of(",,a,"), 3, 0x2c), 0x2c)).toBe(3);
    expect(countOf(Slice.of(",,,,,,,,,,,,,,,,,").slice(1, 12), 0x2c)).toBe(11);
    expect(countOf(Slice.of("a-,-+.,-,-----,,,-"), 0x2c)).toBe(6);
  });
});
