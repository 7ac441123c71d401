import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { decodeText, writeText } from "../../assembly/json/text";
import { JsonValue } from "../../assembly/json/value";
import { amid, hexOf, isSurrogate, utf8Of } from "../support/bytes";

/** The text of a string with `inner` between its quotes; around it lies what would complete a surrogate pair. */
function decoded(inner: string): string {
  const before = Slice.of("\\ud83d");
  const whole = new ByteWriter().slice(before).text(inner).text("\\ude00").finish();
  const text = decodeText(whole.slice(before.length, whole.length - 6));
  return text == null ? "no Unicode" : text.toString();
}

/** Pairs of what stands between quotes and its text. */
function expectTexts(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) expect(decoded(pairs[i])).toBe(pairs[i + 1], pairs[i]);
}

function expectNoUnicode(inners: string[]): void {
  for (let i = 0; i < inners.length; i++) expect(decoded(inners[i])).toBe("no Unicode", inners[i]);
}

function written(text: Slice): Slice {
  const out = new ByteWriter();
  writeText(out, text);
  return out.finish();
}

/** Pairs of a text and the JSON string for it. */
function expectWritten(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expect(written(amid(Slice.of(pairs[i]), 3, 0x5c)).toString()).toBe(pairs[i + 1], pairs[i]);
  }
}

/** Appends `\uXXXX`. */
function writeEscape(out: ByteWriter, unit: i32, upper: bool): void {
  const hex = unit.toString(16).padStart(4, "0");
  out.text("\\u").text(upper ? hex.toUpperCase() : hex);
}

/** `x`, the escaped code point, `y`. */
function escaped(code: i32, upper: bool): Slice {
  const out = new ByteWriter().byte(0x78);
  if (code < 0x10000) {
    writeEscape(out, code, upper);
  } else {
    writeEscape(out, 0xd800 + ((code - 0x10000) >> 10), upper);
    writeEscape(out, 0xdc00 + ((code - 0x10000) & 0x3ff), upper);
  }
  return out.byte(0x79).finish();
}

function isDecoded(code: i32, upper: bool): bool {
  const text = decodeText(escaped(code, upper));
  return text != null && text.equalsSlice(new ByteWriter().text("x").slice(utf8Of(code)).text("y").finish());
}

/** Whether a text with the code point comes back after it was written and read. */
function isKept(code: i32): bool {
  const text = new ByteWriter().text("x").slice(utf8Of(code)).slice(utf8Of(code)).text("y").finish();
  const value = JsonValue.parse(written(text));
  if (value == null) return false;
  const back = value.text();
  return back != null && back.equalsSlice(text);
}

