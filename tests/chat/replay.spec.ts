import { Slice } from "../../assembly/bytes/slice";
import { isUtf8 } from "../../assembly/bytes/utf8";
import { Completion } from "../../assembly/chat/completion";
import { EventStream } from "../../assembly/chat/event-stream";
import { Replay } from "../../assembly/chat/replay";
import { Elements, JsonValue, Members } from "../../assembly/json/value";
import { AZURE, DASHSCOPE, DEEPSEEK, OPENAI, SPLIT_PAIR, TWO_CHOICES } from "../fixtures/streams";
import {
  answer,
  choice,
  completionOf,
  completionOfStream,
  completionSaying,
  escaped,
  said,
  textOf,
} from "../support/chat";
import { shown } from "../support/json";
import { eventsOf } from "../support/event-stream";

/** The data of every event of a replay. */
function dataOf(completion: Completion, includeUsage: bool = false): Slice[] {
  const events = new EventStream();
  events.push(Replay.eventStream(completion, includeUsage));
  const list: Slice[] = [];
  while (events.next()) list.push(events.data);
  return list;
}

/** The chunks of a replay: all its events but the last one, which is [DONE]. */
function chunksOf(completion: Completion, includeUsage: bool = false): JsonValue[] {
  const data = dataOf(completion, includeUsage);
  expect(data.pop().toString()).toBe("[DONE]");
  const chunks: JsonValue[] = [];
  for (let i = 0; i < data.length; i++) {
    expect(isUtf8(data[i])).toBe(true);
    const chunk = JsonValue.parse(data[i]);
    expect(chunk == null).toBe(false, data[i].toString());
    chunks.push(chunk!);
  }
  return chunks;
}

/** How many choices a completion has. */
function countOf(completion: Completion): i32 {
  const walk = new Elements(completion.value.member("choices")!);
  let count = 0;
  while (walk.next()) count++;
  return count;
}

/** What is lost of the texts of a completion when it is replayed and put together again, or nothing. */
function lossOf(completion: Completion): string {
  const count = countOf(completion);
  const again = completionOfStream(Replay.eventStream(completion, false), count);
  for (let i = 0; i < count; i++) {
    const members = new Members(completion.value.at(["choices", i.toString(), "message"])!);
    while (members.next()) {
      if (!members.value.isText || members.value.inner.length == 0) continue;
      const value = again.value.at(["choices", i.toString(), "message", members.key.toString()]);
      if (value == null || !value.raw.equalsSlice(members.value.raw)) return members.key.toString();
    }
  }
  return "";
}

/** Each text, as it stands between the quotes of a JSON string, comes back byte for byte. */
function expectKept(texts: string[]): void {
  for (let i = 0; i < texts.length; i++) {
    const inner = Slice.of(texts[i]);
    const completion = completionSaying(inner);
    expect(lossOf(completion)).toBe("", texts[i]);
    const chunks = chunksOf(completion);
    for (let k = 0; k < chunks.length; k++) {
      const content = chunks[k].at(["choices", "0", "delta", "content"]);
      if (content != null && content.text() == null) expect(content.raw.toString()).toBe("Unicode");
    }
  }
}

/** Each text comes back as it is, escaped, and amid others. */
function expectKeptInEveryWay(text: string): void {
  expectKept([text, escaped(text), text.repeat(40), escaped(text).repeat(40)]);
  expectKept(["a" + text, text + "b", "a word before " + escaped(text) + " and after"]);
}

const USAGE: string = "'usage':{'prompt_tokens':1,'completion_tokens':2,'total_tokens':3}";

/** A completion that says hi, with its usage. */
function greeting(): Completion {
  return completionOf(answer(choice("'content':'hi'")).replace("'choices'", USAGE + ",'choices'"));
}

/** The `index` of the first choice of each chunk, one after the other. */
function indexesOf(completion: Completion): string {
  const chunks = chunksOf(completion);
  let indexes = "";
  for (let i = 0; i < chunks.length; i++) indexes += chunks[i].at(["choices", "0", "index"])!.raw.toString();
  return indexes;
}

