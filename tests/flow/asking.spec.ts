import { Upstream } from "../../assembly/call/call";
import { BodyStatus } from "../../assembly/host/host";
import { proxy } from "./exchange";
import { expectError, store } from "./stored";
import {
  CHAT,
  STREAM,
  chat,
  embedded,
  exact,
  failed,
  neighbours,
  redisHasNot,
  redisSays,
  semantic,
  silence,
  vectorDone,
} from "./texts";

const REQUESTS = "ai_cache_requests_total.outcome.";

describe("a look-up", () => {
  it("is bounded as a whole, not call by call", () => {
    const to = proxy(semantic(",'lookupTimeout':800"));
    to.open().posts(CHAT);
    expect(to.host.last.timeout).toBe(800);
    to.host.clock += 300;
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(to.host.last.timeout).toBe(1000, "a late vector serves the store");
    to.host.clock += 200;
    to.host.answer(Upstream.Embedding, embedded());
    expect(to.host.last.timeout).toBe(300);
    to.host.clock += 299;
    to.host.answer(Upstream.Vector, neighbours(""));
    expect(to.host.waiting).toBe("");
    expect(to.host.recorded.get("ai_cache_lookup_milliseconds")).toBe(799);
    expect(to.host.recorded.get("ai_cache_call_milliseconds.upstream.vector")).toBe(299);
  });

  it("gives no call more than its own timeout, and none less than a millisecond", () => {
    const to = proxy("{'cache':{'type':'webdis','cluster':'w','timeout':50}}");
    to.open().posts(CHAT);
    expect(to.host.last.timeout).toBe(50);
    const slow = proxy(semantic());
    slow.open().posts(CHAT);
    slow.host.clock += 1500;
    slow.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
    expect(slow.host.last.timeout).toBe(1);
  });

  it("serves the answer to another question that asks the same", () => {
    const to = proxy(semantic());
    const stored = store(to, CHAT);
    const exchange = to.open().posts(chat("So what is Envoy?"));
    to.host.answer(Upstream.Redis, redisHasNot());
    to.host.answer(Upstream.Embedding, embedded()).answer(Upstream.Vector, stored.near(0.0312));
    expect(to.host.waiting).toBe("redis GET /GET/ai-cache%3A" + stored.id + ".raw");
    to.host.answer(Upstream.Redis, stored.reply);
    expect(exchange.fate).toBe("answered");
    expect(exchange.reply.header("x-ai-cache")).toBe("semantic-hit");
    expect(exchange.reply.header("x-ai-cache-distance")).toBe("0.0312");
    expect(exchange.reply.header("x-ai-cache-key")).toBe(stored.id);
    expect(to.host.counted(REQUESTS + "hit_semantic")).toBe(1);
    exchange.getsReply();
    expect(to.host.waiting).toBe("");
  });

  it("has a document removed whose entry is gone", () => {
    const to = proxy(semantic());
    const stored = store(to, CHAT);
    const exchange = to.open().posts(chat("So what is Envoy?"));
    to.host.answer(Upstream.Redis, redisHasNot());
    to.host.answer(Upstream.Embedding, embedded()).answer(Upstream.Vector, stored.near(0.03));
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(exchange.fate).toBe("resumed");
    expect(to.host.waiting).toBe("vector DELETE /v1/collections/qa1/docs");
    expect(to.host.last.call.body.toString()).toBe('{"ids":["doc"]}');
    expect(to.host.counted("ai_cache_neighbours_refused_total.reason.entry_gone")).toBe(1);
    expect(to.plugin.onDone()).toBe(false, "the removal is under way");
    to.host.answer(Upstream.Vector, vectorDone());
    expect(to.host.dones).toBe(1);
  });
});

