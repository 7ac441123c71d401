import { Slice } from "../../assembly/bytes/slice";
import { Completion } from "../../assembly/chat/completion";
import { StreamedCompletion } from "../../assembly/chat/streamed-completion";
import {
  AZURE,
  AZURE_TEXT,
  DASHSCOPE,
  DASHSCOPE_TEXT,
  DEEPSEEK,
  DEEPSEEK_REASONING,
  DEEPSEEK_TEXT,
  OPENAI,
  OPENAI_TEXT,
  SPLIT_PAIR,
  TWO_CHOICES,
} from "../fixtures/streams";
import { assemble, chunk, completionOfStream, DONE, said, STOP, textOf } from "../support/chat";
import { json, shown } from "../support/json";

/** The verdict on the answer of an event stream (quotes as in `json`). */
function verdict(stream: string, choices: i32 = 1): string {
  return assemble(json(stream)).verdict(choices);
}

/** A stream that says hi, with something between. */
function around(middle: string): string {
  return chunk("'role':'assistant','content':'h'") + middle + chunk("'content':'i'") + STOP + DONE;
}

/** Pairs of an event's data in the middle of a right stream, and the verdict. */
function expectAround(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expect(verdict(around("data: " + pairs[i] + "\n\n"))).toBe(pairs[i + 1], pairs[i]);
  }
}

/** Pairs of members of a delta in the middle of a right stream, and the verdict. */
function expectOfDelta(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2)
    expect(verdict(around(chunk(pairs[i])))).toBe(pairs[i + 1], pairs[i]);
}

/** Pairs of what an only choice has beside its delta, in the middle of a right stream, and the verdict. */
function expectOfChoice(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) {
    expect(verdict(around(chunk("", "," + pairs[i])))).toBe(pairs[i + 1], pairs[i]);
  }
}

/** A member of the completion that a stream adds up to, or `none`; quotes as in `json`. */
function memberOf(stream: string, name: string): string {
  const value = completionOfStream(Slice.of(stream)).value.member(name);
  return value == null ? "none" : shown(value.raw);
}

/** A chunk with this as the index of its choice. */
function indexed(index: string): string {
  return "{'choices':[{'index':" + index + ",'delta':{}}]}";
}

describe("a name that occurs twice", () => {
  it("in a chunk, a choice or a delta makes the stream one that is not kept", () => {
    expectOfDelta([
      "'content':'a','content':''",
      "not_a_chunk",
      "'content':'a','content':null",
      "not_a_chunk",
    ]);
    expectOfDelta(["'content':'a','x':'b'", "kept"]);
    expectOfChoice(["'delta':{}", "not_a_chunk", "'finish_reason':null,'finish_reason':null", "not_a_chunk"]);
    expectAround(["{'choices':[],'choices':[]}", "not_a_chunk"]);
  });
});

describe("a choice that is no object", () => {
  it("makes the stream one that is not kept", () => {
    expectAround(["{'choices':[null]}", "not_a_chunk", "{'choices':['x']}", "not_a_chunk"]);
  });
});

describe("an index that is no whole number", () => {
  it("makes the stream one that is not kept, rather than another choice's", () => {
    expectAround([indexed("0"), "kept", indexed("0.7"), "not_a_chunk"]);
    expectAround([indexed("null"), "not_a_chunk", indexed("-1"), "not_a_chunk"]);
  });
});

describe("a stream of OpenAI", () => {
  it("adds up to the whole answer", () => {
    const completion = completionOfStream(Slice.of(OPENAI));
    expect(textOf(completion, 0, "content")).toBe(OPENAI_TEXT);
    expect(said(completion, 0, "content")).toBe("'Use `\\'a\\\\n\\'`:\\n caf\\u00e9 ☕️'");
    expect(said(completion, 0, "role")).toBe("'assistant'");
    expect(said(completion, 0, "refusal")).toBe("none");
  });

  it("keeps its head and its usage, and no padding", () => {
    expect(memberOf(OPENAI, "object")).toBe("'chat.completion'");
    expect(memberOf(OPENAI, "id")).toBe("'chatcmpl-BvXy2kPq'");
    expect(memberOf(OPENAI, "created")).toBe("1752300000");
    expect(memberOf(OPENAI, "model")).toBe("'gpt-4o-mini-2024-07-18'");
    expect(memberOf(OPENAI, "system_fingerprint")).toBe("'fp_34a54ae93c'");
    expect(memberOf(OPENAI, "obfuscation")).toBe("none");
    const completion = completionOfStream(Slice.of(OPENAI));
    expect(completion.promptTokens).toBe(14);
    expect(completion.completionTokens).toBe(9);
  });
});

