import { Upstream } from "../../assembly/call/call";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { miss } from "./stored";
import {
  ANSWER,
  CHAT,
  EVENTS,
  STREAM,
  chat,
  embedded,
  exact,
  failed,
  redisHasNot,
  redisOk,
  redisSays,
  semantic,
  vectorDone,
} from "./texts";

const STORES = "ai_cache_stores_total.result.";

/** A request whose look-up gave up while it waited for the vector. */
function late(to: FakeProxy): Exchange {
  const exchange = to.open().posts(CHAT);
  to.host.answer(Upstream.Redis, redisHasNot());
  to.wait(1000);
  expect(exchange.fate).toBe("resumed");
  return exchange;
}

/** Nothing is under way, so that the configuration may end. */
function expectIdle(to: FakeProxy): void {
  expect(to.host.waiting).toBe("");
  expect(to.plugin.onDone()).toBe(true, "nothing is left to do");
}

describe("storing", () => {
  it("goes on after the client has left, entry first, then vector", () => {
    const to = proxy(semantic());
    miss(to, to.open().posts(CHAT)).answers(ANSWER).leaves();
    expect(to.host.waiting.startsWith("redis PUT ")).toBe(true);
    expect(to.host.waiting.includes("\n")).toBe(false);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting).toBe("vector POST /v1/collections/qa1/docs/upsert");
    expect(to.host.last.timeout).toBe(10000);
    expect(to.host.counted(STORES + "ok")).toBe(1);
    to.host.answer(Upstream.Vector, vectorDone());
    expectIdle(to);
  });

  it("may be over before the stream is, which goes on as it was", () => {
    const to = proxy(semantic());
    const exchange = miss(to, to.open().posts(STREAM)).responds("200", "text/event-stream").says(EVENTS);
    to.host.answer(Upstream.Redis, redisOk()).answer(Upstream.Vector, vectorDone());
    expectIdle(to);
    const sent = to.host.sent.length;
    exchange.says(": late\n\n").says(EVENTS).closes().leaves();
    expect(to.host.sent.length).toBe(sent, "it is stored once");
    expect(to.host.counted(STORES + "ok")).toBe(1);
    expect(to.host.counters.keys().join().includes("stores_refused")).toBe(false, "nor judged again");
  });

  it("ends where Redis refuses the entry", () => {
    const to = proxy(semantic());
    miss(to, to.open().posts(CHAT)).answers(ANSWER).leaves();
    to.host.answer(Upstream.Redis, redisSays("OOM command not allowed"));
    expect(to.host.counted(STORES + "error")).toBe(1);
    expect(to.host.counted(STORES + "ok")).toBe(0);
    expect(to.host.lines.join()).toBe("warn redis: Redis said OOM command not allowed");
    expectIdle(to);
  });

  it("ends where a call is refused", () => {
    const to = proxy(semantic());
    const exchange = miss(to, to.open().posts(CHAT));
    to.host.atOnce(Upstream.Redis, redisOk()).refuses(Upstream.Vector);
    exchange.answers(ANSWER).leaves();
    expect(to.host.counted("ai_cache_calls_total.upstream.vector.result.refused")).toBe(1);
    expect(to.host.counted(STORES + "ok")).toBe(1);
    expectIdle(to);
  });

  it("keeps a configuration that is replaced alive until it is done", () => {
    const to = proxy(exact());
    miss(to, to.open().posts(CHAT)).answers(ANSWER).leaves();
    const other = to.open().posts(chat("What is Istio?"));
    to.host.deliver(to.host.last, redisHasNot());
    other.answers(ANSWER).leaves();
    expect(to.plugin.onDone()).toBe(false);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.dones).toBe(0);
    to.host.answer(Upstream.Redis, failed(500));
    expect(to.host.dones).toBe(1);
  });

  it("stores no vector of a question too long for the model", () => {
    const to = proxy(semantic());
    miss(to, to.open().posts(chat("x".repeat(2049))))
      .answers(ANSWER)
      .leaves();
    to.host.answer(Upstream.Redis, redisOk());
    expectIdle(to);
  });

  it("stores no vector where the service has just failed to give one", () => {
    const to = proxy(semantic());
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, failed(500));
    exchange.answers(ANSWER).leaves();
    to.host.answer(Upstream.Redis, redisOk());
    expectIdle(to);
  });

  it("stores the vector though the search failed", () => {
    const to = proxy(semantic());
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded("[7,8]"));
    to.host.answer(Upstream.Vector, failed(500));
    exchange.answers(ANSWER).leaves();
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.last.call.body.toString().includes('"vector":[7,8]')).toBe(true);
    to.host.answer(Upstream.Vector, vectorDone());
    expectIdle(to);
  });
});

describe("a vector that came too late for the look-up", () => {
  it("is stored where it comes before the model's answer", () => {
    const to = proxy(semantic());
    const exchange = late(to);
    to.host.answer(Upstream.Embedding, embedded("[7,8]"));
    expect(to.host.waiting).toBe("");
    exchange.answers(ANSWER).leaves();
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.last.call.body.toString().includes('"vector":[7,8]')).toBe(true);
    to.host.answer(Upstream.Vector, vectorDone());
    expectIdle(to);
  });

  it("is stored where it comes before the entry is stored", () => {
    const to = proxy(semantic());
    late(to).answers(ANSWER).leaves();
    to.host.answer(Upstream.Embedding, embedded("[7,8]"));
    expect(to.host.waiting.startsWith("redis PUT ")).toBe(true);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.last.call.body.toString().includes('"vector":[7,8]')).toBe(true);
    to.host.answer(Upstream.Vector, vectorDone());
    expectIdle(to);
  });

  it("is stored where it comes after the entry is stored", () => {
    const to = proxy(semantic());
    late(to).answers(ANSWER).leaves();
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.plugin.onDone()).toBe(false, "the vector is waited for");
    to.host.answer(Upstream.Embedding, embedded("[7,8]"));
    expect(to.host.last.call.body.toString().includes('"vector":[7,8]')).toBe(true);
    to.host.answer(Upstream.Vector, vectorDone());
    expect(to.host.dones).toBe(1);
  });

  it("is asked for once", () => {
    const to = proxy(semantic());
    const exchange = late(to);
    exchange.answers(ANSWER).leaves();
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting.split("\n").length).toBe(1);
    expect(to.host.waiting.startsWith("embedding ")).toBe(true);
  });

  it("is waited for no more where it has failed to come, before or after the answer", () => {
    const before = proxy(semantic());
    const exchange = late(before);
    before.host.answer(Upstream.Embedding, failed(504));
    exchange.answers(ANSWER).leaves();
    before.host.answer(Upstream.Redis, redisOk());
    expectIdle(before);
    const between = proxy(semantic());
    late(between).answers(ANSWER).leaves();
    between.host.answer(Upstream.Embedding, failed(504)).answer(Upstream.Redis, redisOk());
    expectIdle(between);
    const after = proxy(semantic());
    late(after).answers(ANSWER).leaves();
    after.host.answer(Upstream.Redis, redisOk()).answer(Upstream.Embedding, failed(504));
    expectIdle(after);
  });

  it("is of no use where Redis refused the entry, and nothing is left waiting", () => {
    const to = proxy(semantic());
    late(to).answers(ANSWER).leaves();
    to.host.answer(Upstream.Redis, redisSays("OOM")).answer(Upstream.Embedding, embedded());
    expectIdle(to);
  });

  it("is dropped where nothing is stored", () => {
    const to = proxy(semantic());
    late(to).responds("500", "application/json").leaves();
    to.host.answer(Upstream.Embedding, embedded());
    expectIdle(to);
  });
});
