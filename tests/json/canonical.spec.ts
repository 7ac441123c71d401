import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { hasClearNames, writeCanonicalWithout } from "../../assembly/json/canonical";
import { Edits } from "../../assembly/json/edits";
import { Places } from "../../assembly/json/places";
import { JsonValue } from "../../assembly/json/value";
import { canonical, nested, parsed, shown } from "../support/json";

/** Every text has the canonical form `form`, and so has the form itself. */
function expectForm(form: string, texts: string[]): void {
  for (let i = 0; i < texts.length; i++) expect(canonical(texts[i])).toBe(form, texts[i]);
  expect(canonical(form)).toBe(form);
}

function expectAmbiguous(texts: string[]): void {
  for (let i = 0; i < texts.length; i++) expect(canonical(texts[i])).toBe("ambiguous", texts[i]);
}

function expectDifferent(texts: string[]): void {
  for (let i = 0; i < texts.length; i++) {
    for (let k = 0; k < i; k++) {
      expect(canonical(texts[i]) == canonical(texts[k])).toBe(false, texts[i] + " and " + texts[k]);
    }
  }
}

function without(text: string, names: string[]): string {
  const out = new ByteWriter();
  return writeCanonicalWithout(out, parsed(text), names, new Edits()) ? shown(out.finish()) : "ambiguous";
}

describe("the canonical form of JSON", () => {
  it("sorts members and drops space", () => {
    expectForm("{'a':{},'b':[1,{'a':true,'z':null}]}", [
      "{ 'b' : [1, {'z':null,'a':true}], 'a':{} }",
      "\t{\n'a':{ },'b':[ 1.0,{'a' :true, 'z': null } ]\r\n}\n",
    ]);
    expectForm("{'':0,'a':1,'aa':2,'b':3}", ["{'b':3,'aa':2,'a':1,'':0}", "{'aa':2,'':0,'b':3,'a':1}"]);
  });

  it("sorts by the bytes of the names, at every depth", () => {
    expectForm("{'A':1,'a':2,'é':3,'\uffee':4,'😀':5}", ["{'😀':5,'\uffee':4,'é':3,'a':2,'A':1}"]);
    expectForm("[[{'a':{'a':1,'b':2},'b':[]}]]", ["[[{'b':[],'a':{'b':2,'a':1}}]]"]);
    expectForm("{'\\u0001':1,'\\n':2,' ':3,'\\\\':4}", ["{'\\\\':4,'\\u0020':3,'\\u000a':2,'\\u0001':1}"]);
  });

  it("sorts many members", () => {
    let down = "{";
    let up = "{";
    for (let i = 0; i < 500; i++) {
      up += (i > 0 ? ",'" : "'") + (1000 + i).toString() + "':7";
      down += (i > 0 ? ",'" : "'") + (1499 - i).toString() + "':7";
    }
    expectForm(up + "}", [down + "}"]);
  });

  it("keeps the order of elements", () => {
    expectForm("[3,1,2,[],{},'','a',null,true,false]", ["[ 3, 1, 2, [ ], { }, '', 'a', null, true, false ]"]);
  });

  it("spells a number by its exact value", () => {
    expectForm("[15e-1,15e-1,0,0,1e2,1e2,9007199254740993]", [
      "[1.50, 15e-1, 0.0, -0, 100, 1E2, 9007199254740993]",
    ]);
    expectForm("-1", ["-1.0", " -10e-1 "]);
  });

  it("spells a string by its text", () => {
    expectForm("'A/\\n😀'", ["'\\u0041\\/\\n\\ud83d\\ude00'", "'A/\\u000a\\uD83D\\uDE00'"]);
    expectForm("{'a':'\\u0008\\u000c\\r\\t'}", [
      "{'\\u0061':'\\b\\f\\r\\t'}",
      "{'a':'\\u0008\\u000C\\u000d\\u0009'}",
    ]);
    expect(canonical('"\\u0022\\u005c"')).toBe("'\\'\\\\'");
  });

  it("is there for every kind of value", () => {
    expectForm("null", [" null "]);
    expectForm("true", ["true"]);
    expectForm("false", ["\nfalse"]);
    expectForm("''", ["''"]);
    expectForm("[]", ["[ ]"]);
    expectForm("{}", ["{ }"]);
  });

  it("reaches the deepest nesting that is read", () => {
    expectForm(nested("[", "", "]", 64), [nested("[ ", "", " ]", 64)]);
    expectForm(nested("{'a':", "1", "}", 64), [nested("{ 'a' : ", "1", " }", 64)]);
    expectForm(nested("[{'a':0,'b':", "1", "}]", 32), [nested("[{'a':0,'b':", "1.0", "}]", 32)]);
  });

  it("differs where the meaning does", () => {
    expectDifferent([
      "1",
      "'1'",
      "[1]",
      "{'1':1}",
      "true",
      "'true'",
      "null",
      "'null'",
      "''",
      "[]",
      "{}",
      "[[]]",
      "[{}]",
    ]);
    expectDifferent(["[1,2]", "[2,1]", "[12]", "['1,2']", "[[1],2]", "[1,[2]]", "[[1,2]]", "[1,2,null]"]);
    expectDifferent([
      "{'a':1}",
      "{'a':'1'}",
      "{'A':1}",
      "{'a ':1}",
      "{'a':{}}",
      "{'a':null}",
      "{'a':1,'b':1}",
    ]);
    expectDifferent(["'\\u0000'", "'\\\\u0000'", "'a\\u0000'", "'é'", "'e\u0301'", "'\\n'", "'\\\\n'"]);
  });
});

