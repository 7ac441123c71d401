import { Slice } from "../../assembly/bytes/slice";
import { MAX_DEPTH, skipEscape, skipKey, skipSpace, skipString, skipValue } from "../../assembly/json/scan";
import { JsonValue } from "../../assembly/json/value";
import { amid, bytesOf } from "../support/bytes";
import {
  cases,
  expectMalformed,
  expectWellFormed,
  firstWellFormedCut,
  isWellFormed,
  json,
  nested,
} from "../support/json";

// The cases are those of https://github.com/nst/JSONTestSuite, class by class, and more.
describe("a JSON text", () => {
  it("is any one value", () => {
    expectWellFormed(cases("null | true | false | 42 | -0.1 | '' | 'asd' | ' ' | {} | []"));
  });

  it("may have space around its tokens", () => {
    expectWellFormed([" [] ", " [1]", "[2] ", " { 'a' : [ 1 , true , { } ] , 'b' : 'c' } "]);
    expectWellFormed(cases("[[]   ] | [1\n] | ['a']\n | \t\r\n {} \t\r\n | {\n'a': 'b'\n} | [ 4] | [ ]"));
    expectWellFormed(cases("{\t}"));
  });

  it("is not space of other kinds, nothing, or more than one value", () => {
    expectMalformed(["", " "]);
    expectMalformed(cases("[\f] | [\v] | [\u2060] | [\u00a0] | \ufeff | \ufeff{} | [\u0000] | 123\u0000"));
    expectMalformed(cases("[][] | 1] | [1]x | [1]] | {}} | {'a': true} 'x' | 2@ | ''x | ['x']] | [''],"));
    expectMalformed(cases("1 2 | {'a':'b'}# | {'a':'b'}#{} | {'a':'b'}/**/ | {'a':'b'}// | {'a':'b'}/"));
    expectMalformed(cases("{'a':/*c*/'b'} | * | ] | } | , | : | <.> | [<null>] | abc | aå | å | é | '"));
    expect(isWellFormed(bytesOf("ff fe 5b 00 22 00 e9 00 22 00 5d 00"))).toBe(0);
    expect(isWellFormed(bytesOf("00 5b 00 22 00 e9 00 22 00 5d"))).toBe(0);
    expect(isWellFormed(bytesOf("e5"))).toBe(0);
    expect(isWellFormed(bytesOf("ef bb 7b 7d"))).toBe(0);
  });

  it("spells its three words in full and in lower case", () => {
    expectWellFormed(cases("[null, 1, '1', {}] | [1,null,null,null,2] | [true,false]"));
    expectMalformed(cases("[nul] | [tru] | [fals] | [True] | [NULL] | nulll | truefalse | ['x', truth]"));
    expectMalformed(cases("t | f | n | [ false, nul | [ true, fals | [ false, tru | undefined | [NaN]"));
    expectMalformed(cases("[-NaN] | [Infinity]"));
  });
});

describe("an array in JSON", () => {
  it("has commas between its elements and nowhere else", () => {
    expectWellFormed(cases("[] | [''] | [1,2] | [[],[[]],{}] | [false]"));
    expectMalformed(cases("[1,] | ['',] | [1,,2] | [,1] | [,] | ['x',,] | [1,,] | [   , ''] | [1 true]"));
    expectMalformed(cases("[3[4]] | ['': 1] | [1:2] | [1;2] | [x | [*] | [a\u00e5] | ['a' 'b'] | [{}{}]"));
  });

  it("ends with its own bracket", () => {
    expectMalformed(cases("[ | [1 | [1, | ['x' | [{} | ['' | ['a',\n4\n,1, | [1,\n1\n,1 | ['asd] | ['a"));
    expectMalformed(cases("[, | [} | [1} | [[1} | [[]} | [{]} | [{'a':1]} | [(1)]"));
  });
});

describe("an object in JSON", () => {
  it("has members of a string, a colon and a value", () => {
    expectWellFormed(cases("{'asd':'sdf', 'dfg':'fgh'} | {'':0} | {'a':[]} | {'foo\\u0000bar': 42}"));
    expectWellFormed(cases("{'a':{'a':{}}} | { 'min': -1.0e+28, 'max': 1.0e+28 } | {'\\u0061':null}"));
    expectWellFormed(cases("{'\\uDFAA':0} | {'é':1}"));
    expectMalformed(cases("{'x', null} | {'x'::'b'} | {'a' b} | {:'b'} | {'a' 'b'} | {1:1}"));
    expectMalformed(cases("{9999E9999:1} | {null:null} | {a: 'b'} | {key: 'value'} | {'a'} | {'a':}"));
    expectMalformed(cases("{[: 'x'} | {'a':1:2} | {'a'=1} | {'a':'a' 123} | { 'foo' : 'bar', 'a' } | {🇨🇭}"));
    expectMalformed(cases("{{}} | {[]:1} | {true:1}"));
  });

  it("has commas between its members and nowhere else", () => {
    expectMalformed(cases("{'id':0,} | {'id':0,,,,,} | {'a':'b',,'c':'d'} | {,'a':1} | {,}"));
    expectMalformed(cases("{'\u00b9':'0',} | {'a':1 'b':2} | {'a':1;'b':2} | {'a',1} | {, | {'a':1,2}"));
  });

  it("ends with its own bracket", () => {
    expectMalformed(cases("{ | {'a' | {'a': | {'a':'a | {'': | {'x': true, | {'asd':'asd' | {] | {[ | {'a"));
    expectMalformed(cases("{'a':1] | {'a':[1} | {'a':[} | [{"));
  });

  it("may have a name twice as far as the grammar goes", () => {
    expectWellFormed(cases("{'a':'b','a':'c'} | {'a':'b','a':'b'} | {'a':1,'\\u0061':2}"));
  });

  it("has double quotes, not single ones", () => {
    expect(isWellFormed(Slice.of("{'a':0}"))).toBe(0);
    expect(isWellFormed(Slice.of("['a']"))).toBe(0);
    expect(isWellFormed(Slice.of("['"))).toBe(0);
    expect(isWellFormed(Slice.of("{'a'"))).toBe(0);
  });
});

