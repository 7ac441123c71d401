import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Slice } from "../../assembly/bytes/slice";
import { ChatRequest } from "../../assembly/chat/request";
import { bytesOf } from "../support/bytes";
import { requestOf } from "../support/chat";
import { json, nested } from "../support/json";

const ASK: string = "'model':'m','messages':[{'role':'user','content':'hi'}]";

/** A right request with these members besides. */
function withMembers(members: string): string {
  return "{" + ASK + "," + members + "}";
}

/** What is read of a request: its model and form, or `none`. */
function form(text: string): string {
  const request = ChatRequest.read(json(text));
  if (request == null) return "none";
  const usage = request.includeUsage ? " with usage" : "";
  return request.choices.toString() + (request.stream ? " streamed" : " plain") + usage;
}

/** Pairs of members of a right request and the form that is read. */
function expectForms(pairs: string[]): void {
  for (let i = 0; i < pairs.length; i += 2) expect(form(withMembers(pairs[i]))).toBe(pairs[i + 1], pairs[i]);
}

function expectRefused(texts: string[]): void {
  for (let i = 0; i < texts.length; i++) expect(form(texts[i])).toBe("none", texts[i]);
}

describe("a chat request", () => {
  it("has a model and messages with roles", () => {
    const request = requestOf(" {" + ASK + "} ");
    expect(request.model.toString()).toBe("m");
    expect(request.choices).toBe(1);
    expect(request.stream || request.includeUsage).toBe(false);
    expect(request.messages.element(0)!.member("content")!.isString("hi")).toBe(true);
    expect(request.root.member("model")!.isString("m")).toBe(true);
  });

  it("is a conversation, and so may be a request of another kind", () => {
    expect(requestOf("{" + ASK + "}").isConversation).toBe(true);
    const others = ["{}", "{'messages':[]}", "{'messages':'a'}", "{'messages':[{'role':'user'},1]}"];
    for (let i = 0; i < others.length; i++) {
      expect(ChatRequest.readAny(json(others[i]))!.isConversation).toBe(false, others[i]);
    }
    expect(ChatRequest.readAny(json("{'messages':[{'role':'user'}]}"))!.isConversation).toBe(true);
  });

  it("may spell them with escapes, and in any order", () => {
    const request = requestOf(
      "{'messages':[{'content':'hi','ro\\u006ce':'user'}],'mod\\u0065l':'gpt\\u002d4 é'}",
    );
    expect(request.model.toString()).toBe("gpt-4 é");
  });

  it("may have members and roles nobody knows", () => {
    expectForms([
      "'x':[{}]",
      "1 plain",
      "'MODEL':1",
      "1 plain",
      "'Stream':true",
      "1 plain",
      "'':0",
      "1 plain",
    ]);
    expect(form("{'model':'m','messages':[{'role':'developer'},{'role':''}]}")).toBe("1 plain");
  });

  it("says whether it wants a stream", () => {
    expectForms(["'stream':true", "1 streamed", "'stream':false", "1 plain", "'stream':null", "1 plain"]);
    expectForms([
      "'stream':'true'",
      "none",
      "'stream':1",
      "none",
      "'stream':0",
      "none",
      "'stream':{}",
      "none",
    ]);
    expectForms(["'stream':''", "none", "'stream':[]", "none", "'str\\u0065am':true", "1 streamed"]);
  });

  it("says whether the stream is to end with the usage", () => {
    expectForms(["'stream':true,'stream_options':{'include_usage':true}", "1 streamed with usage"]);
    expectForms(["'stream_options':{'include_usage':true},'stream':true", "1 streamed with usage"]);
    expectForms(["'stream':true,'stream_options':{'include_usage':false}", "1 streamed"]);
    expectForms(["'stream':true,'stream_options':{'include_usage':null}", "1 streamed"]);
    expectForms(["'stream':true,'stream_options':{'include_usage':'true'}", "1 streamed"]);
    expectForms([
      "'stream':true,'stream_options':{}",
      "1 streamed",
      "'stream':true,'stream_options':null",
      "1 streamed",
    ]);
    expectForms([
      "'stream':true,'stream_options':[true]",
      "1 streamed",
      "'stream':true,'stream_options':1",
      "1 streamed",
    ]);
  });

  it("says how many answers it wants", () => {
    expectForms(["'n':1", "1 plain", "'n':2", "2 plain", "'n':128", "128 plain", "'n':null", "1 plain"]);
    expectForms([
      "'n':2.0",
      "2 plain",
      "'n':2e0",
      "2 plain",
      "'n':0.2E+1",
      "2 plain",
      "'n':20e-1",
      "2 plain",
    ]);
    expectForms(["'n':3,'stream':true", "3 streamed"]);
  });

  it("is none when that is no count", () => {
    expectForms(["'n':0", "none", "'n':-1", "none", "'n':1.5", "none", "'n':0.5", "none", "'n':'2'", "none"]);
    expectForms([
      "'n':true",
      "none",
      "'n':[]",
      "none",
      "'n':{}",
      "none",
      "'n':1e400",
      "none",
      "'n':4294967297",
      "none",
    ]);
    expectForms(["'n':-0", "none", "'n':1e99", "none", "'n':99999999999999999999", "none"]);
  });

  it("is none without a model that is a name", () => {
    const messages = "'messages':[{'role':'user','content':'hi'}]";
    expectRefused(["{" + messages + "}", "{'model':null," + messages + "}", "{'model':''," + messages + "}"]);
    expectRefused([
      "{'model':1," + messages + "}",
      "{'model':['m']," + messages + "}",
      "{'model':{}," + messages + "}",
    ]);
    expectRefused(["{'model':'\\ud800'," + messages + "}", "{'Model':'m'," + messages + "}"]);
  });

  it("is none without a list of messages", () => {
    expectRefused(["{'model':'m'}", "{'model':'m','messages':null}", "{'model':'m','messages':[]}"]);
    expectRefused([
      "{'model':'m','messages':{}}",
      "{'model':'m','messages':'hi'}",
      "{'model':'m','messages':1}",
    ]);
    expectRefused(["{'model':'m','messages':{'0':{'role':'user'}}}", "{'model':'m','prompt':'hi'}"]);
  });

  it("is none when one message has no role", () => {
    const user = "{'role':'user','content':'hi'}";
    const others = [
      "{}",
      "null",
      "1",
      "'hi'",
      "[]",
      "{'content':'hi'}",
      "{'role':null}",
      "{'role':1}",
      "{'role':['user']}",
    ];
    for (let i = 0; i < others.length; i++) {
      expectRefused(["{'model':'m','messages':[" + others[i] + "]}"]);
      expectRefused(["{'model':'m','messages':[" + user + "," + others[i] + "]}"]);
      expectRefused(["{'model':'m','messages':[" + others[i] + "," + user + "]}"]);
    }
  });

  it("is none when it is no JSON object", () => {
    expectRefused([
      "",
      " ",
      "null",
      "1",
      "'a'",
      "[]",
      "[{" + ASK + "}]",
      "{",
      "{" + ASK,
      "{" + ASK + "}}",
      "{" + ASK + ",}",
    ]);
    expectRefused(["\ufeff{" + ASK + "}", "model=m&messages=hi", "{" + ASK + "}\n{" + ASK + "}"]);
  });

  it("is none wherever it was cut off", () => {
    const whole = json(withMembers("'stream':true,'n':2"));
    for (let length = 0; length < whole.length; length++) {
      if (ChatRequest.read(whole.slice(0, length)) != null) expect(length).toBe(-1);
    }
  });

  it("is none when it is nested too deep", () => {
    expectForms(["'x':" + nested("[", "1", "]", 63), "1 plain", "'x':" + nested("[", "1", "]", 64), "none"]);
    expectForms(["'x':" + nested("[", "1", "]", 100000), "none", "'x':" + "[".repeat(100000), "none"]);
  });

  it("is none when it is not UTF-8", () => {
    expect(readWithContent("41 c3 a9 f0 9f 98 80")).toBe(true);
    expect(readWithContent("ff")).toBe(false);
    expect(readWithContent("c3")).toBe(false);
    expect(readWithContent("c0 af")).toBe(false);
    expect(readWithContent("ed a0 bd ed b8 80")).toBe(false);
    expect(readWithContent("f4 90 80 80")).toBe(false);
    expect(readWithContent("80")).toBe(false);
  });
});

/** Whether a request is read in which these bytes are the question. */
function readWithContent(hex: string): bool {
  const body = new ByteWriter().slice(json("{'model':'m','messages':[{'role':'user','content':'"));
  const request: ChatRequest | null = ChatRequest.read(
    body.slice(bytesOf(hex)).slice(Slice.of('"}]}')).finish(),
  );
  return request != null;
}