describe("the index of a choice", () => {
  it("is its place where it is none, so that choices do not run together", () => {
    const a = choice("'content':'a'");
    const first = a.replace("'index':0", "'index':null");
    const second = a.replace("'index':0,", "");
    expect(indexesOf(completionOf(answer(first + "," + second)))).toBe("000111");
    expect(indexesOf(completionOf(answer(a.replace("'index':0", "'index':1e0"))))).toBe("111");
  });
});

describe("a replay", () => {
  it("is the stream in which a model would have sent it", () => {
    const start =
      "data: {'object':'chat.completion.chunk','id':'c1','created':1,'model':'m','choices':[{'index':0,'delta':";
    const end = ",'logprobs':null,'finish_reason':null}]}\n\n";
    expect(shown(Replay.eventStream(greeting(), false))).toBe(
      start +
        "{'role':'assistant','content':''}" +
        end +
        start +
        "{'content':'hi'}" +
        end +
        start +
        "{},'logprobs':null,'finish_reason':'stop'}]}\n\ndata: [DONE]\n\n",
    );
  });

  it("consists of chunks that all have the completion's head", () => {
    const completion = completionOfStream(Slice.of(OPENAI));
    const chunks = chunksOf(completion);
    expect(chunks.length).toBeGreaterThan(2);
    for (let i = 0; i < chunks.length; i++) {
      expect(chunks[i].member("object")!.isString("chat.completion.chunk")).toBe(true);
      expect(chunks[i].member("id")!.isString("chatcmpl-BvXy2kPq")).toBe(true);
      expect(chunks[i].member("model")!.isString("gpt-4o-mini-2024-07-18")).toBe(true);
      expect(chunks[i].member("created")!.number()).toBe(1752300000);
      expect(chunks[i].member("system_fingerprint")!.isString("fp_34a54ae93c")).toBe(true);
      expect(chunks[i].at(["choices", "0", "message"]) == null).toBe(true);
    }
  });

  it("gives the role first, once, and the end last, once", () => {
    const chunks = chunksOf(completionOfStream(Slice.of(DASHSCOPE)));
    for (let i = 0; i < chunks.length; i++) {
      const role = chunks[i].at(["choices", "0", "delta", "role"]);
      expect(role != null).toBe(i == 0);
      const finish = chunks[i].at(["choices", "0", "finish_reason"])!;
      expect(finish.isNull).toBe(i < chunks.length - 1);
    }
    expect(chunks[chunks.length - 1].at(["choices", "0", "finish_reason"])!.isString("stop")).toBe(true);
    expect(shown(chunks[chunks.length - 1].at(["choices", "0", "delta"])!.raw)).toBe("{}");
  });

  it("ends with [DONE] even when there is nothing to say", () => {
    expect(eventsOf(Replay.eventStream(completionOf("{}"), false)).toString()).toBe("[[DONE]]");
    expect(eventsOf(Replay.eventStream(completionOf("{'choices':[]}"), true)).toString()).toBe("[[DONE]]");
  });

  it("has many pieces for a long text", () => {
    const chunks = chunksOf(completionSaying(Slice.of("word ".repeat(100))));
    expect(chunks.length).toBeGreaterThan(15);
  });

  it("has thoughts before words", () => {
    const chunks = chunksOf(completionOf(answer(choice("'content':'w','reasoning_content':'t'"))));
    expect(chunks[1].at(["choices", "0", "delta", "reasoning_content"])!.isString("t")).toBe(true);
    expect(chunks[1].at(["choices", "0", "delta", "content"]) == null).toBe(true);
    expect(chunks[2].at(["choices", "0", "delta", "content"])!.isString("w")).toBe(true);
  });

  it("gives at once what of a message is no text", () => {
    const message = "'content':'hi','annotations':[{'type':'url_citation'}],'refusal':null,'x':true";
    const chunks = chunksOf(completionOf(answer(choice(message))));
    expect(shown(chunks[0].at(["choices", "0", "delta"])!.raw)).toBe(
      "{'role':'assistant','annotations':[{'type':'url_citation'}],'x':true,'content':''}",
    );
  });
});