describe("the nesting of a JSON text", () => {
  it("is read to its limit", () => {
    expect(MAX_DEPTH).toBe(64);
    expectWellFormed([
      nested("[", "", "]", 64),
      nested("{'a':", "1", "}", 64),
      nested("[{'a':", "[]", "}]", 31),
    ]);
    expectWellFormed([nested("{'a':[", "0", "]}", 32), nested("[1,", "2", ",3]", 64)]);
  });

  it("is refused beyond it", () => {
    expectMalformed([
      nested("[", "", "]", 65),
      nested("{'a':", "1", "}", 65),
      nested("[{'a':", "[]", "}]", 32),
    ]);
    expectMalformed([nested("[1,", "{}", ",3]", 64), nested("[", "", "]", 500), "[".repeat(100000)]);
    expectMalformed(["[{'':".repeat(50000)]);
  });

  it("starts again after each container that ends", () => {
    expectWellFormed(["[" + "[[]],".repeat(100) + "{'a':{}}]"]);
    expectWellFormed([
      "[" + (nested("[", "", "]", 63) + ",").repeat(3) + nested("{'a':", "1", "}", 63) + "]",
    ]);
    expectMalformed(["[" + (nested("[", "", "]", 63) + ",").repeat(3) + nested("{'a':", "1", "}", 64) + "]"]);
  });

  it("keeps objects and arrays apart at every depth", () => {
    for (let depth = 1; depth <= 63; depth++) {
      const open = nested("[", "{'a':", "", depth);
      expectWellFormed([open + "1}" + "]".repeat(depth)]);
      expectMalformed([open + "1]" + "]".repeat(depth), open + "1}" + "]".repeat(depth - 1) + "}"]);
    }
  });
});

const WHOLE =
  " {'model':'qwen','n':-1.5e+2,'t':true,'f':false,'x':null,'messages':[{'role':'user','content':'\\u00e9é\\ud83d\\ude00😀" +
  "\\n\\\\'},[],{},[[0]]],'':'' , 'last' : { 'a' : [ 1 , 2 ] } }";

describe("a JSON text that was cut off", () => {
  it("is malformed wherever that happened, though the rest lies behind it", () => {
    expectWellFormed([WHOLE]);
    expect(firstWellFormedCut(json(WHOLE))).toBe(-1);
    expect(firstWellFormedCut(json("['a\\u0041\\n',{'b':[true,false,null,-0.5E-1]}]"))).toBe(-1);
    expect(firstWellFormedCut(json("'a\\u0041\\'\\\\é'"))).toBe(-1);
    expect(firstWellFormedCut(json(nested("[{'a':", "[]", "}]", 31)))).toBe(-1);
  });

  it("is malformed when its beginning is missing, or stops before the end", () => {
    const whole = json(WHOLE);
    // One space leads, so the first cut that hurts is the second.
    for (let from = 2; from < whole.length; from++) {
      const value = JsonValue.parse(whole.slice(from));
      if (value != null) expect(from).toBe(-1);
    }
  });
});

describe("passing one thing of a JSON text", () => {
  it("gives the place behind it", () => {
    const text = json(" \t{'a' : [1, 2], 'b\\'':\n-1.5}x");
    expect(skipSpace(text, 0)).toBe(2);
    expect(skipSpace(text, 2)).toBe(2);
    expect(skipString(text, 3)).toBe(6);
    expect(skipKey(text, 3)).toBe(8);
    expect(skipValue(text, 8)).toBe(15);
    expect(skipValue(text, 2)).toBe(text.length - 1);
    expect(skipSpace(text, text.length)).toBe(text.length);
  });

  it("gives -1 where it is not there", () => {
    const text = json("{'a' 1}");
    expect(skipKey(text, 1)).toBe(-1);
    expect(skipKey(text, 0)).toBe(-1);
    expect(skipKey(text, text.length)).toBe(-1);
    expect(skipValue(text, text.length)).toBe(-1);
    expect(skipString(json("'ab"), 0)).toBe(-1);
  });

  it("passes one escape", () => {
    expect(skipEscape(Slice.of("\\nx"), 0)).toBe(2);
    expect(skipEscape(Slice.of("\\u00e9x"), 0)).toBe(6);
    expect(skipEscape(amid(Slice.of("\\u00e"), 0, 0x39), 0)).toBe(-1);
    expect(skipEscape(amid(Slice.of("\\"), 0, 0x6e), 0)).toBe(-1);
    expect(skipEscape(Slice.of("\\q"), 0)).toBe(-1);
  });
});
