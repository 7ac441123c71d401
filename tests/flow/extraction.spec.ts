import { Upstream } from "../../assembly/call/call";
import { JsonValue } from "../../assembly/json/value";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { ANSWER, CHAT, EVENTS, STREAM, chat, exact, redisHas, redisHasNot, redisOk } from "./texts";

const QUESTION = ",'cacheKeyFrom':'input.prompt'";
const ANSWERS = ",'cacheValueFrom':'output.text','cacheStreamValueFrom':'output.text'";
const REFUSED = "ai_cache_stores_refused_total.reason.";

/** A request of DashScope's own API. */
function generate(prompt: string, fields: string = ""): string {
  return "{'model':'qwen-max'," + fields + "'input':{'prompt':'" + prompt + "'}}";
}

/** A request that misses. */
function missed(to: FakeProxy, body: string): Exchange {
  const exchange = to.open().header(":path", "/api/v1/generation").posts(body);
  to.host.answer(Upstream.Redis, redisHasNot());
  expect(exchange.fate).toBe("resumed");
  return exchange;
}

/** What the entry being stored says, as its record holds it. */
function stored(to: FakeProxy): JsonValue {
  expect(to.host.waiting.startsWith("redis PUT /SET")).toBe(true, to.host.waiting);
  return JsonValue.parse(to.host.last.call.body)!;
}

/** What a client gets who asks `body` while Redis holds what is being stored now. */
function served(to: FakeProxy, body: string): string {
  const record = to.host.last.call.body;
  to.host.answer(Upstream.Redis, redisOk());
  const exchange = to.open().header(":path", "/api/v1/generation").posts(body);
  to.host.answer(Upstream.Redis, redisHas(record));
  return exchange.fate == "answered" ? exchange.reply.body.toString().replaceAll('"', "'") : exchange.fate;
}

/** The key of a request that is given no answer. */
function keyOf(config: string, body: string): string {
  const to = proxy(config);
  return missed(to, body).responds("200", "application/json").received("x-ai-cache-key");
}

describe("a question at a path", () => {
  it("is answered with the text of its answer", () => {
    const to = proxy(exact(QUESTION + ANSWERS));
    missed(to, generate("What is Envoy?")).answers("{'output':{'text':'A proxy.'},'usage':{}}").leaves();
    const record = stored(to);
    expect(record.member("question")!.text()!.toString()).toBe("What is Envoy?");
    expect(record.member("model")!.text()!.toString()).toBe("qwen-max");
    expect(served(to, generate(" What  is Envoy? ")).includes("'content':'A proxy.'")).toBe(true);
  });

  it("shares nothing with what differs in anything else", () => {
    const config = exact(QUESTION);
    const key = keyOf(config, generate("a"));
    expect(keyOf(config, generate(" a\\n"))).toBe(key);
    expect(keyOf(config, generate("a", "'stream':true,"))).toBe(key);
    expect(keyOf(config, generate("b")) == key).toBe(false);
    expect(keyOf(config, generate("a", "'parameters':{'seed':1},")) == key).toBe(false);
    expect(keyOf(config, generate("a", "'prompt':'a',")) == key).toBe(false);
    expect(keyOf(exact(",'cacheKeyFrom':'input'"), generate("a")) == key).toBe(false);
  });

  it("may be put together of several", () => {
    const config = exact(",'cacheKeyFrom':'messages.@reverse.#(role==\\'user\\')#.content'").replaceAll(
      "\\'",
      '\\"',
    );
    const all =
      "{'messages':[{'role':'user','content':'a'},{'role':'assistant','content':'x'},{'role':'user','content':'b'}]}";
    const key = keyOf(config, all);
    expect(keyOf(config, all.replace("'x'", "'y'")) == key).toBe(false);
    expect(keyOf(config, all.replace("'b'", "'c'")) == key).toBe(false);
    expect(keyOf(config, all.replace("'b'", "' b'")) == key).toBe(false, "a list is no text to be folded");
    expect(keyOf(config, all.replace("'role':'assistant','content'", "'content':'x','role'")) == key).toBe(
      false,
    );
  });

  it("passes where there is none", () => {
    const bodies = [
      "{'input':{}}",
      "{'input':{'prompt':''}}",
      "{'input':{'prompt':null}}",
      "{'input':{'prompt':' '}}",
    ];
    for (let i = 0; i < bodies.length; i++) {
      const to = proxy(exact(QUESTION));
      const exchange = to.open().posts(bodies[i]);
      expect(exchange.fate).toBe("passed", bodies[i]);
      expect(exchange.responds("200", "application/json").received("x-ai-cache")).toBe("bypass");
      expect(to.host.waiting).toBe("");
    }
    expect(proxy(exact(QUESTION)).open().posts("[1]").fate).toBe("passed");
  });
});

