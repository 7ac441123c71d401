import { Slice } from "../../assembly/bytes/slice";
import { bytesOf } from "../support/bytes";
import { cases, expectMalformed, expectWellFormed, isWellFormed } from "../support/json";

/** An array with one string of these bytes (in hexadecimal) in it. */
function stringOf(hex: string): Slice {
  return bytesOf("5b 22" + hex + "22 5d");
}

// The cases are those of https://github.com/nst/JSONTestSuite, class by class, and more.
describe("a number in JSON", () => {
  it("has digits, and may have a sign, a fraction and an exponent", () => {
    expectWellFormed(cases("0 | -0 | 1 | -1 | 10 | -123 | 0.5 | -0.0 | 1.0 | 123.456789 | 1e2 | 1E2"));
    expectWellFormed(cases("1e+2 | 1e-2 | 1E+2 | 1E-2 | 0e1 | 0e+1 | 0E0 | 1e00 | 20e1 | 123.456e78"));
    expectWellFormed(cases("[123e65] | [1E22] | 1e-10000000 | [-123123e100000]"));
    expectWellFormed(cases("[0.4e0066999999999999999999999999999] | [-1e+9999]"));
    expectWellFormed(cases("[-123123123123123123123123123123]"));
    expectWellFormed(cases("1000000000000000000000000.00000000000000000000000000001"));
  });

  it("has no plus sign and no zero at the front", () => {
    expectMalformed(cases("[+1] | [++1234] | [+Inf] | [-01] | [012] | [-012] | 00 | -00 | 01.5 | [00.1]"));
  });

  it("has digits on both sides of its point", () => {
    expectMalformed(cases("[.5] | [-.5] | [1.] | [-2.] | [.-1] | [.2e-3] | [2.e3] | [2.e+3] | [2.e-3]"));
    expectMalformed(cases("[0.e1] | [9.e+] | [0.1.2] | [-1.0.] | [1..2] | ."));
  });

  it("has digits in its exponent", () => {
    expectMalformed(cases("[0e] | [0E] | [0e+] | [0E+] | [0.3e] | [0.3e+] | [1.0e] | [1.0e+] | [1.0e-]"));
    expectMalformed(cases("[1eE2] | [0e+-1] | [1ea] | [1e1.5] | [1e1e1] | e5 | [e]"));
  });

  it("has nothing else in it", () => {
    expectMalformed(cases("- | [-] | [--1] | [- 1] | [-foo] | [-Infinity] | [-1x] | [1 000.0] | [1_000]"));
    expectMalformed(cases("[1+2] | [0x1] | [0x42] | [Inf] | [１] | [-123.123foo] | [1.2a-3]"));
    expectMalformed(cases("[1.8011670033376514H-308] | [1\u0000] | [1n] | [1f] | [1-] | [0b1]"));
    expect(isWellFormed(bytesOf("5b 31 32 33 e5 5d"))).toBe(0);
    expect(isWellFormed(bytesOf("5b 31 65 31 e5 5d"))).toBe(0);
    expect(isWellFormed(bytesOf("5b 31 65 e5 5d"))).toBe(0);
    expect(isWellFormed(bytesOf("5b 30 e5 5d"))).toBe(0);
  });
});

describe("a string in JSON", () => {
  it("may have every escape there is", () => {
    expectWellFormed(cases("['\\'\\\\\\/\\b\\f\\n\\r\\t'] | ['\\u0000\\u002c\\u12AB\\uabcd\\uFFFF']"));
    expectWellFormed(cases("['\\''] | ['\\\\'] | ['\\\\u0000'] | ['\\\\a'] | ['\\uD801\\udc37']"));
    expectWellFormed(cases("['\\uDBFF\\uDFFF'] | ['a/*b*/c/*d//e']"));
  });

  it("may escape half a surrogate pair as far as the grammar goes", () => {
    expectWellFormed(cases("['\\uD800'] | ['\\uDFAA'] | ['\\uDd1e\\uD834'] | ['\\uD800\\uD800\\n']"));
    expectWellFormed(cases("['\\uD888\\u1234']"));
  });

  it("has no other escape", () => {
    expectMalformed(cases("['\\x00'] | ['\\a'] | ['\\ '] | ['\\0'] | ['\\N'] | ['\\v'] | ['\\\t']"));
    expectMalformed(cases("['\\\u0000'] | ['\\é'] | ['\\uqqqq'] | ['\\u00A'] | ['\\u'] | ['\\u 041']"));
    expectMalformed(cases("['\\uD834\\uDd'] | '\\UA66D' | ['\\u+041'] | ['\\uD800\\u'] | ['\\uD800\\u1']"));
    expectMalformed(cases("['\\uD800\\u1x'] | ['\\uD800\\uD800\\x'] | ['\\🌀'] | [\\n] | [\\u0020'asd']"));
    expectMalformed(cases("[\\u000A''] | ['\\{['\\{['\\{['\\{ | ['\\u004G'] | ['\\u00:0']"));
    expect(isWellFormed(stringOf("5c 75 e5"))).toBe(0);
    expect(isWellFormed(stringOf("5c e5"))).toBe(0);
  });

  it("has its control characters escaped", () => {
    for (let code = 0; code < 0x20; code++) {
      const hex = code.toString(16).padStart(2, "0");
      expect(isWellFormed(stringOf(hex))).toBe(0, hex);
      expect(isWellFormed(stringOf("61" + hex + "61"))).toBe(0, hex);
      expectWellFormed(["'\\u00" + hex + "'"]);
    }
  });

  it("has every other byte as it is, whether or not it is UTF-8", () => {
    for (let byte = 0x20; byte <= 0xff; byte++) {
      const hex = byte.toString(16);
      if (byte != 0x22 && byte != 0x5c) expect(isWellFormed(stringOf(hex))).toBe(1, hex);
    }
    expectWellFormed(cases("['€𝄞'] | ['\u2028\u2029\u007f\uffff']"));
  });

  it("ends with a quote that is not escaped", () => {
    expectMalformed(cases("['\\ | ['\\' | ['\\'] | ['\\\\\\'] | '\\ | 'a | 'a\\' | '\\u004 | '\\u0041"));
    expectMalformed(cases("['\\uD800\\']"));
  });
});
