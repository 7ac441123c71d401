import { isAscii } from "../../assembly/bytes/ascii";
import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";

const LETTERS = "abcdefghijkl\0\x7f~ ";

describe("a text as bytes", () => {
  test("is a byte a character where it is ASCII, of any length", () => {
    for (let length = 0; length <= LETTERS.length; length++) {
      const text = LETTERS.substring(0, length);
      expect(isAscii(text)).toBe(true);
      const bytes = Slice.of(text);
      expect(bytes.length).toBe(length);
      for (let i = 0; i < length; i++) expect(<i32>bytes.at(i)).toBe(text.charCodeAt(i));
      expect(new ByteWriter(0).byte(0x21).text(text).byte(0x3f).finish().toString()).toBe("!" + text + "?");
    }
  });

  test("is UTF-8 where a character is not, wherever it stands", () => {
    const others = ["\x80", "é", "字", "Ā", "😀"];
    for (let length = 0; length <= 9; length++) {
      for (let i = 0; i < others.length; i++) {
        const text = LETTERS.substring(0, length) + others[i] + "abcdefg";
        expect(isAscii(text)).toBe(false, others[i]);
        expect(Slice.of(text).toString()).toBe(text);
        expect(new ByteWriter(0).text(text).finish().toString()).toBe(text);
      }
    }
  });
});
