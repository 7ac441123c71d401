import { countOf } from "../../assembly/bytes/count";
import { Slice } from "../../assembly/bytes/slice";

function expectCount(text: string, count: i32): void {
  expect(countOf(Slice.of(text))).toBe(count, text);
}

describe("a count", () => {
  it("is what digits spell", () => {
    expectCount("0", 0);
    expectCount("200", 200);
    expectCount("007", 7);
  });

  it("is the most that there is where they spell more", () => {
    expectCount("2147483647", i32.MAX_VALUE);
    expectCount("2147483648", i32.MAX_VALUE);
    expectCount("9".repeat(100), i32.MAX_VALUE);
  });

  it("is none where there is anything else, or nothing", () => {
    const others = ["", " 1", "1 ", "-1", "+1", "1.0", "1e3", "0x1", "١", "/", ":"];
    for (let i = 0; i < others.length; i++) expectCount(others[i], -1);
  });
});
