import { Upstream } from "../../assembly/call/call";
import { json } from "../support/json";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { miss } from "./stored";
import {
  ANSWER,
  CHAT,
  DONE,
  EVENTS,
  QUESTION,
  SAYS,
  STOP,
  STREAM,
  cacheless,
  chat,
  chunk,
  completion,
  exact,
  living,
  redisOk,
  semantic,
} from "./texts";

const REFUSED = "ai_cache_stores_refused_total.reason.";

/** A request that has missed and waits for the model's answer. */
function missed(to: FakeProxy, body: string = CHAT): Exchange {
  return miss(to, to.open().posts(body));
}

/** Nothing is stored, for this reason; none where nobody could know one. */
function expectRefused(to: FakeProxy, reason: string): void {
  expect(to.host.waiting).toBe("", reason);
  let count = 0;
  const names = to.host.counters.keys();
  for (let i = 0; i < names.length; i++) {
    if (!names[i].startsWith(REFUSED)) continue;
    expect(names[i]).toBe(REFUSED + reason);
    count += <i32>to.host.counted(names[i]);
  }
  expect(count).toBe(reason.length == 0 ? 0 : 1, reason);
}

/** One answer is being stored, and none more. */
function expectStored(to: FakeProxy): void {
  expect(to.host.waiting.startsWith("redis PUT /SET")).toBe(true, to.host.waiting);
  expect(to.host.waiting.includes("\n")).toBe(false);
}

/** A JSON answer is not stored. */
function expectAnswerRefused(body: string, reason: string): void {
  const to = proxy(exact());
  missed(to).answers(body).leaves();
  expectRefused(to, reason);
}

/** A streamed answer is not stored. */
function expectStreamRefused(events: string, reason: string): void {
  const to = proxy(exact());
  missed(to, STREAM).streams(events).leaves();
  expectRefused(to, reason);
}

describe("an answer that is whole", () => {
  it("is stored when the response ends", () => {
    const to = proxy(exact());
    const exchange = missed(to).responds("200", "application/json").says(ANSWER.substring(0, 50));
    exchange.says(ANSWER.substring(50));
    expect(to.host.waiting).toBe("", "more may come");
    exchange.closes();
    expectStored(to);
    expect(to.host.last.timeout).toBe(10000);
    exchange.closes().closesWithTrailers().leaves();
    expectStored(to);
  });

  it("is stored when its last piece ends the response", () => {
    const to = proxy(exact());
    missed(to).responds("200", "application/json").saysBytes(json(ANSWER), true);
    expectStored(to);
  });

  it("is stored when trailers end the response", () => {
    const plain = proxy(exact());
    missed(plain).responds("200", "application/json").says(ANSWER).closesWithTrailers();
    expectStored(plain);
    const streamed = proxy(exact());
    missed(streamed, STREAM)
      .responds("200", "text/event-stream")
      .says(SAYS + STOP)
      .closesWithTrailers();
    expectStored(streamed);
  });

  it("is stored as soon as [DONE] has come, though the client leaves right after it", () => {
    const to = proxy(exact());
    const exchange = missed(to, STREAM).responds("200", "text/event-stream").says(SAYS).says(STOP);
    expect(to.host.waiting).toBe("");
    exchange.says(DONE);
    expectStored(to);
    exchange.leaves();
    expectStored(to);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.counted("ai_cache_stores_total.result.ok")).toBe(1);
  });

  it("is stored once, whatever comes after [DONE]", () => {
    const to = proxy(exact());
    missed(to, STREAM).responds("200", "text/event-stream").says(EVENTS).says(EVENTS).closes().leaves();
    expectStored(to);
  });

  it("is stored without [DONE] where every choice has ended and the response too", () => {
    const to = proxy(exact());
    missed(to, STREAM).streams(SAYS + STOP);
    expectStored(to);
  });

  it("is stored though the look-up failed", () => {
    const to = proxy(exact());
    const exchange = to.open().posts(CHAT);
    to.wait(1000);
    expect(exchange.received("x-ai-cache")).toBe("-");
    exchange.answers(ANSWER).leaves();
    expect(exchange.received("x-ai-cache")).toBe("error");
    expect(to.host.last.call.path.startsWith("/SET/")).toBe(true);
  });
});

