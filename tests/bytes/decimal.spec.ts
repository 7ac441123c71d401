import { decimalOf } from "../../assembly/bytes/decimal";
import { Slice } from "../../assembly/bytes/slice";

function expectNumber(text: string, number: i32): void {
  expect(decimalOf(Slice.of(text))).toBe(number, text);
}

describe("a number in decimal", () => {
  it("is what digits spell", () => {
    expectNumber("0", 0);
    expectNumber("200", 200);
    expectNumber("007", 7);
  });

  it("is the most that there is where they spell more", () => {
    expectNumber("2147483647", i32.MAX_VALUE);
    expectNumber("2147483648", i32.MAX_VALUE);
    expectNumber("9".repeat(100), i32.MAX_VALUE);
  });

  it("is none where there is anything else, or nothing", () => {
    const others = ["", " 1", "1 ", "-1", "+1", "1.0", "1e3", "0x1", "١", "/", ":"];
    for (let i = 0; i < others.length; i++) expectNumber(others[i], -1);
  });
});
