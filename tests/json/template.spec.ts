import { Slice } from "../../assembly/bytes/slice";
import { JsonTemplate } from "../../assembly/json/template";
import { JsonValue } from "../../assembly/json/value";
import { json } from "../support/json";

function filled(template: string, text: string): string {
  return JsonTemplate.parse(template)!.fill(Slice.of(text)).toString();
}

describe("a template", () => {
  it("is filled with a text, once", () => {
    expect(filled("a%sb", "x")).toBe("axb");
    expect(filled("%s", "%s")).toBe("%s");
    expect(filled("%s", "")).toBe("");
    expect(filled("100%% of %s is 1%%", "100%")).toBe("100% of 100% is 1%");
    expect(filled("%%s %s %%s", "x")).toBe("%s x %s");
  });

  it("escapes the text, so that it comes back as it was", () => {
    const texts = [
      'ends in "',
      "\\",
      "\n\r\t\b\f\0\x1f\x7f",
      "中文 😀 \u2028",
      "\u{e0001}\u{10ffff}\u200b\ufeff\uffff",
      "100 % of %s and %d",
      "data: [DONE]\n\ndata: {}",
      "x".repeat(100000),
    ];
    for (let i = 0; i < texts.length; i++) {
      const body = JsonTemplate.parse('{"content":"<%s>"}')!.fill(Slice.of(texts[i]));
      const value = JsonValue.parse(body)!;
      expect(value.member("content")!.text()!.toString()).toBe("<" + texts[i] + ">");
      expect(body.indexOf(0x0a)).toBe(-1);
    }
  });

  it("has one place for the text", () => {
    const texts = ["", "x", "%", "%%", "%%s", "%d", "%s%", "%s %s", "%s %d", "%d %s", "% s"];
    for (let i = 0; i < texts.length; i++) expect(JsonTemplate.parse(texts[i]) == null).toBe(true, texts[i]);
  });

  it("keeps its other bytes", () => {
    expect(JsonTemplate.parse("中%s😀")!.fill(json("'")).toString()).toBe('中\\"😀');
  });
});
