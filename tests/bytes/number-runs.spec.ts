import { endOfList, endOfNumber } from "../../assembly/bytes/number-runs";
import { Slice } from "../../assembly/bytes/slice";
import { amid } from "../support/bytes";

/** What `endOfList` says, number by number. */
function slowEndOfList(text: Slice): i32 {
  let end = endOfNumber(text, 0);
  while (end >= 0 && end < text.length && text.at(end) == 0x2c) {
    const next = endOfNumber(text, end + 1);
    if (next < 0) break;
    end = next;
  }
  return end;
}

/** Numbers that follow from each other, below `limit`. */
class Draw {
  private state: u32 = 1;

  next(limit: u32): u32 {
    this.state = this.state * 1664525 + 1013904223;
    return (this.state >> 8) % limit;
  }
}

const NUMBERS: string[] = [
  "0",
  "-0",
  "0.5",
  "-0.012345678",
  "12",
  "-7.25",
  "1234567.5",
  "0.000000001",
  "100",
  "-1.0",
  "3e5",
];

/** Bytes that do not belong where they are put. */
const STRAYS: string = "0123.,-eE+ ]x";

function list(draw: Draw, numbers: u32): string {
  let text = "";
  for (let left = numbers; left > 0; left--) {
    text += NUMBERS[draw.next(NUMBERS.length - (draw.next(4) == 0 ? 0 : 1))] + (left > 1 ? "," : "");
  }
  return text;
}

describe("a run of numbers", () => {
  it("that is one ends where no number goes on", () => {
    const numbers = [
      "0",
      "-0",
      "12345678",
      "1234567890123456789",
      "-1.0123456789",
      "0.5e+7",
      "1E-12345678901",
    ];
    for (let i = 0; i < numbers.length; i++) {
      const length = numbers[i].length;
      expect(endOfNumber(amid(Slice.of(numbers[i]), 3, 0x37), 0)).toBe(length, numbers[i]);
      expect(endOfNumber(Slice.of("[" + numbers[i] + ",1234567]"), 1)).toBe(length + 1, numbers[i]);
    }
    expect(endOfNumber(Slice.of("0123456789"), 0)).toBe(1);
    expect(endOfNumber(Slice.of("1/:.5"), 0)).toBe(1);
    expect(endOfNumber(Slice.of("1234567:12345678"), 0)).toBe(7);
    expect(endOfNumber(Slice.of("1234567/12345678"), 0)).toBe(7);
    const none = ["", "-", ".5", "+1", "a", "1.", "1.e5", "-.5", "1e", "1e+", "1E-x", "12345678.", ":", "/"];
    for (let i = 0; i < none.length; i++)
      expect(endOfNumber(amid(Slice.of(none[i]), 3, 0x20), 0)).toBe(-1, none[i]);
  });

  it("with commas ends where no number follows at once", () => {
    const lists = ["1", "1,2", "-0.5,0.25,1e5,12345678901"];
    for (let i = 0; i < lists.length; i++) {
      const end = lists[i].length;
      expect(endOfList(amid(Slice.of(lists[i]), 3, 0x2c), 0)).toBe(end, lists[i]);
      expect(endOfList(Slice.of(lists[i] + "]"), 0)).toBe(end, lists[i]);
      expect(endOfList(Slice.of(lists[i] + ", 3]"), 0)).toBe(end, lists[i]);
      expect(endOfList(Slice.of(lists[i] + ",]"), 0)).toBe(end, lists[i]);
      expect(endOfList(Slice.of(lists[i] + ",1.]"), 0)).toBe(end, lists[i]);
    }
    expect(endOfList(Slice.of("x,1"), 0)).toBe(-1);
  });

  it("ends where it ends number by number, however long it is and whatever stands in it", () => {
    const draw = new Draw();
    for (let round = 0; round < 6000; round++) {
      let text = list(draw, 1 + draw.next(60));
      for (let strays = draw.next(3); strays > 0; strays--) {
        const at = draw.next(text.length + 1);
        text = text.slice(0, at) + STRAYS.charAt(draw.next(STRAYS.length)) + text.slice(at + draw.next(2));
      }
      const bytes = amid(Slice.of(text + "]"), draw.next(16), 0x37);
      const end = endOfList(bytes, 0);
      if (end != slowEndOfList(bytes)) expect(end).toBe(slowEndOfList(bytes), text);
    }
  });

  it("ends at what is none, wherever that stands", () => {
    const faults = [
      ",,",
      ",-,",
      ",--1,",
      ",1-1,",
      ",1-,",
      ",.5,",
      ",-.5,",
      ",1.,",
      ",1..5,",
      ",1.5.5,",
      ",1.-5,",
      ",1.23.4,",
      ",01,",
      ",-01,",
      ",00.5,",
      ",1e5,",
      ", 1,",
      ",x,",
    ];
    for (let i = 0; i < faults.length; i++) {
      for (let before = 1; before < 200; before++) {
        // Numbers of one digit, and one that shifts them all.
        const text = "1".repeat(1 + (before & 1)) + ",1".repeat(before >> 1) + faults[i] + "1,".repeat(99);
        const bytes = Slice.of(text);
        const end = endOfList(bytes, 0);
        if (end != slowEndOfList(bytes))
          expect(end).toBe(slowEndOfList(bytes), faults[i] + before.toString());
      }
    }
  });

  it("is passed whole where each number is as in a vector", () => {
    const text = "-0.012345678,".repeat(200) + "0.5";
    expect(endOfList(Slice.of("[" + text + "]"), 1)).toBe(1 + text.length);
  });
});