describe("the usage in a replay", () => {
  it("comes last when it was asked for, and is null before", () => {
    const chunks = chunksOf(greeting(), true);
    const last = chunks.pop();
    expect("{" + shown(last.raw).split("'choices':")[1]).toBe("{[]," + USAGE + "}");
    expect(last.member("object")!.isString("chat.completion.chunk")).toBe(true);
    for (let i = 0; i < chunks.length; i++) expect(chunks[i].member("usage")!.isNull).toBe(true);
  });

  it("is not there when it was not asked for", () => {
    const chunks = chunksOf(greeting(), false);
    for (let i = 0; i < chunks.length; i++) {
      expect(chunks[i].member("usage") == null).toBe(true);
      expect(chunks[i].at(["choices", "0"]) == null).toBe(false);
    }
  });

  it("is not there when nobody knows it", () => {
    const unknown = answer(choice("'content':'hi'"));
    const bodies = [unknown, unknown.replace("'id'", "'usage':null,'id'")];
    for (let i = 0; i < bodies.length; i++) {
      const chunks = chunksOf(completionOf(bodies[i]), true);
      for (let k = 0; k < chunks.length; k++) {
        expect(chunks[k].member("usage")!.isNull).toBe(true);
        expect(chunks[k].at(["choices", "0"]) == null).toBe(false, bodies[i]);
      }
    }
  });
});

describe("a replay put together again", () => {
  it("is the same answer as every service sent it", () => {
    expect(lossOf(completionOfStream(Slice.of(OPENAI)))).toBe("");
    expect(lossOf(completionOfStream(Slice.of(AZURE)))).toBe("");
    expect(lossOf(completionOfStream(Slice.of(DASHSCOPE)))).toBe("");
    expect(lossOf(completionOfStream(Slice.of(DEEPSEEK)))).toBe("");
    expect(lossOf(completionOfStream(Slice.of(SPLIT_PAIR)))).toBe("");
    expect(lossOf(completionOfStream(Slice.of(TWO_CHOICES), 2))).toBe("");
  });

  it("is the same to the byte, with the usage where it was asked for", () => {
    const streams = [OPENAI, DASHSCOPE, SPLIT_PAIR];
    for (let i = 0; i < streams.length; i++) {
      const completion = completionOfStream(Slice.of(streams[i]));
      const again = completionOfStream(Replay.eventStream(completion, true));
      expect(shown(again.value.raw)).toBe(shown(completion.value.raw));
    }
  });

  it("has every control character", () => {
    for (let code = 0; code < 0x20; code++) expectKept(["a" + escaped(String.fromCharCode(code)) + "b"]);
    expectKept(["\\u0000", "\\u0000".repeat(50), "\\b\\f\\n\\r\\t", "\u007f", "\\u007F\\u0080"]);
  });

  it("has quotes and backslashes, at the end too", () => {
    expectKept([
      'say \\"hi\\"',
      "\\\\",
      "a\\\\",
      "\\\\\\\\",
      '\\\\\\"',
      "\\/",
      "C:\\\\new\\\\u0041",
      "'",
      "'\\u0027",
    ]);
    expectKept([
      "x".repeat(15) + '\\"',
      "x".repeat(47) + "\\\\",
      "x".repeat(15) + '\\"' + " y",
      "\\\\".repeat(500),
    ]);
  });

  it("has what would end a line or an event", () => {
    expectKept([
      "a\\n\\ndata: [DONE]\\n\\nb",
      "\\r\\n\\r\\n",
      "data: {}",
      "[DONE]",
      "\u2028\u2029",
      "%s %d ${x}",
    ]);
  });

  it("has emoji, joined ones, and every script", () => {
    expectKeptInEveryWay("😀");
    expectKeptInEveryWay("👨‍👩‍👧‍👦");
    expectKeptInEveryWay("🏳️‍🌈🇨🇭👍🏽");
    expectKeptInEveryWay("杭州在浙江。");
    expectKeptInEveryWay("مرحبا");
    expectKeptInEveryWay("é e\u0301 ß");
    expectKeptInEveryWay("\u{e0041}\u{10ffff}\uffff\ufeff");
  });

  it("has spaces and long words as they are", () => {
    expectKept([
      " ",
      "   ",
      " ".repeat(300),
      "a  b ",
      "x".repeat(10000),
      "x".repeat(5000) + " " + "y".repeat(5000),
    ]);
  });

  it("has every choice", () => {
    const choices = choice("'content':'a b'") + "," + choice("'content':'c','reasoning_content':'d'", 1);
    const completion = completionOf(answer(choices + "," + choice("'content':'\\n'", 2)));
    expect(lossOf(completion)).toBe("");
    const again = completionOfStream(Replay.eventStream(completion, false), 3);
    expect(textOf(again, 1, "reasoning_content")).toBe("d");
    expect(said(again, 2, "content")).toBe("'\\n'");
  });

  it("has empty thoughts or none", () => {
    expect(lossOf(completionOf(answer(choice("'reasoning_content':'','content':'hi'"))))).toBe("");
    expect(lossOf(completionOf(answer(choice("'content':'hi','reasoning_content':null"))))).toBe("");
  });
});

