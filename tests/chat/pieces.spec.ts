import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { isUtf8 } from "../../assembly/bytes/utf8";
import { Pieces } from "../../assembly/chat/pieces";
import { JsonValue } from "../../assembly/json/value";
import { amid } from "../support/bytes";
import { escaped } from "../support/chat";

/** The pieces of a text (as it stands between the quotes of a JSON string), with a bar between them. */
function cut(text: string, size: i32): string {
  const bytes = Slice.of(text);
  const pieces = new Pieces(bytes, size);
  const list: string[] = [];
  while (pieces.next()) list.push(bytes.slice(pieces.from, pieces.to).toString());
  return list.join("|");
}

/** What is wrong with the pieces of a text at this size, or nothing. */
function fault(text: Slice, size: i32): string {
  const bytes = amid(text, 1, 0x5c);
  const pieces = new Pieces(bytes, size);
  const joined = new ByteWriter();
  while (pieces.next()) {
    const piece = bytes.slice(pieces.from, pieces.to);
    if (piece.length == 0) return "an empty piece";
    if (piece.length > 3 * size + 12) return "a piece too long: " + piece.toString();
    if (!isUtf8(piece)) return "a character cut";
    const value = JsonValue.parse(new ByteWriter().byte(0x22).slice(piece).byte(0x22).finish());
    if (value == null) return "an escape cut: " + piece.toString();
    if (value.text() == null) return "a surrogate pair cut: " + piece.toString();
    joined.slice(piece);
  }
  return joined.finish().equalsSlice(text) ? "" : "another text";
}

/** Each text is cut well at every size. */
function expectCutWell(texts: string[]): void {
  for (let i = 0; i < texts.length; i++) {
    const text = Slice.of(texts[i]);
    for (let size = 1; size <= 24; size++) {
      const found = fault(text, size);
      if (found.length > 0) expect(found).toBe("", texts[i] + " at " + size.toString());
    }
    expect(fault(text, text.length)).toBe("", texts[i]);
  }
}

describe("the pieces of a text", () => {
  it("end after a space", () => {
    expect(cut("one two three four", 4)).toBe("one |two |three |four");
    expect(cut("one two three four", 5)).toBe("one two |three |four");
    expect(cut("a b c d e f", 4)).toBe("a b |c d |e f");
  });

  it("end without one when a word is too long", () => {
    expect(cut("abcdefghijklmnop", 4)).toBe("abcdefghijkl|mnop");
    expect(cut("-".repeat(1000), 4).split("|").length).toBe(84);
  });

  it("end anywhere in a script that is written without spaces", () => {
    expect(cut("杭州在浙江", 6)).toBe("杭州|在浙|江");
    expect(cut("こんにちは", 3)).toBe("こ|ん|に|ち|は");
  });

  it("are none for no text, and one for a short one", () => {
    expect(cut("", 16)).toBe("");
    expect(cut("a", 16)).toBe("a");
    expect(cut("hi there", 100)).toBe("hi there");
  });

  it("never cut a character", () => {
    expectCutWell([
      "é".repeat(40),
      "中".repeat(40),
      "😀".repeat(40),
      "aé中😀 ".repeat(20),
      "\u007f\u0080\u07ff\u0800\uffff",
    ]);
    expectCutWell(["👨‍👩‍👧‍👦".repeat(8), "🇨🇭🏳️‍🌈e\u0301".repeat(8), "مرحبا بالعالم".repeat(4), "x" + "🀀".repeat(30)]);
  });

  it("never cut an escape", () => {
    expectCutWell([
      "\\n".repeat(60),
      "\\\\".repeat(60),
      '\\"'.repeat(60),
      "\\/a\\b\\f\\n\\r\\t".repeat(10),
      "a\\\\",
    ]);
    expectCutWell([
      "\\u0000".repeat(30),
      "\\u00e9x".repeat(30),
      "\\\\u0041".repeat(20),
      "x\\\\\\n".repeat(30),
    ]);
    expectCutWell(["\\\\\\\\ud83d \\\\ude00 ".repeat(10), "\\uD7FF\\uE000\\uFFFF".repeat(10)]);
    for (let code = 0; code < 0x20; code++) expectCutWell([escaped(String.fromCharCode(code)).repeat(10)]);
  });

  it("never cut a surrogate pair", () => {
    expectCutWell([escaped("😀").repeat(30), "a" + escaped("😀b").repeat(30), "\\uD83D\\uDE00".repeat(30)]);
    expectCutWell([
      "\\ud800\\udc00\\udbff\\udfff".repeat(10),
      escaped("👨‍👩‍👧‍👦").repeat(6),
      "xy" + escaped("𝄞") + "z",
    ]);
  });

  it("are whole strings even where half a pair stands alone", () => {
    const texts = [
      "\\ud83d",
      "\\ud83d\\n\\n\\n\\n",
      "\\ud83d\\nabc\\nabc",
      "\\ud83dabcde\\n\\\\\\n",
      "\\ude00\\ud83d\\\\\\\\\\\\",
    ];
    for (let i = 0; i < texts.length; i++) {
      const text = Slice.of(texts[i].repeat(4));
      for (let size = 1; size <= 24; size++) {
        const found = fault(text, size);
        const isWhole = found.length == 0 || found.startsWith("a surrogate");
        if (!isWhole) expect(found).toBe("", texts[i] + " at " + size.toString());
      }
    }
  });
});