describe("a stream of Azure OpenAI", () => {
  it("has its head from the first chunk with a choice, not from the filters' verdict before it", () => {
    expect(textOf(completionOfStream(Slice.of(AZURE)), 0, "content")).toBe(AZURE_TEXT);
    expect(memberOf(AZURE, "object")).toBe("'chat.completion'");
    expect(memberOf(AZURE, "id")).toBe("'chatcmpl-Az9'");
    expect(memberOf(AZURE, "model")).toBe("'gpt-4o-2024-08-06'");
    expect(memberOf(AZURE, "usage")).toBe("none");
  });
});

describe("a stream of DashScope", () => {
  it("adds up to the whole answer", () => {
    const completion = completionOfStream(Slice.of(DASHSCOPE));
    expect(textOf(completion, 0, "content")).toBe(DASHSCOPE_TEXT);
    expect(said(completion, 0, "tool_calls")).toBe("none");
    expect(completion.completionTokens).toBe(7);
    expect(memberOf(DASHSCOPE, "model")).toBe("'qwen-plus'");
  });
});

describe("a stream of DeepSeek", () => {
  it("keeps the thoughts apart from the words", () => {
    const completion = completionOfStream(Slice.of(DEEPSEEK));
    expect(textOf(completion, 0, "content")).toBe(DEEPSEEK_TEXT);
    expect(textOf(completion, 0, "reasoning_content")).toBe(DEEPSEEK_REASONING);
    expect(completion.completionTokens).toBe(12);
  });
});