describe("an answer is not stored", () => {
  it("of another status", () => {
    const statuses = ["500", "201", "206", "304", "429", "2000", ""];
    for (let i = 0; i < statuses.length; i++) {
      const to = proxy(exact());
      missed(to).responds(statuses[i], "application/json").says(ANSWER).closes();
      expectRefused(to, "status");
    }
  });

  it("that is compressed", () => {
    const to = proxy(exact());
    missed(to).responseHeader("content-encoding", "gzip").answers(ANSWER);
    expectRefused(to, "content_encoding");
    const identity = proxy(exact());
    missed(identity).responseHeader("content-encoding", "identity").answers(ANSWER);
    expectStored(identity);
  });

  it("of another type, or of none", () => {
    const types = ["text/html", "application/octet-stream", ""];
    for (let i = 0; i < types.length; i++) {
      const to = proxy(exact());
      const exchange = missed(to).responds("200", types[i]).says(ANSWER).closes();
      expectRefused(to, "content_type");
      expect(exchange.stream.deeds.includes("read response")).toBe(false);
    }
  });

  it("that the model did not end by itself", () => {
    expectAnswerRefused(completion("A proxy.", "length"), "finish_reason");
    expectAnswerRefused(completion("A proxy.", "content_filter"), "finish_reason");
    expectAnswerRefused(completion("A proxy.", "tool_calls"), "tool_calls");
    expectAnswerRefused(completion("A proxy.").replace("'stop'", "null"), "incomplete");
    expectStreamRefused(SAYS + chunk("'delta':{},'finish_reason':'length'") + DONE, "finish_reason");
    expectStreamRefused(SAYS + DONE, "incomplete");
    expectStreamRefused(SAYS, "incomplete");
    expectStreamRefused(DONE, "incomplete");
  });

  it("that says nothing, or an error", () => {
    expectAnswerRefused(completion(""), "empty");
    expectAnswerRefused("{'error':{'message':'x'}}", "error");
    expectAnswerRefused("{}", "not_a_completion");
    expectAnswerRefused("", "not_a_completion");
    expectAnswerRefused(ANSWER.substring(0, 100), "not_a_completion");
    expectStreamRefused(SAYS + "data: {'error':{'message':'x'}}\n\n" + DONE, "error");
    expectStreamRefused(SAYS + "event: error\ndata: x\n\n" + DONE, "error");
    expectStreamRefused("data: <html>\n\n", "not_a_chunk");
  });

  it("that has fewer choices than were asked for", () => {
    const to = proxy(exact());
    missed(to, chat(QUESTION, "'n':2,")).answers(ANSWER);
    expectRefused(to, "incomplete");
  });

  it("that is the call of a tool, nor is its vector, with a cache or without", () => {
    const calls = completion("").replace(
      "'content':''",
      "'content':null,'tool_calls':[{'id':'1','type':'function','function':{'name':'f','arguments':''}}]",
    );
    const delta = chunk("'delta':{'tool_calls':[{'index':0,'id':'1'}]},'finish_reason':'tool_calls'") + DONE;
    const configs = [semantic(), cacheless()];
    for (let i = 0; i < configs.length; i++) {
      const plain = proxy(configs[i]);
      missed(plain).answers(calls).leaves();
      expectRefused(plain, "tool_calls");
      const streamed = proxy(configs[i]);
      missed(streamed, STREAM).streams(delta).leaves();
      expectRefused(streamed, "tool_calls");
    }
  });

  it("that is too large, and no more of it is read", () => {
    const to = proxy(exact(",'maxEntryBytes':100"));
    const exchange = missed(to).responds("200", "application/json").says("x".repeat(60)).says("x".repeat(60));
    const deeds = exchange.stream.deeds.length;
    exchange.says("x".repeat(60)).closes();
    expect(exchange.stream.deeds.length).toBe(deeds);
    expectRefused(to, "too_large");
  });

  it("whose record is too large, though the answer is not", () => {
    const tight = proxy(exact(",'maxEntryBytes':" + json(ANSWER).length.toString()));
    missed(tight).answers(ANSWER);
    expectRefused(tight, "too_large");
    const roomy = proxy(exact(",'maxEntryBytes':" + (json(ANSWER).length + 250).toString()));
    missed(roomy).answers(ANSWER);
    expectStored(roomy);
  });

  it("that the client did not wait for", () => {
    const plain = proxy(exact());
    missed(plain).responds("200", "application/json").says(ANSWER).leaves();
    expectRefused(plain, "incomplete");
    const streamed = proxy(exact());
    missed(streamed, STREAM)
      .responds("200", "text/event-stream")
      .says(SAYS + STOP)
      .leaves();
    expectRefused(streamed, "incomplete");
  });

  it("that is nested so deep that its record could not be read again", () => {
    const deep = "[".repeat(63) + "]".repeat(63);
    expectAnswerRefused(ANSWER.replace("'choices'", "'x':" + deep + ",'choices'"), "unreadable");
  });

  it("that has no body", () => {
    const to = proxy(exact());
    missed(to).responds("200", "application/json").closes();
    expectRefused(to, "not_a_completion");
  });
});

describe("an entry's life", () => {
  it("is the configured one", () => {
    expect(lifeOf(living(exact(), 60), "")).toBe("SETEX/60 +60");
    expect(lifeOf(exact(), "")).toBe("SET 0");
  });

  it("is what the client asks for, but no longer than configured", () => {
    const allowed = ",'controls':{'ttl':true}";
    expect(lifeOf(living(exact(allowed), 60), "30")).toBe("SETEX/30 +30");
    expect(lifeOf(living(exact(allowed), 60), "61")).toBe("SETEX/60 +60");
    expect(lifeOf(living(exact(allowed), 60), "99999999999")).toBe("SETEX/60 +60");
    expect(lifeOf(living(exact(allowed), 60), "0")).toBe("SETEX/60 +60");
    expect(lifeOf(living(exact(allowed), 60), "-5")).toBe("SETEX/60 +60");
    expect(lifeOf(exact(allowed), "30")).toBe("SETEX/30 +30");
    expect(lifeOf(exact(allowed), "99999999999")).toBe("SETEX/2147483647 +2147483647");
  });

  it("is not for the client to say where that is not allowed", () => {
    expect(lifeOf(living(exact(), 60), "30")).toBe("SETEX/60 +60");
  });
});

/** How an answer is stored: the command and its seconds, and the entry's expiry from now. */
function lifeOf(config: string, asked: string): string {
  const to = proxy(config);
  const exchange = to.open();
  if (asked.length > 0) exchange.header("x-ai-cache-ttl", asked);
  miss(to, exchange.posts(CHAT)).answers(ANSWER);
  expect(exchange.forwarded("x-ai-cache-ttl")).toBe("-");
  const parts = to.host.last.call.path.replace(".raw", "").split("/");
  const record = to.host.last.call.body.toString();
  const from = record.indexOf('"expires":') + 10;
  const expires = I64.parseInt(record.substring(from, record.indexOf(",", from)));
  const life = expires == 0 ? "0" : "+" + (expires - to.host.clock / 1000).toString();
  return (parts.length > 3 ? parts[1] + "/" + parts[3] : parts[1]) + " " + life;
}
