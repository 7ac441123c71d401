import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { Completion } from "../../assembly/chat/completion";
import { bytesOf } from "../support/bytes";
import { answer, choice, completionOf, verdictOn } from "../support/chat";
import { json } from "../support/json";

function verdict(text: string, choices: i32 = 1): string {
  return verdictOn(Completion.read(json(text)), choices);
}

/** Pairs of an only choice and the verdict. */
function expectOfChoice(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) expect(verdict(answer(pairs[i]))).toBe(pairs[i + 1], pairs[i]);
}

/** Pairs of members of the message of an only choice, and the verdict. */
function expectOfMessage(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expect(verdict(answer(choice(pairs[i])))).toBe(pairs[i + 1], pairs[i]);
  }
}

/** A choice that says something, with these members besides. */
function saying(members: string): string {
  return "{'index':0,'message':{'role':'assistant','content':'hi'}" + members + "}";
}

/** Pairs of members of a whole answer (`X` is its choices), and the verdict. */
function expectOfAnswer(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    const body = "{" + pairs[i].replace("X", "'choices':[" + choice("'content':'hi'") + "]") + "}";
    expect(verdict(body)).toBe(pairs[i + 1], body);
  }
}

function tokens(usage: string): string {
  const completion = completionOf("{'choices':[],'usage':" + usage + "}");
  return completion.promptTokens.toString() + " " + completion.completionTokens.toString();
}

describe("a completion", () => {
  it("is kept when it is whole", () => {
    expectOfMessage(["'content':'hi'", "kept", "'content':' '", "kept", "'content':'\\u0000'", "kept"]);
    expectOfMessage(["'content':'\\ud83d\\ude00'", "kept", "'content':'😀'", "kept"]);
    expectOfAnswer(["X", "kept", "'id':1,X,'usage':{},'x':null", "kept"]);
    expectOfChoice([saying(",'finish_reason':'st\\u006fp'"), "kept"]);
  });

  it("is refused when a name occurs twice, as readers differ in which they take", () => {
    const stop = "'finish_reason':'stop'";
    expectOfMessage(["'content':'hi','content':''", "not_a_completion"]);
    expectOfMessage(["'content':'hi','c\\u006fntent':''", "not_a_completion"]);
    expectOfMessage(["'content':'hi','x':1,'x':1", "not_a_completion"]);
    expectOfChoice([saying("," + stop + "," + stop), "not_a_completion"]);
    expectOfChoice([saying("," + stop + ",'message':{}"), "not_a_completion"]);
    expectOfAnswer(["X,'choices':[]", "not_a_completion", "'id':1,'id':1,X", "not_a_completion"]);
    expectOfAnswer(["'x':{'a':1,'a':2},X", "kept"]);
  });

  it("is refused when it has more members than anybody looks at", () => {
    let many = "";
    for (let i = 0; i < 63; i++) many += `'x${i}':0,`;
    expectOfAnswer([many + "X", "kept", "'y':0," + many + "X", "not_a_completion"]);
  });

  it("is refused when two choices share an index", () => {
    const said = "'content':'hi'";
    expect(verdict(answer(choice(said, 0) + "," + choice(said, 1)), 2)).toBe("kept");
    expect(verdict(answer(choice(said, 1) + "," + choice(said, 0)), 2)).toBe("kept");
    expect(verdict(answer(choice(said, 0) + "," + choice(said, 0)), 2)).toBe("not_a_completion");
  });

  it("is none when it is not well-formed JSON in UTF-8", () => {
    expect(verdict("")).toBe("malformed");
    expect(verdict("upstream connect error")).toBe("malformed");
    expect(verdict(answer(choice("'content':'hi'")) + "x")).toBe("malformed");
    const body = new ByteWriter().slice(json("{'choices':['")).slice(bytesOf("ed a0 bd"));
    expect(verdictOn(Completion.read(body.slice(Slice.of('"]}')).finish()))).toBe("malformed");
  });

  it("is none wherever it was cut off", () => {
    const whole = json(answer(choice("'content':'hi'")));
    for (let length = 0; length < whole.length; length++) {
      if (Completion.read(whole.slice(0, length)) != null) expect(length).toBe(-1);
    }
  });

  it("is refused when it has no list of choices with messages", () => {
    const bodies = ["null", "1", "'x'", "[]", "{}", "{'choices':null}", "{'choices':{}}", "{'choices':'hi'}"];
    for (let i = 0; i < bodies.length; i++) expect(verdict(bodies[i])).toBe("not_a_completion", bodies[i]);
    expectOfChoice(["null", "not_a_completion", "1", "not_a_completion", "{}", "not_a_completion"]);
    expectOfChoice(["{'message':null,'finish_reason':'stop'}", "not_a_completion"]);
    expectOfChoice(["{'message':'hi','finish_reason':'stop'}", "not_a_completion"]);
    expectOfChoice(["{'index':0,'text':'hi','finish_reason':'stop'}", "not_a_completion"]);
    expectOfChoice(["{'index':0,'delta':{'content':'hi'},'finish_reason':'stop'}", "not_a_completion"]);
  });

  it("is refused with an error in it, choices or not", () => {
    expectOfAnswer(["'error':{'message':'overloaded','code':500},X", "error", "X,'error':{}", "error"]);
    expectOfAnswer([
      "X,'error':'bad'",
      "error",
      "X,'error':''",
      "error",
      "X,'error':500",
      "error",
      "X,'error':[]",
      "error",
    ]);
    expectOfAnswer(["X,'error':true", "error", "X,'\\u0065rror':{}", "error", "X,'error':null", "kept"]);
    expect(verdict("{'error':{'message':'no'}}")).toBe("error");
  });
});

