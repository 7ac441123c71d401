import { Slice } from "../../assembly/bytes/slice";
import { Completion } from "../../assembly/chat/completion";
import { StreamedText } from "../../assembly/chat/streamed-text";
import { TextChecks, completionSaying } from "../../assembly/chat/text-answer";
import { JsonPath } from "../../assembly/json/path";
import { json, parsed, shown } from "../support/json";

const MODEL = Slice.of("qwen");

/** What an answer of this form says at a path in single quotes, or why it is refused. */
function saidAt(path: string, answer: string): string {
  const checks = new TextChecks("twice");
  const text = checks.textAt(JsonPath.parse(path).value!, parsed(answer));
  checks.finish();
  const refusal = checks.refusal;
  return refusal == null ? `'${text}'` : refusal;
}

/** Why an answer of this form is refused; `kept` where it is not. */
function checked(answer: string): string {
  const said = saidAt("output", answer);
  return said.startsWith("'") ? "kept" : said;
}

/** What events say at `t`, each given without its braces, or why it is refused. */
function streamed(events: string[], path: string = "t"): string {
  const answer = new StreamedText(JsonPath.parse(path).value!, MODEL, 7);
  for (let i = 0; i < events.length; i++) answer.add(json(events[i]));
  const completion = Completion.read(answer.finish())!;
  const refusal = answer.refusal;
  return refusal == null ? completion.text().toString() : "refused " + refusal;
}

describe("an answer of which the text is known", () => {
  it("becomes a chat completion", () => {
    const completion = completionSaying(json("say 'x'\n"), MODEL, 7);
    expect(shown(completion)).toBe(
      "{'id':'ai-cache','object':'chat.completion','created':7,'model':'qwen','choices':[{'index':0," +
        "'message':{'role':'assistant','content':'say \\'x\\'\\n'},'finish_reason':'stop'}]}",
    );
    const read = Completion.read(completion)!;
    expect(read.refusal(1) == null).toBe(true);
    expect(read.refusal(2)!).toBe("incomplete");
  });

  it("stands at a path", () => {
    expect(saidAt("output.text", "{'output':{'text':'a'}}")).toBe("'a'");
    expect(saidAt("output.text", "{'output':{}}")).toBe("''");
    expect(saidAt("output.text", "{'output':{'text':'\\ud800'}}")).toBe("not_text");
  });

  it("stands there once: readers differ in which of two they take", () => {
    expect(saidAt("output.text", "{'output':{'text':'a','text':'b'}}")).toBe("twice");
    expect(saidAt("output.text", "{'output':{'text':'a'},'output':{}}")).toBe("twice");
    expect(saidAt("output.text", "{'error':null,'output':{'text':'a'},'error':'no'}")).toBe("twice");
    expect(saidAt("0.text", "[{'text':'a'},{'text':'b'}]")).toBe("'a'");
  });
});

describe("an answer of another shape", () => {
  it("is kept where nothing speaks against it", () => {
    expect(checked("{'output':{'text':'a'}}")).toBe("kept");
    expect(checked("{'error':null,'output':1}")).toBe("kept");
    expect(checked("{'choices':[]}")).toBe("kept");
    expect(checked("{'choices':[{'message':{'reasoning':'a'},'finish_reason':'stop'}]}")).toBe("kept");
  });

  it("is not kept where it failed, calls a tool or was cut off", () => {
    expect(checked("{'error':{'message':'x'}}")).toBe("error");
    expect(checked("{'choices':[{'message':{'tool_calls':[{}]},'finish_reason':'stop'}]}")).toBe(
      "tool_calls",
    );
    expect(checked("{'choices':[{'message':{'function_call':{}},'finish_reason':'stop'}]}")).toBe(
      "tool_calls",
    );
    expect(checked("{'choices':[{'message':{},'finish_reason':'length'}]}")).toBe("finish_reason");
    expect(checked("{'choices':[{'message':{}}]}")).toBe("incomplete");
  });
});

describe("a streamed answer of another shape", () => {
  it("is what its events say at the path, one after the other", () => {
    expect(streamed(["{'t':'a'}", "{'u':'x'}", "{'t':null}", "{'t':' b'}"])).toBe("a b");
    expect(streamed(["{'o':[{'t':'a'}]}", "{'o':[{'t':'b'}]}"], "o.0.t")).toBe("ab");
    expect(streamed([])).toBe("");
  });

  it("ends where it says so", () => {
    expect(streamed(["{'t':'a'}", "[DONE]", "{'t':'b'}"])).toBe("a");
    const answer = new StreamedText(JsonPath.parse("t").value!, MODEL, 7);
    answer.add(json("{'t':'abc'}"));
    expect(answer.isDone).toBe(false);
    expect(answer.size).toBe(3);
    answer.add(Slice.of("[DONE]"));
    expect(answer.isDone).toBe(true);
  });

  it("is not kept where it is broken", () => {
    expect(streamed(["{'t':'a'}", "{'t':"])).toBe("refused not_a_chunk");
    expect(streamed(["[]"])).toBe("refused not_a_chunk");
    expect(streamed(["{'t':'a'}", "{'error':{}}", "{'t':'b'}"])).toBe("refused error");
    const answer = new StreamedText(JsonPath.parse("t").value!, MODEL, 7);
    answer.add(json("{'error':{}}"));
    expect(answer.refusal!).toBe("error", "at once");
    expect(streamed(["{'t':'a'}", "{'t':'b','t':'c'}"])).toBe("refused not_a_chunk");
    expect(streamed(["{'t':'a'}", "{'t':'\\ud83d'}", "{'t':'\\ude00'}"])).toBe(
      "refused not_text",
      "half a character",
    );
    const tool = "{'t':'a','choices':[{'delta':{'tool_calls':[{'index':0}]}}]}";
    expect(streamed([tool, "{'choices':[{'delta':{},'finish_reason':'stop'}]}"])).toBe("refused tool_calls");
  });

  it("has to stop where it has choices, as a chat does", () => {
    const says = "{'choices':[{'delta':{'r':'a'},'finish_reason':null}]}";
    const path = "choices.0.delta.r";
    expect(streamed([says, says], path)).toBe("refused incomplete");
    expect(streamed([says, "{'choices':[{'delta':{},'finish_reason':'stop'}]}"], path)).toBe("a");
    expect(streamed([says, "{'choices':[{'delta':{},'finish_reason':'length'}]}"], path)).toBe(
      "refused finish_reason",
    );
  });
});