describe("the canonical form of ambiguous JSON", () => {
  it("is undefined for a name that occurs twice", () => {
    expectAmbiguous([
      "{'a':1,'b':{'c':1,'\\u0063':2}}",
      "{'a':1,'a':1}",
      "{'':1,'b':2,'':1}",
      "[[{'a':1,'a':2}]]",
    ]);
    expectAmbiguous(["{'b':1,'a':2,'c':3,'a':4}", "{'a':{},'a':{}}"]);
  });

  it("is defined for a name that occurs in two objects", () => {
    expectForm("{'a':{'a':{'a':1}},'b':[{'a':1},{'a':1}]}", ["{'b':[{'a':1},{'a':1}],'a':{'a':{'a':1}}}"]);
  });

  it("is undefined for text that is no Unicode, be it a value or a name", () => {
    expectAmbiguous([
      "'\\ud800'",
      "['a','\\udc00']",
      "{'a':'\\ud83d\\n'}",
      "{'\\ud800':1}",
      "{'a':{'\\udfff':1}}",
    ]);
    // Without that, a name that is no Unicode would look like the text of its escape.
    expectForm("{'\\\\ud800':1}", ["{'\\\\ud800':1}"]);
  });
});

describe("the canonical form without some members", () => {
  it("leaves out the names given, however they are written", () => {
    expect(without("{'c':1,'a':2,'b':3}", ["a"])).toBe("{'b':3,'c':1}");
    expect(without("{'c':1,'a':2,'b':3}", ["b", "c", "x"])).toBe("{'a':2}");
    expect(without("{'\\u0061':2,'b':3}", ["a"])).toBe("{'b':3}");
    expect(without("{'a':2}", ["a"])).toBe("{}");
    expect(without("{'a':2,'ab':3}", ["ab"])).toBe("{'a':2}");
    expect(without("{'b':1,'a':2}", [])).toBe("{'a':2,'b':1}");
  });

  it("leaves nothing out of the values within", () => {
    expect(without("{'a':1,'b':{'a':1},'c':[{'a':1}]}", ["a"])).toBe("{'b':{'a':1},'c':[{'a':1}]}");
    expect(without("[{'a':1}]", ["a"])).toBe("[{'a':1}]");
    expect(without("'a'", ["a"])).toBe("'a'");
  });

  it("is undefined even if only what is left out occurs twice", () => {
    expect(without("{'a':1,'a':2,'b':3}", ["a"])).toBe("ambiguous");
  });

  it("does not look into what is left out", () => {
    expect(without("{'a':{'x':1,'x':2},'b':'\\ud83d\\ude00'}", ["a"])).toBe("{'b':'😀'}");
  });
});