describe("the end of a choice", () => {
  it("is its own, and no limit or filter", () => {
    const reasons = [
      "length",
      "content_filter",
      "insufficient_system_resource",
      "error",
      "stopped",
      "STOP",
      "",
    ];
    for (let i = 0; i < reasons.length; i++) {
      expectOfChoice([saying(",'finish_reason':'" + reasons[i] + "'"), "finish_reason"]);
    }
    expectOfChoice([
      saying(",'finish_reason':1"),
      "finish_reason",
      saying(",'finish_reason':true"),
      "finish_reason",
    ]);
    expectOfChoice([saying(",'finish_reason':['stop']"), "finish_reason"]);
  });

  it("is there", () => {
    expectOfChoice([saying(",'finish_reason':null"), "incomplete", saying(""), "incomplete"]);
    expectOfChoice([saying(",'stop_reason':'stop'"), "incomplete"]);
  });

  it("is no call of a tool", () => {
    expectOfChoice([saying(",'finish_reason':'tool_calls'"), "tool_calls"]);
    expectOfChoice([saying(",'finish_reason':'function_call'"), "tool_calls"]);
  });
});

describe("the message of a choice", () => {
  it("calls no tool, whatever the end of the choice is", () => {
    const call = "{'id':'t1','type':'function','function':{'name':'f','arguments':'{}'}}";
    expectOfMessage(["'content':'hi','tool_calls':[" + call + "]", "tool_calls"]);
    expectOfMessage(["'content':null,'tool_calls':[" + call + "]", "tool_calls"]);
    expectOfMessage([
      "'content':'hi','tool_calls':[null]",
      "tool_calls",
      "'content':'hi','tool_calls':{}",
      "tool_calls",
    ]);
    expectOfMessage(["'content':'hi','function_call':{'name':'f','arguments':'{}'}", "tool_calls"]);
    expectOfMessage([
      "'content':'hi','function_call':{}",
      "tool_calls",
      "'content':'hi','tool_calls':'x'",
      "tool_calls",
    ]);
  });

  it("may say that it calls none", () => {
    expectOfMessage(["'content':'hi','tool_calls':[]", "kept", "'content':'hi','tool_calls':null", "kept"]);
    expectOfMessage([
      "'content':'hi','tool_calls':[ ]",
      "kept",
      "'content':'hi','function_call':null",
      "kept",
    ]);
  });

  it("says something", () => {
    expectOfMessage([
      "'content':''",
      "empty",
      "'content':null",
      "empty",
      "'x':1",
      "empty",
      "'Content':'hi'",
      "empty",
    ]);
    expectOfMessage([
      "'content':null,'reasoning_content':'hm'",
      "empty",
      "'content':'','reasoning_content':'hm'",
      "empty",
    ]);
    expectOfMessage(["'content':null,'audio':{'id':'a1','data':'UklG'}", "empty"]);
  });

  it("says it in words that are Unicode", () => {
    expectOfMessage([
      "'content':'a\\ud83d'",
      "not_text",
      "'content':'\\ude00\\ud83d'",
      "not_text",
      "'content':1",
      "not_text",
    ]);
    expectOfMessage([
      "'content':['hi']",
      "not_text",
      "'content':{}",
      "not_text",
      "'content':true",
      "not_text",
    ]);
    expectOfMessage(["'content':[{'type':'text','text':'hi'}]", "not_text"]);
  });

  it("is no refusal to answer", () => {
    expectOfMessage(["'content':null,'refusal':'I cannot help with that.'", "empty"]);
    expectOfMessage(["'content':'','refusal':'I cannot help with that.'", "empty"]);
    expectOfMessage(["'content':'hi','refusal':null", "kept"]);
  });

  it("may have log probabilities, reasons and notes beside it", () => {
    expectOfChoice([
      saying(",'finish_reason':'stop','logprobs':{'content':[{'token':'hi','logprob':-0.1}]}"),
      "kept",
    ]);
    expectOfMessage([
      "'reasoning_content':'hm','content':'hi'",
      "kept",
      "'content':'hi','annotations':[{}]",
      "kept",
    ]);
    expectOfMessage(["'content':'hi','audio':null", "kept"]);
  });
});