describe("an answer at a path", () => {
  it("is put together from events", () => {
    const to = proxy(exact(QUESTION + ANSWERS));
    const body = generate("a", "'stream':true,");
    missed(to, body)
      .streams("id:1\ndata:{'output':{'text':'A '}}\n\ndata:{'output':{'text':'proxy.'}}\n\n")
      .leaves();
    expect(served(to, body).includes("data: [DONE]")).toBe(true);
  });

  it("is refused for what it is", () => {
    const cases = [
      "{'error':{}}",
      "error",
      "{'output':{}}",
      "empty",
      "{'output':{'text':''}}",
      "empty",
      "{'output':",
      "not_a_completion",
      "{'output':{'text':'x'},'choices':[{'finish_reason':'length'}]}",
      "finish_reason",
      "{'output':{'text':'x'},'choices':[{'message':{}}]}",
      "incomplete",
    ];
    for (let i = 0; i < cases.length; i += 2) {
      const to = proxy(exact(QUESTION + ANSWERS));
      missed(to, generate("a")).answers(cases[i]).leaves();
      expect(to.host.waiting).toBe("", cases[i]);
      expect(to.host.counted(REFUSED + cases[i + 1])).toBe(1, cases[i]);
    }
  });

  it("is not stored where its stream broke off", () => {
    const to = proxy(exact(QUESTION + ANSWERS));
    missed(to, generate("a", "'stream':true,"))
      .responds("200", "text/event-stream")
      .says("data:{'output':{'text':'A '}}\n\n")
      .leaves();
    expect(to.host.waiting).toBe("");
    expect(to.host.counted(REFUSED + "incomplete")).toBe(1);
  });

  it("is not stored where its stream is a chat's, and no choice came to its end", () => {
    const to = proxy(exact(QUESTION + ANSWERS));
    const event = "data:{'output':{'text':'A'},'choices':[{'delta':{}}]}\n\n";
    missed(to, generate("a", "'stream':true,"))
      .streams(event + "data:[DONE]\n\n")
      .leaves();
    expect(to.host.waiting).toBe("");
    expect(to.host.counted(REFUSED + "incomplete")).toBe(1);
  });

  it("is stored where nothing stands at the path of tool calls", () => {
    const to = proxy(exact(QUESTION + ANSWERS + ",'cacheToolCallsFrom':'output.calls'"));
    missed(to, generate("a", "'stream':true,"))
      .streams("data:{'output':{'text':'A','calls':[]}}\n\ndata:{'output':{'calls':null}}\n\n")
      .leaves();
    expect(stored(to).member("question")!.text()!.toString()).toBe("a");
  });

  it("is not stored where an event tells of a tool call at its path", () => {
    const to = proxy(exact(QUESTION + ANSWERS + ",'cacheToolCallsFrom':'output.calls'"));
    const exchange = missed(to, generate("a", "'stream':true,")).responds("200", "text/event-stream");
    exchange.says("data:{'output':{'text':'A','calls':[]}}\n\n");
    exchange.says("data:{'output':{'calls':[{'name':'f'}]}}\n\n").closes().leaves();
    expect(to.host.waiting).toBe("");
    expect(to.host.counted(REFUSED + "tool_calls")).toBe(1);
  });
});

describe("a template", () => {
  it("makes the body of a cached answer", () => {
    const to = proxy(exact(",'responseTemplate':'{\\'said\\':\\'%s\\'}'".replaceAll("\\'", '\\"')));
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot());
    exchange.answers(ANSWER.replace("A proxy.", "A \\'proxy\\'\\n".replaceAll("\\'", '\\"'))).leaves();
    const record = to.host.last.call.body;
    to.host.answer(Upstream.Redis, redisOk());
    const again = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHas(record));
    expect(again.reply.body.toString()).toBe('{"said":"A \\"proxy\\"\\n"}');
    expect(again.reply.header("content-type")).toBe("application/json");
    const streamed = to.open().posts(STREAM);
    to.host.answer(Upstream.Redis, redisHas(record));
    expect(streamed.reply.body.toString().includes("chat.completion.chunk")).toBe(true);
  });

  it("makes the stream of a cached answer", () => {
    const template = "data:{\\'said\\':\\'%s\\'}\\n\\ndata:[DONE]\\n\\n".replaceAll("\\'", '\\"');
    const to = proxy(exact(",'streamResponseTemplate':'" + template + "'"));
    const exchange = to.open().posts(STREAM);
    to.host.answer(Upstream.Redis, redisHasNot());
    exchange.streams(EVENTS).leaves();
    const record = to.host.last.call.body;
    to.host.answer(Upstream.Redis, redisOk());
    const again = to.open().posts(STREAM);
    to.host.answer(Upstream.Redis, redisHas(record));
    expect(again.reply.body.toString()).toBe('data:{"said":"A proxy."}\n\ndata:[DONE]\n\n');
    expect(again.reply.header("content-type")).toBe("text/event-stream; charset=utf-8");
    const whole = to.open().posts(chat("What is Envoy?"));
    to.host.answer(Upstream.Redis, redisHas(record));
    expect(whole.reply.body.toString().includes('"object":"chat.completion"')).toBe(true);
  });
});
