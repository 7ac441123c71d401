import { Slice } from "../../assembly/bytes/slice";
import { JsonPath } from "../../assembly/json/path";
import { Places } from "../../assembly/json/places";
import { JsonValue } from "../../assembly/json/value";
import { DOCUMENTS, FOUND, PATHS } from "../fixtures/gjson";
import { parsed } from "../support/json";

/** What stands at a path, as text; `nothing` where nothing does, `no text` where it is no Unicode. */
function found(document: JsonValue, text: string): string {
  const path = JsonPath.parse(text).value;
  expect(path == null).toBe(false, text);
  const selection = path!.select(document);
  if (selection == null) return "nothing";
  const says = selection.text();
  return says == null ? "no text" : says.toString();
}

/** The values that a path's result is made of, as they are written, in the order of the document. */
function placesOf(document: string, text: string): string {
  const root = parsed(document);
  const places = new Places();
  JsonPath.parse(text).value!.select(root)!.addPlaces(places);
  const offsets: i32[] = [];
  for (let at = 0; at < root.to; at++) if (places.has(at)) offsets.push(at);
  return offsets.join(" ");
}

describe("a path", () => {
  it("finds what GJSON finds", () => {
    const expected = new Map<string, string>();
    for (let i = 0; i < FOUND.length; i += 3) expected.set(FOUND[i] + " " + FOUND[i + 1], FOUND[i + 2]);
    for (let d = 0; d < DOCUMENTS.length; d++) {
      const document = JsonValue.parse(Slice.of(DOCUMENTS[d]))!;
      for (let p = 0; p < PATHS.length; p++) {
        const key = d.toString() + " " + PATHS[p];
        const got = found(document, PATHS[p]);
        // An empty list is nothing here.
        if (expected.has(key) && expected.get(key) == "[]")
          expect(got == "" || got == "nothing").toBe(true, key);
        else expect(got).toBe(expected.has(key) ? expected.get(key) : "nothing", key);
      }
    }
  });

  it("differs from GJSON's on purpose", () => {
    expect(found(parsed("{'a':1,'b':2}"), "@reverse")).toBe('{"a":1,"b":2}');
    expect(found(parsed("{'a':4e1}"), "a")).toBe("4e1");
    expect(found(parsed("{'#':1}"), "#")).toBe("nothing");
    expect(found(parsed("{'#':1}"), "\\#")).toBe("1");
    expect(found(parsed("{'a':'\\ud800'}"), "a")).toBe("no text");
    // GJSON: {"a":1}, 2, 5.
    expect(found(parsed("['in {\\'a\\':1} text']"), "0|a")).toBe("nothing");
    expect(found(parsed("['in [1,2] text']"), "#.1")).toBe("");
    expect(found(parsed("{'a':{'b':1},'a':{'c':5}}"), "a.c")).toBe("nothing");
    // GJSON: [1], and [] instead of their number.
    expect(found(parsed("[{'a':[[1],[2]]}]"), "#.a.#|0")).toBe("2");
    expect(found(parsed("[{'a':1}]"), "#(a==2)#.a|#")).toBe("0");
  });

  it("finds no member of a list", () => {
    expect(found(parsed("[{'a':1}]"), "@reverse.a")).toBe("nothing");
    expect(found(parsed("[{'a':1}]"), "#.a|a")).toBe("nothing");
    expect(found(parsed("[{'a':1}]"), "#.a|1")).toBe("nothing");
  });

  it("takes the first of two members of the same name", () => {
    expect(found(parsed("{'a':1,'a':2}"), "a")).toBe("1");
  });

  it("does not take a name that is no Unicode for how it is written", () => {
    expect(found(parsed("{'\\ud800':1}"), "\\\\ud800")).toBe("nothing");
    expect(found(parsed("{'\\\\ud800':1}"), "\\\\ud800")).toBe("1");
  });

  it("compares with what is written as in JSON, or bare", () => {
    const texts = parsed("['a\\'b\\\\','x)y','x y','~true',' ']");
    expect(found(texts, '#(=="a\\"b\\\\")')).toBe('a"b\\');
    expect(found(texts, '#(=="x)y")')).toBe("x)y");
    expect(found(texts, "#( == x y )")).toBe("x y");
    expect(found(texts, '#(=="\\u0078 y")')).toBe("x y");
    expect(found(texts, '#(==" ")')).toBe(" ");
  });

  it("does not hold the elements of an array all at once", () => {
    const value = parsed("[" + "1,".repeat(200000) + "2]");
    const paths = ["@reverse.0", "#", "#(==2)", "#(>1)#|0", "@reverse.#(>1)"];
    for (let i = 0; i < paths.length; i++) {
      const pages = memory.size();
      expect(found(value, paths[i])).toBe(paths[i] == "#" ? "200001" : "2");
      expect(memory.size() - pages).toBeLessThan(200, paths[i]);
    }
  });

  it("says where its values stand", () => {
    expect(placesOf("{'a':['x',{'b':'y'}]}", "a.0")).toBe("6");
    expect(placesOf("{'a':['x',{'b':'y'}]}", "a.@reverse.0.b")).toBe("15");
    expect(placesOf("{'a':['x',{'b':'y'}]}", "a")).toBe("5");
    expect(placesOf("{'a':['x',{'b':'y'}]}", "a.@reverse")).toBe("5");
    expect(placesOf("[{'b':'y'},{'c':1},{'b':'z'}]", "@reverse.#.b")).toBe("6 24");
    expect(placesOf("[{'b':'y'},{'c':1},{'b':'z'}]", "#(b)#")).toBe("1 19");
    // A number of elements does not say what they are.
    expect(placesOf("[1,2]", "#")).toBe("");
  });

  it("is refused where it is none, or means what is not supported", () => {
    // With the character at which that shows.
    const rows = [
      " | 1",
      ". | 1",
      ".a | 1",
      "a. | 3",
      "a..b | 3",
      "|a | 1",
      "a| | 3",
      "a\\ | 3",
      "a.* | 3",
      "a? | 2",
      "{a,b} | 1",
      "[a] | 1",
      "!5 | 1",
      "@pretty | 1",
      "a.@reverse:1 | 3",
      "@ | 1",
      "..0 | 1",
      "#( | 3",
      "#(a | 4",
      "#(a== | 6",
      '#(a=="x" | 9',
      '#(a=="x | 6',
      "#(a%x) | 4",
      "#(a!%x) | 4",
      "#(a~true) | 4",
      "#(a==~true) | 6",
      '#(a=="~true") | 6',
      '#(a=="\\x") | 6',
      '#(a=="\\ud800") | 6',
      '#(a=="x" y) | 10',
      "#(a==x\\) | 7",
      '#(a==x"y) | 7',
      "#(a==f(x)) | 7",
      "#(a==x|y) | 7",
      "#(a|b==1) | 4",
      "#(a..b==1) | 5",
      "#(a.@x ==1) | 5",
      '#("a"==1) | 3',
      "#(a.#(b)==1) | 6",
      "#() | 3",
      "#[a==1] | 2",
      "#a | 2",
      "#(a)b | 5",
      "#(a)## | 6",
      "#. | 3",
    ];
    for (let i = 0; i < rows.length; i++) {
      const at = rows[i].lastIndexOf(" | ");
      const path = JsonPath.parse(rows[i].substring(0, at));
      const fault =
        "a GJSON path of names, indexes, #, #(...), @reverse and @this (see character " +
        rows[i].substring(at + 3) +
        ")";
      expect(path.fault).toBe(fault, rows[i]);
      expect(path.value == null).toBe(true, rows[i]);
    }
  });

  it("is refused where it is too long to be followed without end", () => {
    const nested = parsed("[".repeat(63) + "{'a':1}" + "]".repeat(63));
    expect(found(nested, "#.".repeat(127) + "aa")).toBe("[".repeat(62) + "[]" + "]".repeat(62));
    expect(JsonPath.parse("#.".repeat(127) + "aaa").fault).toBe("a path of at most 256 characters");
    expect(JsonPath.parse("#(".repeat(128)).value == null).toBe(true);
  });
});
