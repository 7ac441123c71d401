import { Slice } from "../../assembly/bytes/slice";
import { JsonValue } from "../../assembly/json/value";
import { json, parsed, shown } from "../support/json";

/** What a value calls itself, one letter for each kind: Object, Array, teXt, Number, nUll, Boolean, True. */
function kinds(text: string): string {
  const value = parsed(text);
  let letters = "";
  if (value.isObject) letters += "O";
  if (value.isArray) letters += "A";
  if (value.isText) letters += "X";
  if (value.isNumber) letters += "N";
  if (value.isNull) letters += "U";
  if (value.isBoolean) letters += "B";
  if (value.isTrue) letters += "T";
  return letters;
}

/** What a look-up found, as it is written. */
function found(value: JsonValue | null): string {
  return value == null ? "nothing" : shown(value.raw);
}

function textOf(text: string): string {
  const value = parsed(text).text();
  return value == null ? "none" : value.toString();
}

describe("a JSON value", () => {
  it("is its own bytes, without the space around them, on the same buffer", () => {
    const text = json(" \n{ 'a' : 1 } \t");
    const value = JsonValue.parse(text)!;
    expect(shown(value.raw)).toBe("{ 'a' : 1 }");
    expect(value.raw.buffer == text.buffer).toBe(true);
  });

  it("is there only where the whole text is one", () => {
    expect(JsonValue.parse(json("{'a':1}x")) == null).toBe(true);
    expect(JsonValue.parse(json("{'a':1")) == null).toBe(true);
    expect(JsonValue.parse(json("1,2")) == null).toBe(true);
    expect(JsonValue.parse(json("{'a':1,2}")) == null).toBe(true);
    expect(JsonValue.parse(Slice.EMPTY) == null).toBe(true);
  });

  it("knows its kind", () => {
    expect(kinds("{}") + " " + kinds("[]") + " " + kinds("''")).toBe("O A X");
    expect(kinds("0") + " " + kinds("9") + " " + kinds("-1") + " " + kinds("5.5")).toBe("N N N N");
    expect(kinds("null") + " " + kinds("true") + " " + kinds("false")).toBe("U BT B");
  });
});

describe("the text of a JSON value", () => {
  it("is decoded, and is there for strings only", () => {
    expect(textOf("'a\\u0041\\n'")).toBe("aA\n");
    expect(textOf("''")).toBe("");
    expect(textOf("1") + textOf("null") + textOf("{}") + textOf("['a']") + textOf("true")).toBe(
      "nonenonenonenonenone",
    );
    expect(textOf("'\\ud800'")).toBe("none");
  });

  it("can be had as it is written", () => {
    expect(parsed("'a\\u0041'").inner.toString()).toBe("a\\u0041");
    expect(parsed("''").inner.length).toBe(0);
  });

  it("compares by what it means", () => {
    expect(parsed("'user'").isString("user")).toBe(true);
    expect(parsed("'\\u0075ser'").isString("user")).toBe(true);
    expect(parsed("'User'").isString("user")).toBe(false);
    expect(parsed("'users'").isString("user")).toBe(false);
    expect(parsed("''").isString("")).toBe(true);
    expect(parsed("'\\ud800'").isString("")).toBe(false);
    expect(parsed("null").isString("null")).toBe(false);
    expect(parsed("['user']").isString("user")).toBe(false);
  });
});

function expectNumber(text: string, number: f64): void {
  expect(parsed(text).number()).toBe(number, text);
}

function expectNear(text: string, number: f64): void {
  expect(abs(parsed(text).number() / number - 1) < 1e-14).toBe(true, text);
}

