import { Twins } from "../../assembly/json/twins";
import { JsonValue } from "../../assembly/json/value";
import { json, parsed } from "../support/json";

function saysTwice(value: JsonValue): bool {
  return new Twins().areWithin(value);
}

/** Names that differ, each with a value. */
function members(count: i32): string {
  let text = "";
  for (let i = 0; i < count; i++) text += `${i > 0 ? "," : ""}'x${i}':0`;
  return text;
}

describe("a value that says a name twice", () => {
  it("does so in one object, however deep", () => {
    expect(saysTwice(parsed("{'a':1,'a':1}"))).toBe(true);
    expect(saysTwice(parsed("{'a':1,'b':{'c':2},'a':1}"))).toBe(true);
    expect(saysTwice(parsed("[0,[{'b':{'c':[{'d':1,'e':{},'d':2}]}}]]"))).toBe(true);
    expect(saysTwice(parsed("{ 'a' : 1 , 'b' : [] , 'a' : 1 }"))).toBe(true);
    expect(saysTwice(parsed("{'':1,'':1}"))).toBe(true);
  });

  it("may spell it in two ways", () => {
    expect(saysTwice(parsed("{'a':1,'\\u0061':1}"))).toBe(true);
    expect(saysTwice(parsed("{'é':1,'\\u00e9':1}"))).toBe(true);
    expect(saysTwice(parsed("{'a\\'b':1,'a\\'b':1}"))).toBe(true);
    expect(saysTwice(parsed("{'\\ud800':1,'\\ud800':1}"))).toBe(true);
  });

  it("is none where each object says it once", () => {
    expect(saysTwice(parsed("{'a':{'a':{'a':1}},'b':{'a':1},'c':[{'a':1},{'a':1}]}"))).toBe(false);
    expect(saysTwice(parsed("{'a':'b','b':'a'}"))).toBe(false);
    expect(saysTwice(parsed("{'x':{'a':1},'a':2}"))).toBe(false);
    expect(saysTwice(parsed("['a','a',{'a':':','b':'\\':'}]"))).toBe(false);
    expect(saysTwice(parsed("{}"))).toBe(false);
    expect(saysTwice(parsed("1"))).toBe(false);
  });

  it("is looked for in the value alone, not in what stands around it", () => {
    const text = json("{'a':'x','a':{'b':1,'c':2},'b':'x'}");
    const value = JsonValue.parse(text)!;
    expect(saysTwice(value.member("a")!)).toBe(false);
    expect(saysTwice(new JsonValue(text, 9, 12))).toBe(false, "a name as a value");
  });

  it("counts as one where it has more names than any that are looked at", () => {
    expect(saysTwice(parsed(`{${members(256)}}`))).toBe(false);
    expect(saysTwice(parsed(`{${members(257)}}`))).toBe(true);
    expect(saysTwice(parsed(`{'y':{${members(255)}},'z':{${members(255)}}}`))).toBe(
      true,
      "names around them count too",
    );
    expect(saysTwice(parsed(`{'y':{${members(254)}},'z':{${members(254)}}}`))).toBe(false);
  });
});

describe("an object that says a name twice", () => {
  it("does so itself, however it spells it", () => {
    const twins = new Twins();
    expect(twins.areIn(parsed("{'a':1,'b':2,'a':3}"))).toBe(true);
    expect(twins.areIn(parsed("{'a':1,'\\u0061':1}"))).toBe(true);
    expect(twins.areIn(parsed("{'a':1,'b':{'c':1,'c':1,'a':1}}"))).toBe(false);
    expect(twins.areIn(parsed("[{'a':1,'a':1}]"))).toBe(false, "no object");
  });

  it("is told from those that were looked at before", () => {
    const twins = new Twins();
    expect(twins.areIn(parsed("{'a':1,'b':1}"))).toBe(false);
    expect(twins.areIn(parsed("{'a':1,'b':1}"))).toBe(false);
    expect(twins.areWithin(parsed("{'a':1,'b':1,'b':1}"))).toBe(true);
    expect(twins.areWithin(parsed("{'a':1,'b':1}"))).toBe(false);
  });

  it("counts as one where it has more members than are looked at", () => {
    const twins = new Twins(64);
    expect(twins.areIn(parsed(`{${members(64)}}`))).toBe(false);
    expect(twins.areIn(parsed(`{${members(65)}}`))).toBe(true);
  });
});