describe("a streamed answer", () => {
  it("is one completion, written in one way", () => {
    const stream = around("data: {'choices':[],'usage':{'prompt_tokens':1}}\n\n");
    const completion = completionOfStream(json(stream));
    expect(shown(completion.value.raw)).toBe(
      "{'object':'chat.completion','id':'c1','model':'m','choices':[{'index':0,'message':{'role':'assistant'," +
        "'content':'hi'},'logprobs':null,'finish_reason':'stop'}],'usage':{'prompt_tokens':1}}",
    );
  });

  it("is the same however alike its chunks are", () => {
    const deltas = ["'content':'a'", "'content':'b'", "'thought':'c'", "'thought':'d'", "'content':'e'"];
    let stream = "";
    for (let i = 0; i < deltas.length; i++) stream += chunk(deltas[i]) + chunk(deltas[i]);
    const both = chunk("'content':'f','thought':'g'");
    const all = stream + both + both + chunk("") + chunk("") + STOP + DONE;
    const completion = completionOfStream(json(all));
    expect(said(completion, 0, "content")).toBe("'aabbeeff'");
    expect(said(completion, 0, "thought")).toBe("'ccddgg'");
  });

  it("may begin with a chunk that has but a role", () => {
    expect(verdict(chunk("'role':'assistant'") + chunk("'content':'hi'") + STOP + DONE)).toBe("kept");
    expect(verdict(chunk("'role':'assistant','content':null") + chunk("'content':'hi'") + STOP + DONE)).toBe(
      "kept",
    );
  });

  it("may have its last words, its end and [DONE] in one chunk or piece", () => {
    const stream = chunk("'content':'hi'", ",'finish_reason':'stop'") + DONE;
    expect(textOf(completionOfStream(json(stream)), 0, "content")).toBe("hi");
    expect(assemble(json(stream)).isDone).toBe(true);
  });

  it("is done with [DONE] alone", () => {
    expect(assemble(json(chunk("'content':'hi'") + STOP)).isDone).toBe(false);
    expect(assemble(Slice.of("data: [DONE]\n\n")).isDone).toBe(true);
    expect(assemble(Slice.of("data:[DONE]\n\n")).isDone).toBe(true);
    expect(assemble(Slice.of("data: [DONE]\n")).isDone).toBe(false);
    expect(assemble(Slice.of('data: "[DONE]"\n\n')).isDone).toBe(false);
    expect(assemble(Slice.of("event: [DONE]\n\n")).isDone).toBe(false);
  });

  it("ends with [DONE], whatever follows", () => {
    const whole = chunk("'content':'hi'") + STOP + DONE;
    const after = [chunk("'content':'!'"), "data: {'error':{}}\n\n", "data: junk\n\n", DONE, "junk\n\n"];
    for (let i = 0; i < after.length; i++) {
      expect(said(completionOfStream(json(whole + after[i])), 0, "content")).toBe("'hi'", after[i]);
    }
  });

  it("is incomplete when it was cut off", () => {
    expect(verdict("")).toBe("incomplete");
    expect(verdict(DONE)).toBe("incomplete");
    expect(verdict(chunk("'content':'hi'"))).toBe("incomplete");
    expect(verdict(chunk("'content':'hi'") + DONE)).toBe("incomplete");
    expect(verdict(chunk("'content':'hi'", ",'finish_reason':null") + DONE)).toBe("incomplete");
  });

  it("is incomplete wherever it was cut off before its last chunk", () => {
    const stream = Slice.of(DEEPSEEK);
    const last = DEEPSEEK.indexOf("data: [DONE]") - 1;
    const end = Slice.of(DEEPSEEK.substring(0, last)).length;
    for (let length = 0; length < end; length++) {
      const verdict = assemble(stream.slice(0, length)).verdict(1);
      if (verdict != "incomplete" && verdict != "empty") expect(length).toBe(-1, verdict);
    }
  });

  it("is not kept when it ends for another reason, or says nothing", () => {
    const said = chunk("'content':'hi'");
    expect(verdict(said + chunk("", ",'finish_reason':'length'") + DONE)).toBe("finish_reason");
    expect(verdict(said + chunk("", ",'finish_reason':'content_filter'") + DONE)).toBe("finish_reason");
    expect(verdict(said + chunk("", ",'finish_reason':'tool_calls'") + DONE)).toBe("tool_calls");
    expect(verdict(chunk("'content':''") + STOP + DONE)).toBe("empty");
    expect(verdict(chunk("'role':'assistant'") + STOP + DONE)).toBe("empty");
    expect(verdict(chunk("'reasoning_content':'hm'") + STOP + DONE)).toBe("empty");
    expect(verdict(chunk("'refusal':'no'") + STOP + DONE)).toBe("empty");
  });
});