describe("the number of a JSON value", () => {
  it("is the double that it spells", () => {
    expectNumber("0", 0);
    expectNumber("-1", -1);
    expectNumber("0.5", 0.5);
    expectNumber("1.5E3", 1500);
    expectNumber("1e-2", 0.01);
    expectNumber("0.8660254037844386", 0.8660254037844386);
    expectNumber("0.30000000000000004", 0.30000000000000004);
    expectNumber("1700000000000", 1700000000000);
    expectNumber("9007199254740993", 9007199254740992);
    expectNumber("123456789012345e-22", 1.23456789012345e-8);
    expectNumber("-1.23456789012345E+22", -1.23456789012345e22);
  });

  it("is right in 14 digits where it has more than a double, or is very small or large", () => {
    expectNear("1.0000000000000000000000000000000001", 1);
    expectNear("-2.2250738585072014e-308", -2.2250738585072014e-308);
    expectNear("1.2345678901234567e+308", 1.2345678901234567e308);
    expectNear("0." + "0".repeat(300) + "1", 1e-301);
    expectNear("1" + "0".repeat(300) + "e-300", 1);
    expectNear("0." + "9".repeat(400) + "5", 1);
    expectNear("12." + "3".repeat(400), 37.0 / 3);
    expectNumber("0." + "9".repeat(400), 1);
    expectNear("1" + "0".repeat(400) + ".5e-400", 1);
    expectNear("0." + "0".repeat(400) + "25e401", 2.5);
  });

  it("is infinite or zero where a double ends", () => {
    expectNumber("1e400", Infinity);
    expectNumber("-1e400", -Infinity);
    expectNumber("1e-400", 0);
    expectNumber("1".repeat(400), Infinity);
    expectNumber("0." + "0".repeat(400) + "1", 0);
    expectNumber("0e99999", 0);
    expectNumber("1e99999", Infinity);
    expectNumber("1e-99999", 0);
    expectNumber("1e2147483647", Infinity);
    expectNumber("1e-2147483648", 0);
    expectNumber("1e99999999999999999999", Infinity);
    expectNumber("1e-99999999999999999999", 0);
  });

  it("is no number for any other value", () => {
    expect(isNaN(parsed("'1'").number())).toBe(true);
    expect(isNaN(parsed("null").number())).toBe(true);
    expect(isNaN(parsed("true").number())).toBe(true);
    expect(isNaN(parsed("[1]").number())).toBe(true);
    expect(isNaN(parsed("{}").number())).toBe(true);
  });
});

describe("looking a member up", () => {
  it("goes by the whole decoded name", () => {
    expect(found(parsed("{'ab':1,'a':2,'b':3}").member("a"))).toBe("2");
    expect(found(parsed("{'\\u0061':2}").member("a"))).toBe("2");
    expect(found(parsed("{'a':1}").member("A"))).toBe("nothing");
    expect(found(parsed("{'':5}").member(""))).toBe("5");
    expect(found(parsed("{'b':{'a':1}}").member("a"))).toBe("nothing");
    expect(found(parsed("{'\\ud800':1}").member("\\ud800"))).toBe("nothing");
    expect(found(parsed("{'\\\\ud800':1}").member("\\ud800"))).toBe("1");
  });

  it("takes the first of two with the same name", () => {
    expect(found(parsed("{'a':1,'a':2}").member("a"))).toBe("1");
  });

  it("finds nothing in other values", () => {
    expect(found(parsed("['a']").member("a")) + found(parsed("'a'").member("a"))).toBe("nothingnothing");
  });
});

describe("looking an element up", () => {
  it("goes by its index", () => {
    expect(found(parsed("[1,[2],3]").element(0))).toBe("1");
    expect(found(parsed("[1,[2],3]").element(1))).toBe("[2]");
    expect(found(parsed("[1,[2],3]").element(2))).toBe("3");
    expect(found(parsed("[1,[2],3]").element(3))).toBe("nothing");
    expect(found(parsed("[1,[2],3]").element(-1))).toBe("nothing");
    expect(found(parsed("[]").element(0)) + found(parsed("{'0':1}").element(0))).toBe("nothingnothing");
  });
});

const ANSWER = "{'choices':[{'message':{'content':'hi'}},{'x':null}],'0':'zero','':{'':1}}";

function at(path: StaticArray<string>): string {
  return found(parsed(ANSWER).at(path));
}

describe("following a path", () => {
  it("goes through objects by name and through arrays by index", () => {
    expect(at(["choices", "0", "message", "content"])).toBe("'hi'");
    expect(at(["choices", "1", "x"])).toBe("null");
    expect(at(["0"])).toBe("'zero'");
    expect(at(["", ""])).toBe("1");
    expect(at([])).toBe(ANSWER);
  });

  it("ends in nothing where it leads nowhere", () => {
    expect(at(["choices", "2"])).toBe("nothing");
    expect(at(["choice"])).toBe("nothing");
    expect(at(["choices", "0", "message", "content", "0"])).toBe("nothing");
    expect(at(["choices", "1", "x", "y"])).toBe("nothing");
    expect(at(["nope", "0", "x"])).toBe("nothing");
  });

  it("has no index but a decimal number", () => {
    expect(at(["choices", "message"])).toBe("nothing");
    expect(at(["choices", ""])).toBe("nothing");
    expect(at(["choices", "-1"])).toBe("nothing");
    expect(at(["choices", "0x0"])).toBe("nothing");
    expect(at(["choices", " 0"])).toBe("nothing");
    expect(at(["choices", "0.5"])).toBe("nothing");
    expect(at(["choices", "4294967296"])).toBe("nothing");
    expect(at(["choices", "99999999999999999999"])).toBe("nothing");
  });
});
