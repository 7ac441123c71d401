import { Slice } from "../../assembly/bytes/slice";
import { isUtf8 } from "../../assembly/bytes/utf8";
import { amid, bytesOf, isSurrogate, utf8Of } from "../support/bytes";

/** The sequence with `before` and `after` ASCII bytes around it, and bytes that would go on with it past the end. */
function among(sequence: Slice, before: i32, after: i32): Slice {
  const whole = amid(sequence, before, 0x61);
  const text = new Slice(whole.buffer, 0, whole.end + after);
  store<u64>(text.pointer + <usize>text.length, 0x8080808080808080);
  return text;
}

/** How many of the placements around blocks of eight bytes are well-formed; there are 17 × 9 of them. */
function countWellFormed(sequence: Slice): i32 {
  let count = 0;
  for (let before = 0; before <= 16; before++) {
    for (let after = 0; after <= 8; after++) if (isUtf8(among(sequence, before, after))) count++;
  }
  return count;
}

function expectUtf8(sequences: string[]): void {
  for (let i = 0; i < sequences.length; i++) {
    expect(countWellFormed(bytesOf(sequences[i]))).toBe(17 * 9, sequences[i]);
  }
}

function expectNotUtf8(sequences: string[]): void {
  for (let i = 0; i < sequences.length; i++) {
    expect(countWellFormed(bytesOf(sequences[i]))).toBe(0, sequences[i]);
  }
}

/** The first code point, from 0 in steps, that is told wrongly, or -1. */
function firstToldWrongly(step: i32): i32 {
  for (let code = 0; code <= 0x10ffff; code += step) {
    if (isSurrogate(code)) continue;
    if (!isUtf8(utf8Of(code))) return code;
  }
  return -1;
}

/** The same three-byte form as for other code points, which no surrogate may have. */
function encodedSurrogate(code: i32): Slice {
  const bytes = bytesOf("e0 80 80");
  store<u8>(bytes.pointer, 0xe0 | (<u8>(code >> 12)), 0);
  store<u8>(bytes.pointer, 0x80 | (<u8>((code >> 6) & 63)), 1);
  store<u8>(bytes.pointer, 0x80 | (<u8>(code & 63)), 2);
  return bytes;
}

describe("well-formed UTF-8", () => {
  it("is nothing at all, and ASCII of any length", () => {
    expect(isUtf8(Slice.EMPTY)).toBe(true);
    expectUtf8(["", "00", "7f", "61 62 63 64 65 66 67 68", "00 01 02 03 04 05 06 07 08 09"]);
  });

  it("is every code point but the surrogates", () => {
    expect(firstToldWrongly(1)).toBe(-1);
  });

  it("has its first and last sequence of each length, wherever it lies", () => {
    expectUtf8(["c2 80", "df bf", "e0 a0 80", "ef bf bf", "f0 90 80 80", "f4 8f bf bf"]);
    expectUtf8(["ed 9f bf", "ee 80 80", "e1 80 80", "ec bf bf", "f1 80 80 80", "f3 bf bf bf"]);
    expectUtf8(["c3 a9 e4 b8 ad f0 9f 98 80", "ef bb bf", "ef bf be", "f4 8f bf be"]);
  });
});

describe("malformed UTF-8", () => {
  it("is a byte that no sequence has", () => {
    expectNotUtf8(["c0", "c1", "f5", "f6", "f8", "fc", "fe", "ff", "ff ff"]);
    expectNotUtf8(["f5 80 80 80", "f8 88 80 80 80", "fc 84 80 80 80 80"]);
  });

  it("is a continuation byte without a beginning", () => {
    expectNotUtf8(["80", "bf", "80 80", "c3 a9 80", "e4 b8 ad 80", "f0 9f 98 80 80"]);
  });

  it("is a longer form than needed", () => {
    expectNotUtf8(["c0 80", "c0 af", "c1 bf", "e0 80 80", "e0 80 af", "e0 9f bf"]);
    expectNotUtf8(["f0 80 80 80", "f0 80 80 af", "f0 8f bf bf"]);
  });

  it("is a surrogate, alone or in a pair", () => {
    expectNotUtf8(["ed a0 80", "ed ad bf", "ed ae 80", "ed af bf", "ed b0 80", "ed bf bf"]);
    expectNotUtf8(["ed a0 80 ed b0 80", "ed a0 bd ed b8 80"]);
    for (let code = 0xd800; code <= 0xdfff; code++) {
      if (isUtf8(encodedSurrogate(code))) expect(code).toBe(-1);
    }
  });

  it("is what lies past U+10FFFF", () => {
    expectNotUtf8(["f4 90 80 80", "f4 bf bf bf", "f5 80 80 80", "f7 bf bf bf"]);
  });

  it("is a sequence that breaks off, before other text", () => {
    expectNotUtf8(["c3 61", "e4 61", "e4 b8 61", "f0 61", "f0 9f 61", "f0 9f 98 61"]);
    expectNotUtf8(["c3 c3 a9", "e4 b8 c3 a9", "f0 9f 98 c3 a9", "e4 b8 f0 9f 98 80"]);
    expectNotUtf8(["c3 00", "e4 b8 7f", "f0 9f 98 ff"]);
  });

  it("is a sequence that breaks off at the end, whatever lies behind it", () => {
    for (let before = 0; before <= 16; before++) {
      expect(isUtf8(among(bytesOf("c3"), before, 0))).toBe(false);
      expect(isUtf8(among(bytesOf("e4"), before, 0))).toBe(false);
      expect(isUtf8(among(bytesOf("e4 b8"), before, 0))).toBe(false);
      expect(isUtf8(among(bytesOf("f0"), before, 0))).toBe(false);
      expect(isUtf8(among(bytesOf("f0 9f"), before, 0))).toBe(false);
      expect(isUtf8(among(bytesOf("f0 9f 98"), before, 0))).toBe(false);
    }
  });
});