describe("a chunk", () => {
  it("is refused with an error in it", () => {
    expectAround(["{'error':{'message':'overloaded'}}", "error", "{'error':'x','choices':[]}", "error"]);
    expectAround(["{'choices':[],'error':''}", "error", "{'choices':[],'error':null}", "kept"]);
    expect(verdict(around("event: error\ndata: {'message':'overloaded'}\n\n"))).toBe("error event");
    expect(verdict("data: {'error':{'code':429}}\n\n")).toBe("error");
  });

  it("is a JSON object", () => {
    expectAround([
      "junk",
      "not_a_chunk",
      "{",
      "not_a_chunk",
      "[]",
      "not_a_chunk",
      "null",
      "not_a_chunk",
      "1",
      "not_a_chunk",
    ]);
    expectAround([
      "",
      "not_a_chunk",
      "[done]",
      "not_a_chunk",
      "[DONE] ",
      "not_a_chunk",
      "'[DONE]'",
      "not_a_chunk",
    ]);
    expectAround(["{'choices':[]}}", "not_a_chunk", "<html>", "not_a_chunk"]);
  });

  it("may have no choice", () => {
    expectAround([
      "{}",
      "kept",
      "{'choices':[]}",
      "kept",
      "{'choices':null}",
      "kept",
      "{'x':1}",
      "kept",
      "{ }",
      "kept",
    ]);
  });

  it("has choices with an index that is a small number", () => {
    const delta = "'delta':{'content':''}}]}";
    expectAround([
      "{'choices':[{'index':-1," + delta,
      "not_a_chunk",
      "{'choices':[{'index':128," + delta,
      "not_a_chunk",
    ]);
    expectAround([
      "{'choices':[{'index':'0'," + delta,
      "not_a_chunk",
      "{'choices':[{'index':null," + delta,
      "not_a_chunk",
    ]);
    expectAround(["{'choices':[{'index':1e400," + delta, "not_a_chunk", "{'choices':[{" + delta, "kept"]);
    expectAround([
      "{'choices':[{'index':0.0," + delta,
      "kept",
      "{'choices':[{'index':4294967296," + delta,
      "not_a_chunk",
    ]);
  });

  it("has the usage, of which the last one counts", () => {
    const first = "data: {'choices':[],'usage':{'prompt_tokens':1}}\n\n";
    const second = "data: {'choices':[],'usage':{'prompt_tokens':2}}\n\n";
    const last = "data: {'choices':[],'usage':null}\n\n";
    expect(completionOfStream(json(around(first + second + last))).promptTokens).toBe(2);
  });

  it("may be spread over lines and spelt with escapes", () => {
    const lines =
      "data: { 'ch\\u006fices' : [ { 'd\\u0065lta' : { 'cont\\u0065nt' :\ndata: '-' } ,\ndata: 'index':0}]}\n\n";
    expect(said(completionOfStream(json(around(lines))), 0, "content")).toBe("'h-i'");
  });
});

describe("a delta", () => {
  it("is refused when it calls a tool, though words came first", () => {
    const call = "{'index':0,'id':'t1','type':'function','function':{'name':'f','arguments':''}}";
    expectOfDelta([
      "'tool_calls':[" + call + "]",
      "tool_calls",
      "'content':'x','tool_calls':[" + call + "]",
      "tool_calls",
    ]);
    expectOfDelta([
      "'function_call':{'name':'f'}",
      "tool_calls",
      "'tool_calls':[]",
      "kept",
      "'tool_calls':null",
      "kept",
    ]);
    expectOfDelta([
      "'tool_calls':{}",
      "tool_calls",
      "'function_call':null",
      "kept",
      "'tool_calls':[ ]",
      "kept",
    ]);
  });

  it("is refused when it has what nobody knows how to join", () => {
    expectOfDelta([
      "'audio':{'id':'a1'}",
      "unknown_delta",
      "'x':1",
      "unknown_delta",
      "'x':true",
      "unknown_delta",
    ]);
    expectOfDelta([
      "'content':1",
      "unknown_delta",
      "'content':['a']",
      "unknown_delta",
      "'content':{}",
      "unknown_delta",
    ]);
    expectOfDelta(["'x':[1]", "unknown_delta", "'x':null", "kept", "'x':[]", "kept"]);
  });

  it("may be missing or nothing", () => {
    expectAround(["{'choices':[{'index':0}]}", "kept", "{'choices':[{'index':0,'delta':null}]}", "kept"]);
    expectOfDelta(["", "kept", "'content':null", "kept", "'content':''", "kept", "'role':null", "kept"]);
  });

  it("is joined to those before it, member by member", () => {
    const stream = chunk("'reasoning':'a','content':'x'") + chunk("'content':'y','reasoning':'b'");
    const completion = completionOfStream(json(stream + STOP + DONE));
    expect(said(completion, 0, "content")).toBe("'xy'");
    expect(said(completion, 0, "reasoning")).toBe("'ab'");
  });

  it("has its escapes kept as they are", () => {
    const stream =
      chunk("'content':'\\u0000\\/\\b\\u00E9é'") + chunk("'content':'\\\\'") + chunk("'content':'\\n'");
    const completion = completionOfStream(json(stream + STOP + DONE));
    expect(said(completion, 0, "content")).toBe("'\\u0000\\/\\b\\u00E9é\\\\\\n'");
  });

  it("may end with half an emoji of which the next has the other half", () => {
    const completion = completionOfStream(Slice.of(SPLIT_PAIR));
    expect(said(completion, 0, "content")).toBe("'a\\ud83d\\ude00b'");
    expect(textOf(completion, 0, "content")).toBe("a😀b");
  });

  it("is not kept when the other half never comes", () => {
    expectOfDelta(["'content':'\\ud83d'", "not_text", "'content':'\\ude00\\ud83d'", "not_text"]);
  });
});

