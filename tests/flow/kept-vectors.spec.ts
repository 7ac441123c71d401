import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { store } from "./stored";
import {
  ANSWER,
  CHAT,
  chat,
  completion,
  embedded,
  failed,
  neighbours,
  redisHas,
  redisHasNot,
  redisOk,
  redisSays,
  semantic,
  silence,
  vectorDone,
} from "./texts";

const GET = "redis GET /GET/ai-cache%3Avector%3A";
const SET = "redis PUT /SETEX/ai-cache%3Avector%3A";
const SEARCH = "vector POST /v1/collections/qa1/query";
const UPSERT = "vector POST /v1/collections/qa1/docs/upsert";
const VECTOR: Slice = Slice.of("[0.3,0.4]");

/** Semantic look-ups with vectors that are kept for a minute, and with these further fields. */
function keeping(fields: string = ""): FakeProxy {
  return proxy(semantic(fields).replace("'apiKey':'sk-1'", "'apiKey':'sk-1','cacheTTL':60"));
}

/** A look-up that waits for the vector from Redis. */
function begun(to: FakeProxy, body: string = CHAT): Exchange {
  const exchange = to.open().posts(body);
  to.host.answer(Upstream.Redis, redisHasNot());
  expect(waiting(to).startsWith(GET)).toBe(true, to.host.waiting);
  return exchange;
}

function waiting(to: FakeProxy): string {
  return to.host.waiting;
}

describe("a vector that is kept", () => {
  it("is found without the embedding service", () => {
    const to = keeping();
    const exchange = begun(to);
    to.host.answer(Upstream.Redis, redisHas(VECTOR));
    expect(waiting(to)).toBe(SEARCH);
    expect(to.host.last.call.body.toString().includes('"vector":[0.3,0.4]')).toBe(true);
    to.host.answer(Upstream.Vector, neighbours(""));
    exchange.answers(ANSWER);
    to.host.answer(Upstream.Redis, redisOk());
    expect(waiting(to)).toBe(UPSERT, "which it serves too");
    expect(to.host.last.call.body.toString().includes("[0.3,0.4]")).toBe(true);
    expect(to.host.counted("ai_cache_calls_total.upstream.embedding.result.ok")).toBe(0);
  });

  it("is the one that the embedding service has sent", () => {
    const to = keeping();
    begun(to);
    const key = waiting(to).substring(GET.length);
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(waiting(to).startsWith("embedding ")).toBe(true);
    to.host.answer(Upstream.Embedding, embedded("[0.3, 0.4]"));
    const lines = waiting(to).split("\n");
    expect(lines[0]).toBe(SET + key.replace(".raw", "/60.raw"));
    expect(lines[1]).toBe(SEARCH);
    expect(to.host.sent[to.host.sent.length - 2].call.body.toString()).toBe("[0.3, 0.4]");
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.counted("ai_cache_calls_total.upstream.redis.result.ok")).toBe(3);
  });

  it("is one also where it came too late for its look-up", () => {
    const to = keeping(",'lookupTimeout':100");
    const exchange = begun(to);
    to.host.answer(Upstream.Redis, redisHasNot());
    to.wait(100);
    expect(exchange.fate).toBe("resumed");
    to.host.answer(Upstream.Embedding, embedded());
    expect(waiting(to).startsWith(SET)).toBe(true);
  });

  it("keeps a configuration alive until it is there", () => {
    const to = keeping();
    const exchange = begun(to);
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
    to.host.answer(Upstream.Vector, neighbours(""));
    exchange.leaves();
    expect(to.plugin.onDone()).toBe(false);
    to.host.answer(Upstream.Redis, redisSays("OOM"));
    expect(to.host.dones).toBe(1);
    expect(to.host.counted("ai_cache_calls_total.upstream.redis.result.error")).toBe(1);
  });

  it("is asked for anew where Redis has none, something else, or fails", () => {
    const replies = [redisHasNot(), redisHas(Slice.of("A proxy.")), redisSays("ERR"), silence(), failed(503)];
    for (let i = 0; i < replies.length; i++) {
      const to = keeping();
      begun(to);
      to.host.answer(Upstream.Redis, replies[i]);
      expect(waiting(to).startsWith("embedding ")).toBe(true, i.toString());
      const isFault = i >= 2 ? 1 : 0;
      expect(to.host.counted("ai_cache_calls_total.upstream.redis.result.error")).toBe(isFault, i.toString());
    }
  });

  it("is waited for until the look-up's time is up", () => {
    const to = keeping();
    const exchange = begun(to);
    to.wait(1000);
    expect(exchange.fate).toBe("resumed");
    exchange.responds("200", "application/json");
    expect(exchange.received("cache-status")).toBe("ai-cache; fwd=miss; detail=redis");
  });

  it("serves a store that has looked nothing up", () => {
    const to = keeping(",'controls':{'refresh':true}");
    to.open().header("x-ai-cache", "refresh").posts(CHAT).answers(ANSWER);
    to.host.answer(Upstream.Redis, redisOk());
    expect(waiting(to).startsWith(GET)).toBe(true);
    to.host.answer(Upstream.Redis, redisHas(VECTOR));
    expect(waiting(to)).toBe(UPSERT);
    expect(to.host.last.call.body.toString().includes("[0.3,0.4]")).toBe(true);
  });

  it("is the one that such a store has asked for", () => {
    const to = keeping(",'controls':{'refresh':true}");
    to.open().header("x-ai-cache", "refresh").posts(CHAT).answers(ANSWER);
    to.host.answer(Upstream.Redis, redisOk()).answer(Upstream.Redis, redisHasNot());
    to.host.answer(Upstream.Embedding, embedded("[0.5,0.6]"));
    const lines = waiting(to).split("\n");
    expect(lines[0].startsWith(SET)).toBe(true);
    expect(lines[1]).toBe(UPSERT);
    to.host.answer(Upstream.Redis, redisOk()).answer(Upstream.Vector, vectorDone());
    expect(waiting(to)).toBe("");
    expect(to.plugin.onDone()).toBe(true);
  });

  it("is not that of an answer", () => {
    const to = keeping();
    const stored = store(proxy(semantic()), CHAT);
    const exchange = begun(to, chat("Envoy is what?"));
    to.host.answer(Upstream.Redis, redisHas(VECTOR)).answer(Upstream.Vector, stored.near(0.3));
    exchange.answers(completion("It is a proxy."));
    to.host.answer(Upstream.Redis, redisOk()).answer(Upstream.Redis, stored.reply);
    expect(waiting(to).startsWith("embedding ")).toBe(true, "the two answers are compared");
    to.host.answer(Upstream.Embedding, embedded());
    expect(waiting(to).includes(SET)).toBe(false);
  });
});

describe("where no vectors are kept", () => {
  it("Redis is not asked for any", () => {
    const to = proxy(semantic());
    to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(waiting(to).startsWith("embedding ")).toBe(true);
    to.host.answer(Upstream.Embedding, embedded());
    expect(waiting(to)).toBe(SEARCH);
  });
});