describe("a long text in a replay", () => {
  it("comes in about 256 pieces, whatever it is written in", () => {
    expectBounded("x".repeat(1 << 20));
    expectBounded("word ".repeat(40000));
    expectBounded("中文".repeat(30000));
    expectBounded("\\n".repeat(100000));
    expectBounded(escaped("😀").repeat(20000));
  });
});

function expectBounded(text: string): void {
  const stream = Replay.eventStream(completionSaying(Slice.of(text)), false);
  const events = new EventStream();
  events.push(stream);
  let count = 0;
  while (events.next()) count++;
  expect(count).toBeLessThan(280);
  expect(count).toBeGreaterThan(80);
  expect(textsOf(stream).equalsSlice(Slice.of(text))).toBe(true, text.substring(0, 20));
}

/** What the only choice of a stream says, as it stands between quotes. */
function textsOf(stream: Slice): Slice {
  return completionOfStream(stream).value.at(["choices", "0", "message", "content"])!.inner;
}

describe("a large head in a replay", () => {
  it("does not swell it", () => {
    const text = "word ".repeat(20000);
    const head = "'citations':['" + "https://x.example/ ".repeat(5000) + "'],'id'";
    const body = answer(choice("'content':'" + text + "'")).replace("'id'", head);
    const stream = Replay.eventStream(completionOf(body), false);
    expect(stream.length).toBeLessThan(20 * body.length);
    expect(lossOf(completionOf(body))).toBe("");
  });
});

describe("log probabilities in a replay", () => {
  it("stay whole, beside the whole text", () => {
    const logprobs = "{'content':[{'token':'one','logprob':-0.1,'bytes':[111],'top_logprobs':[]}]}";
    const text = "one two three four five six seven eight nine ten ".repeat(40);
    const message = "'message':{'reasoning_content':'" + text + "','content':'" + text + "'}";
    const chosen = "{'index':0," + message + ",'logprobs':" + logprobs + ",'finish_reason':'stop'}";
    const chunks = chunksOf(completionOf(answer(chosen)));
    let carriers = 0;
    for (let i = 0; i < chunks.length; i++) {
      const carried = chunks[i].at(["choices", "0", "logprobs"])!;
      if (carried.isNull) continue;
      carriers++;
      expect(shown(carried.raw)).toBe(logprobs);
      expect(chunks[i].at(["choices", "0", "delta", "content"])!.isString(text)).toBe(true);
    }
    expect(carriers).toBe(1);
  });
});

describe("thoughts with half a surrogate pair", () => {
  it("are replayed as chunks that are JSON", () => {
    for (let before = 0; before < 16; before++) {
      const thoughts = "x".repeat(before) + "\\ud83d\\nabc\\nabc\\\\\\\\\\\\".repeat(8);
      chunksOf(completionOf(answer(choice("'content':'hi','reasoning_content':'" + thoughts + "'"))));
    }
  });
});