describe("a choice of a stream", () => {
  it("is refused with log probabilities, which belong to tokens", () => {
    expectOfChoice([
      "'logprobs':{'content':[]}",
      "logprobs",
      "'logprobs':{}",
      "logprobs",
      "'logprobs':null",
      "kept",
    ]);
    expectOfChoice(["'logprobs':[1]", "logprobs"]);
  });

  it("keeps its end when later chunks have none", () => {
    const stream = chunk("'content':'hi'") + STOP + chunk("", ",'finish_reason':null") + chunk("") + DONE;
    expect(verdict(stream)).toBe("kept");
  });

  it("may have members nobody knows", () => {
    expectOfChoice(["'content_filter_results':{'hate':{'filtered':false}}", "kept", "'x':1", "kept"]);
  });
});

describe("several choices of a stream", () => {
  it("are told apart by their index and come in its order", () => {
    const completion = completionOfStream(Slice.of(TWO_CHOICES), 2);
    expect(textOf(completion, 0, "content")).toBe("yes");
    expect(textOf(completion, 1, "content")).toBe("no!");
    expect(completion.value.at(["choices", "0", "index"])!.number()).toBe(0);
    expect(completion.value.at(["choices", "1", "index"])!.number()).toBe(1);
  });

  it("are all whole, and as many as were asked for", () => {
    expect(assemble(Slice.of(TWO_CHOICES)).verdict(1)).toBe("incomplete");
    expect(assemble(Slice.of(TWO_CHOICES)).verdict(3)).toBe("incomplete");
    const first = chunk("'content':'a'") + chunk("'content':'b'", "", 1);
    expect(verdict(first + STOP + DONE, 2)).toBe("incomplete");
    expect(verdict(first + STOP + chunk("", ",'finish_reason':'stop'", 1) + DONE, 2)).toBe("kept");
    expect(verdict(first + STOP + chunk("", ",'finish_reason':'length'", 1) + DONE, 2)).toBe("finish_reason");
    expect(verdict(first + STOP + chunk("'tool_calls':[{}]", ",'finish_reason':'stop'", 1) + DONE, 2)).toBe(
      "tool_calls",
    );
  });

  it("may be 128", () => {
    let stream = "";
    for (let i = 127; i >= 0; i--)
      stream += chunk("'content':'" + i.toString() + "'", ",'finish_reason':'stop'", i);
    const completion = completionOfStream(json(stream + DONE), 128);
    for (let i = 0; i < 128; i++) expect(textOf(completion, i, "content")).toBe(i.toString());
  });
});

describe("the size of a streamed answer", () => {
  it("is that of its texts so far", () => {
    const answer = new StreamedCompletion();
    expect(answer.size).toBe(0);
    answer.add(json("{'choices':[{'index':0,'delta':{'role':'assistant','content':'ab'}}]}"));
    answer.add(json("{'choices':[{'index':1,'delta':{'content':'\\n','reasoning_content':'é'}}]}"));
    expect(answer.size).toBe(6);
  });

  it("grows no more once it is refused", () => {
    const answer = new StreamedCompletion();
    answer.add(Slice.of("junk"));
    answer.add(json("{'choices':[{'index':0,'delta':{'content':'ab'}}]}"));
    expect(answer.size).toBe(0);
    expect(answer.refusal!).toBe("not_a_chunk");
  });
});

describe("bytes that are no UTF-8", () => {
  it("make no completion", () => {
    const answer = new StreamedCompletion();
    const data = json("{'choices':[{'index':0,'delta':{'content':'@'},'finish_reason':'stop'}]}");
    store<u8>(data.pointer + <usize>data.indexOf(0x40), 0xff);
    answer.add(data);
    expect(answer.refusal == null).toBe(true);
    expect(Completion.read(answer.finish()) == null).toBe(true);
  });
});