describe("the text of a JSON string", () => {
  it("is the very bytes where nothing is escaped", () => {
    const inner = Slice.of("é中😀 'a'/\u007f");
    expect(decodeText(inner) == inner).toBe(true);
    expect(decodeText(Slice.EMPTY)!.length).toBe(0);
  });

  it("has each short escape replaced", () => {
    expectTexts(["\\b\\f\\n\\r\\t", "\b\f\n\r\t", '\\"\\\\\\/', '"\\/', "a\\nb", "a\nb", "\\\\n", "\\n"]);
    expectTexts(["\\\\", "\\", "\\\\\\\\", "\\\\", "\\\\u0041", "\\u0041", "é\\té", "é\té", "\\n", "\n"]);
  });

  it("has each `u` escape replaced, in either case", () => {
    expectTexts([
      "\\u0041",
      "A",
      "\\u00e9\\u00E9",
      "éé",
      "\\u4e2d\\u4E2D",
      "中中",
      "\\u0000",
      "\u0000",
      "\\u00411",
      "A1",
    ]);
    expectTexts([
      "\\uABCD\\uabcd",
      "\uabcd\uabcd",
      "\\uFFFF\\uFFFE\\uFDD0",
      "\uffff\ufffe\ufdd0",
      "\\u005Cn",
      "\\n",
    ]);
    expectTexts([
      "\\u0022\\u002f",
      '"/',
      "\\u0060\\u012a\\u12AB",
      "`\u012a\u12ab",
      "\\u2028\\u200B",
      "\u2028\u200b",
    ]);
  });

  it("has surrogate pairs joined", () => {
    expectTexts(["\\ud83d\\ude00", "😀", "a\\uD83D\\uDE00b", "a😀b", "\\ud83d\\ude39\\ud83d\\udc8d", "😹💍"]);
    expect(hexOf(decodeText(Slice.of("\\ud800\\udc00"))!)).toBe("f0908080");
    expect(hexOf(decodeText(Slice.of("\\udbff\\udfff"))!)).toBe("f48fbfbf");
    expect(hexOf(decodeText(Slice.of("\\ud7ff\\ue000"))!)).toBe("ed9fbfee8080");
  });

  it("is none where half a surrogate pair is escaped", () => {
    expectNoUnicode([
      "\\ud83d",
      "\\ude00",
      "a\\ud83db",
      "\\ud83d\\n",
      "\\ud83d\\u0041",
      "\\ud83d\\ud83d\\ude00",
    ]);
    expectNoUnicode([
      "\\ude00\\ud83d",
      "\\udfff",
      "\\ud800",
      "\\udbff\\ue000",
      "\\udbff\\udbff",
      "\\ud800 \\udc00",
    ]);
    expectNoUnicode([
      "\\ud83d\\\\ude00",
      "\\ud83d😀",
      "\\uDADA",
      "\\uDd1ea",
      "\\uD800\\uD800\\n",
      "x\\n\\udc00",
    ]);
    expectNoUnicode(["\\ud83dude00", "\\ud83d\\ude00\\ud83d"]);
  });

  it("is right for every escaped character", () => {
    for (let code = 0; code < 0x10000; code++) {
      if (!isSurrogate(code) && !isDecoded(code, (code & 1) == 0)) expect(code).toBe(-1);
      if (isSurrogate(code) && decodeText(escaped(code, false)) != null) expect(code).toBe(-1);
    }
    for (let code = 0x10000; code <= 0x10ffff; code += 61) {
      if (!isDecoded(code, (code & 1) == 0)) expect(code).toBe(-1);
    }
    expect(isDecoded(0x10ffff, true)).toBe(true);
  });
});

describe("writing a text as a JSON string", () => {
  it("puts it between quotes as it is", () => {
    expectWritten(["", '""', "abc", '"abc"', "é中😀", '"é中😀"', "'/\u007f\u2028", '"\'/\u007f\u2028"']);
  });

  it("escapes quotes and backslashes", () => {
    expectWritten([
      '"',
      '"\\""',
      "\\",
      '"\\\\"',
      'a"b\\c',
      '"a\\"b\\\\c"',
      '""',
      '"\\"\\""',
      "\\n",
      '"\\\\n"',
    ]);
  });

  it("escapes every control character, and no other character", () => {
    expectWritten(["a\nb\rc\td", '"a\\nb\\rc\\td"', "\u0000", '"\\u0000"', "\b\f", '"\\u0008\\u000c"']);
    for (let code = 0; code < 0x20; code++) {
      const short = code == 0x0a ? "n" : code == 0x0d ? "r" : code == 0x09 ? "t" : "";
      const escape = short != "" ? short : "u" + code.toString(16).padStart(4, "0");
      expectWritten([String.fromCharCode(code), '"\\' + escape + '"']);
    }
    for (let code = 0x20; code < 0x100; code++) {
      const isPlain = code != 0x22 && code != 0x5c;
      expect(written(utf8Of(code)).length).toBe(utf8Of(code).length + (isPlain ? 2 : 3), code.toString());
    }
  });

  it("keeps every character, and goes on behind what was there before", () => {
    for (let code = 0; code < 0x10000; code++) if (!isSurrogate(code) && !isKept(code)) expect(code).toBe(-1);
    for (let code = 0x10000; code <= 0x10ffff; code += 61) if (!isKept(code)) expect(code).toBe(-1);
    const out = new ByteWriter(1).text("[");
    writeText(out, Slice.of("a\n"));
    writeText(out.text(","), Slice.of('"'));
    expect(out.text("]").finish().toString()).toBe('["a\\n","\\""]');
  });
});