describe("values that are blanked", () => {
  it("leave their place, whatever they are", () => {
    const root = parsed("{'b':['x','y'],'a':{'b':'x'},'c':1}");
    const blanks = new Places();
    blanks.add(root.member("b")!.element(1)!.from);
    blanks.add(root.member("a")!.from);
    blanks.add(root.member("c")!.from);
    const out = new ByteWriter();
    expect(writeCanonicalWithout(out, root, [], new Edits(blanks))).toBe(true);
    expect(shown(out.finish())).toBe("{'a':?,'b':['x',?],'c':?}");
  });
});

/** The canonical form of a value, edited so. */
function edited(root: JsonValue, edits: Edits): string {
  const out = new ByteWriter();
  return writeCanonicalWithout(out, root, [], edits) ? shown(out.finish()) : "ambiguous";
}

describe("elements that are left out", () => {
  it("leave no trace, wherever they stand", () => {
    const forms = ["['b','c']", "['a','c']", "['a','b']"];
    for (let i = 0; i < 3; i++) {
      const root = parsed("['a', 'b', 'c']");
      const edits = new Edits();
      edits.omit(root.element(i)!.from);
      expect(edited(root, edits)).toBe(forms[i]);
    }
  });

  it("may be all, or stand within others", () => {
    const root = parsed("{'a':[1,[2,3]],'b':[4]}");
    const edits = new Edits();
    edits.omit(root.member("a")!.element(1)!.element(0)!.from);
    edits.omit(root.member("b")!.element(0)!.from);
    expect(edited(root, edits)).toBe("{'a':[1,[3]],'b':[]}");
  });

  it("may be ambiguous", () => {
    const root = parsed("[{'a':1,'a':2},3]");
    const edits = new Edits();
    edits.omit(root.element(0)!.from);
    expect(edited(root, edits)).toBe("[3]");
  });
});

describe("values that are replaced", () => {
  it("are written as what stands in for them", () => {
    const root = parsed("{'a':[{'b':'x'}],'c':1}");
    const edits = new Edits();
    edits.replace(root.member("a")!.from, root.member("a")!.element(0)!.member("b")!.from);
    expect(edited(root, edits)).toBe("{'a':'x','c':1}");
  });

  it("are blank where the other is", () => {
    const root = parsed("{'a':[{'b':'x'}],'c':1}");
    const text = root.member("a")!.element(0)!.member("b")!;
    const blanks = new Places();
    blanks.add(text.from);
    const edits = new Edits(blanks);
    edits.replace(root.member("a")!.from, text.from);
    expect(edited(root, edits)).toBe("{'a':?,'c':1}");
  });
});

describe("names are clear", () => {
  it("where none occurs twice in the object itself, and all are Unicode", () => {
    const clear = ["{}", "{'a':1,'b':1}", "{'a':{'b':1,'b':2}}", "[]", "'x'", "{'a':'\\ud83d'}"];
    for (let i = 0; i < clear.length; i++) expect(hasClearNames(parsed(clear[i]))).toBe(true, clear[i]);
    const unclear = ["{'a':1,'a':1}", "{'a':1,'b':2,'\\u0061':3}", "{'\\ud83d':1}"];
    for (let i = 0; i < unclear.length; i++)
      expect(hasClearNames(parsed(unclear[i]))).toBe(false, unclear[i]);
  });
});
