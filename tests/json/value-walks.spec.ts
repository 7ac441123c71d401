import { Elements, Members } from "../../assembly/json/value";
import { nested, parsed, shown } from "../support/json";

/** `name=value;` for each member. */
function members(text: string): string {
  const walk = new Members(parsed(text));
  let all = "";
  while (walk.next()) all += shown(walk.key) + "=" + shown(walk.value.raw) + ";";
  expect(walk.next()).toBe(false);
  return all;
}

/** `value;` for each element. */
function elements(text: string): string {
  const walk = new Elements(parsed(text));
  let all = "";
  while (walk.next()) all += shown(walk.value.raw) + ";";
  expect(walk.next()).toBe(false);
  return all;
}

describe("walking the members of an object", () => {
  it("goes in the order in which they stand", () => {
    expect(members("{'b':1,'a':[2,{'c':3}],'':'}'}")).toBe("b=1;a=[2,{'c':3}];='}';");
    expect(members("{}") + members("{ \n }")).toBe("");
    expect(members(" { 'a' : 1 , 'b' : { } , 'c' : [ ] } ")).toBe("a=1;b={ };c=[ ];");
    expect(members("{'{':'[','}':']',',':':'}")).toBe("{='[';}=']';,=':';");
  });

  it("gives each of two with the same name", () => {
    expect(members("{'a':1,'a':2,'\\u0061':3}")).toBe("a=1;a=2;a=3;");
  });

  it("decodes names, and tells which are no Unicode", () => {
    expect(members("{'\\u0061\\n\\\\':1,'é':2}")).toBe("a\n\\=1;é=2;");
    const walk = new Members(parsed("{'\\ud800':1,'a':2}"));
    expect(walk.next() && !walk.isKeyText).toBe(true);
    expect(walk.next() && walk.isKeyText).toBe(true);
  });

  it("finds none in other values", () => {
    expect(members("[1]") + members("'{}'") + members("1") + members("null")).toBe("");
  });
});

describe("walking the elements of an array", () => {
  it("goes in order", () => {
    expect(elements("[1,'a,]',[2,[3]],{'b':[4]},null]")).toBe("1;'a,]';[2,[3]];{'b':[4]};null;");
    expect(elements("[]") + elements("[ \t]")).toBe("");
    expect(elements(" [ 1 , [ ] , { } ] ")).toBe("1;[ ];{ };");
    expect(elements(nested("[", "", "]", 64))).toBe(nested("[", "", "]", 63) + ";");
  });

  it("finds none in other values", () => {
    expect(elements("{'a':1}") + elements("'[1]'") + elements("1") + elements("null")).toBe("");
  });
});

describe("a value that has been walked", () => {
  it("ends where it does, however far the walk has come", () => {
    for (let steps = 0; steps < 4; steps++) {
      const walk = new Elements(parsed("[ {'a':[1,[2]],'b':{'c':3} } ,[4],5]"));
      expect(walk.next()).toBe(true);
      const value = walk.value;
      const inner = new Members(value);
      for (let i = 0; i < steps; i++) inner.next();
      expect(walk.next()).toBe(true);
      expect(shown(walk.value.raw)).toBe("[4]", `after ${steps} steps`);
      expect(shown(value.raw)).toBe("{'a':[1,[2]],'b':{'c':3} }");
    }
  });

  it("is the same one until the walk goes on", () => {
    const walk = new Members(parsed("{'a':[1],'b':'two','c':3}"));
    expect(walk.next() && walk.value == walk.value && walk.valueText() == null).toBe(true);
    expect(walk.next() && shown(walk.value.raw) == "'two'").toBe(true);
    expect(shown(walk.valueText()!)).toBe("two");
    expect(walk.next() && shown(walk.value.raw) == "3" && walk.valueText() == null).toBe(true);
  });
});
