import { Slice } from "../../assembly/bytes/slice";
import { normalise } from "../../assembly/key/normalise";
import { amid, bytesOf, hexOf, utf8Of } from "../support/bytes";

function folded(text: string, foldCase: bool = false): string {
  return normalise(amid(Slice.of(text), 2, 0x20), foldCase).toString();
}

/** Pairs of a text and how it is compared. */
function expectFolded(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expect(folded(pairs[i])).toBe(pairs[i + 1], pairs[i]);
    // What is normalised once stays as it is.
    expect(folded(pairs[i + 1])).toBe(pairs[i + 1], pairs[i + 1]);
  }
}

/** White_Space of Unicode (https://www.unicode.org/Public/UCD/latest/ucd/PropList.txt) within a line. */
const SPACES: i32[] = [
  0x09, 0x0b, 0x0c, 0x20, 0x85, 0xa0, 0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006, 0x2007,
  0x2008, 0x2009, 0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000,
];

describe("a normalised text", () => {
  it("has no space at its ends", () => {
    expectFolded(["  a  ", "a", "\n\ta\r\n", "a", "\u3000a\u00a0", "a", "a", "a", " \n a b \n ", "a b"]);
  });

  it("is nothing when it is but space", () => {
    expectFolded(["", "", " ", "", "\n", "", " \t\r\n\u3000\u2028 ", ""]);
  });

  it("has one space for each run within a line", () => {
    expectFolded([
      "a  b",
      "a b",
      "a \t b",
      "a b",
      "a\u00a0\u3000b",
      "a b",
      "a\u2003b  c",
      "a b c",
      "a\tb",
      "a b",
    ]);
  });

  it("has them folded wherever they stand in a long text", () => {
    for (let length = 1; length <= 40; length++) {
      const before = "é".repeat(length % 3) + "a".repeat(length);
      const pairs: string[] = [before + " ", before, " " + before, before];
      for (let i = 0; i < SPACES.length; i++) {
        const space = String.fromCharCode(SPACES[i]);
        pairs.push(before + " " + space + "b".repeat(20));
        pairs.push(before + " " + "b".repeat(20));
        pairs.push(before + space + "c d");
        pairs.push(before + " c d");
      }
      expectFolded(pairs);
    }
  });

  it("has one line feed for each run that breaks the line, and the indentation after it", () => {
    expectFolded(["a\nb", "a\nb", "a\r\nb", "a\nb", "a\rb", "a\nb", "a \n\n \nb", "a\nb", "a  \nb", "a\nb"]);
    expectFolded(["if x:\n    y\n  z", "if x:\n    y\n  z", "a\n\tb", "a\n\tb", "a\n\n  b", "a\n  b"]);
  });

  it("keeps letter case, and every letter", () => {
    expectFolded([
      "Was ist ÄÖÜ?",
      "Was ist ÄÖÜ?",
      "杭州 在哪里",
      "杭州 在哪里",
      "😀 👨‍👩‍👧",
      "😀 👨‍👩‍👧",
      "i̇İ",
      "i̇İ",
    ]);
  });

  it("has lower case where that is wanted", () => {
    expect(folded("  Hello   WORLD ", true)).toBe("hello world");
    expect(folded("ÄÖÜ ΣΑ ДА", true)).toBe("äöü σα да");
    expect(folded("中文 😀", true)).toBe("中文 😀");
    expect(folded("@AZ[`az{", true)).toBe("@az[`az{");
    expect(folded("", true)).toBe("");
    expect(folded("a\u0000B", true)).toBe("a\u0000b");
  });

  it("knows every space of Unicode", () => {
    for (let i = 0; i < SPACES.length; i++) {
      const space = utf8Of(SPACES[i]).toString();
      expect(folded(space + "a" + space + space + "b" + space)).toBe("a b", SPACES[i].toString(16));
    }
  });

  it("takes nothing else for a space", () => {
    for (let code = 1; code < 0x3100; code++) {
      if (SPACES.includes(code) || code == 0x0a || code == 0x0d || (code >= 0x1c && code <= 0x1f)) continue;
      const text = "a" + utf8Of(code).toString() + "b";
      if (folded(text) != text) expect(code.toString(16)).toBe("a letter");
    }
    expectFolded([
      "a\u200bb",
      "a\u200bb",
      "a\u180eb",
      "a\u180eb",
      "\ufeffa",
      "\ufeffa",
      "a\u2060b",
      "a\u2060b",
    ]);
  });

  it("keeps bytes that are no UTF-8 and reads no further than they go", () => {
    const ends = ["e2", "e2 80", "c2", "e1 9a", "e3 80", "e2 81", "f0 9f 98"];
    for (let i = 0; i < ends.length; i++) {
      const bytes = bytesOf("61" + ends[i]);
      expect(hexOf(normalise(amid(bytes, 1, 0x80), false))).toBe(hexOf(bytes), ends[i]);
    }
  });
});
