import { compact } from "../../assembly/json/compact";
import { amid } from "../support/bytes";
import { json, parsed, shown } from "../support/json";
import { JsonValue } from "../../assembly/json/value";

/** Pairs of JSON and the same without space. */
function expectCompact(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expect(shown(compact(parsed(pairs[i])))).toBe(pairs[i + 1], pairs[i]);
    expect(shown(compact(JsonValue.parse(amid(json(pairs[i]), 3, 0x20))!))).toBe(pairs[i + 1], pairs[i]);
  }
}

describe("JSON on one line", () => {
  it("has no space between its tokens", () => {
    expectCompact([" { 'a' : [ 1 , 2 ] ,\r\n\t'b' : { } , 'c' : [ ] } ", "{'a':[1,2],'b':{},'c':[]}"]);
    expectCompact(["[\n  true,\n  null,\n  -1.50e+1\n]\n", "[true,null,-1.50e+1]", "[ ]", "[]", " 1 ", "1"]);
  });

  it("keeps the space within strings, and how they are written", () => {
    expectCompact([
      "{ ' a b ' : '\\t x \\\\' }",
      "{' a b ':'\\t x \\\\'}",
      "[ '\\u0020 , : [ ' ]",
      "['\\u0020 , : [ ']",
    ]);
    expect(compact(JsonValue.parse(json('[ " \\" : , \\\\" , " " ]'))!).toString()).toBe(
      '[" \\" : , \\\\"," "]',
    );
  });

  it("is the very bytes where there is no space", () => {
    const value = parsed("{'a':[1,' ']}");
    expect(compact(value).pointer).toBe(value.raw.pointer);
  });
});