describe("the choices of a completion", () => {
  it("are as many as were asked for", () => {
    const one = choice("'content':'a'");
    const two = one + "," + choice("'content':'b'", 1);
    expect(verdict(answer(two), 2)).toBe("kept");
    expect(verdict(answer(one), 2)).toBe("incomplete");
    expect(verdict(answer(two), 1)).toBe("incomplete");
    expect(verdict(answer(""), 1)).toBe("incomplete");
  });

  it("are all whole", () => {
    const right = choice("'content':'a'");
    const cut = "{'index':1,'message':{'content':'b'},'finish_reason':'length'}";
    expect(verdict(answer(right + "," + cut), 2)).toBe("finish_reason");
    expect(verdict(answer(cut + "," + right), 2)).toBe("finish_reason");
    expect(verdict(answer(right + "," + choice("'content':''", 1)), 2)).toBe("empty");
    expect(verdict(answer(right + ",null"), 2)).toBe("not_a_completion");
  });
});

describe("the text of a completion", () => {
  it("is what its choices say, decoded, a line feed between them", () => {
    expect(
      completionOf(answer(choice("'content':'a\\n\\u00e9\\ud83d\\ude00'")))
        .text()
        .toString(),
    ).toBe("a\né😀");
    const both = choice("'content':'a'") + "," + choice("'content':'b'", 1);
    expect(completionOf(answer(both)).text().toString()).toBe("a\nb");
  });

  it("is nothing where nothing is said", () => {
    expect(completionOf("{}").text().length).toBe(0);
    expect(completionOf("[]").text().length).toBe(0);
    expect(completionOf("{'choices':[1,{'message':{'content':null}}]}").text().length).toBe(0);
    expect(completionOf(answer(choice("'content':'\\ud800'"))).text().length).toBe(0);
  });
});

describe("the usage of a completion", () => {
  it("is counted in tokens", () => {
    expect(tokens("{'prompt_tokens':12,'completion_tokens':34}")).toBe("12 34");
    expect(tokens("{'completion_tokens':0,'prompt_tokens':1e3}")).toBe("1000 0");
    expect(tokens("{'prompt_tokens':1.9,'completion_tokens':999999999999999}")).toBe("1 999999999999999");
  });

  it("is 0 where it is no count", () => {
    expect(tokens("null")).toBe("0 0");
    expect(tokens("[]")).toBe("0 0");
    expect(tokens("{'prompt_tokens':null,'completion_tokens':'34'}")).toBe("0 0");
    expect(tokens("{'prompt_tokens':-1,'completion_tokens':1e15}")).toBe("0 0");
    expect(tokens("{'prompt_tokens':1e400,'completion_tokens':[1]}")).toBe("0 0");
    expect(tokens("{'prompt_tokens':{},'completion_tokens':-1e400}")).toBe("0 0");
    expect(completionOf("{}").promptTokens).toBe(0);
    expect(completionOf("1").completionTokens).toBe(0);
  });
});