describe("a look-up that fails", () => {
  it("lets the request go on, and the response says where it failed", () => {
    const redis = proxy(semantic());
    const first = redis.open().posts(CHAT);
    redis.host.answer(Upstream.Redis, redisSays("NOAUTH"));
    expectError(redis, first, "resumed", "redis");
    const embedding = proxy(semantic());
    const second = embedding.open().posts(CHAT);
    embedding.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, failed(429));
    expectError(embedding, second, "resumed", "embedding");
    const vector = proxy(semantic());
    const third = vector.open().posts(CHAT);
    vector.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
    vector.host.answer(Upstream.Vector, silence());
    expectError(vector, third, "resumed", "vector");
  });

  it("is told in the log, and counted for its service", () => {
    const to = proxy(exact());
    for (let i = 0; i < 3; i++) {
      to.open().posts(CHAT);
      to.host.answer(Upstream.Redis, redisSays("NOAUTH"));
    }
    expect(to.host.lines.join("\n")).toBe("warn redis: Redis said NOAUTH");
    expect(to.host.counted("ai_cache_calls_total.upstream.redis.result.error")).toBe(3);
    to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(to.host.counted("ai_cache_calls_total.upstream.redis.result.ok")).toBe(1);
  });
});

describe("a call that is answered while it is sent", () => {
  it("goes on inside the hook, which then holds nothing and resumes nothing", () => {
    const to = proxy(semantic());
    to.host.atOnce(Upstream.Redis, redisHasNot()).atOnce(Upstream.Embedding, embedded());
    to.host.atOnce(Upstream.Vector, neighbours(""));
    const exchange = to.open().posts(CHAT);
    expect(exchange.atBody).toBe(BodyStatus.Continue);
    expect(exchange.fate).toBe("passed");
    to.wait(5000);
    expect(exchange.fate).toBe("passed");
    expect(exchange.responds("200", "text/html").received("x-ai-cache")).toBe("miss");
  });

  it("may bring the answer inside the hook", () => {
    const to = proxy(exact());
    const stored = store(to, CHAT);
    to.host.atOnce(Upstream.Redis, stored.reply);
    const exchange = to.open().posts(STREAM);
    expect(exchange.atBody).toBe(BodyStatus.Stop);
    expect(exchange.fate).toBe("answered");
    to.wait(5000);
    exchange.getsReply();
  });

  it("may come later in the look-up too", () => {
    const to = proxy(semantic());
    const exchange = to.open().posts(CHAT);
    to.host.atOnce(Upstream.Embedding, embedded()).atOnce(Upstream.Vector, neighbours(""));
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(exchange.fate).toBe("resumed");
    expect(exchange.stream.resumes).toBe(1);
  });
});

describe("a call that is refused", () => {
  it("inside the hook lets the request go on in the hook, never by a resume", () => {
    const to = proxy(exact());
    to.host.refuses(Upstream.Redis);
    const exchange = to.open().posts(CHAT);
    expect(exchange.atBody).toBe(BodyStatus.Continue);
    to.wait(5000);
    expectError(to, exchange, "passed", "redis");
    expect(to.host.counted("ai_cache_calls_total.upstream.redis.result.refused")).toBe(1);
    expect(to.host.lines[0].startsWith("warn redis: the proxy refused the call")).toBe(true);
  });

  it("later lets the request go on by a resume, once", () => {
    const to = proxy(semantic());
    to.host.refuses(Upstream.Embedding);
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot());
    to.wait(5000);
    expect(exchange.stream.resumes).toBe(1);
    expectError(to, exchange, "resumed", "embedding");
  });

  it("for the entry that a neighbour names lets the request go on too", () => {
    const to = proxy(semantic());
    const stored = store(to, CHAT);
    const exchange = to.open().posts(chat("So what is Envoy?"));
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
    to.host.refuses(Upstream.Redis).answer(Upstream.Vector, stored.near(0.03));
    expect(exchange.stream.resumes).toBe(1);
    to.wait(5000);
    expect(exchange.stream.resumes).toBe(1);
    expectError(to, exchange, "resumed", "redis");
  });
});
