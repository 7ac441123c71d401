import { Upstream } from "../../assembly/call/call";
import { BodyStatus } from "../../assembly/host/host";
import { proxy } from "./exchange";
import { store } from "./stored";
import { ANSWER, CHAT, embedded, exact, redisHasNot, redisOk, semantic, vectorDone } from "./texts";

const REQUESTS = "ai_cache_requests_total.outcome.";

describe("a request that wants a cached answer or none", () => {
  it("gets the one", () => {
    const to = proxy(exact(",'controls':{'onlyIfCached':true}"));
    const stored = store(to, CHAT);
    const exchange = to.open().header("x-ai-cache", "only-if-cached").posts(CHAT);
    to.host.answer(Upstream.Redis, stored.reply);
    expect(exchange.reply.status).toBe(200);
  });

  it("gets none, and the model is not asked", () => {
    const to = proxy(exact(",'controls':{'onlyIfCached':true}"));
    const exchange = to.open().header("x-ai-cache", "only-if-cached").posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(exchange.fate).toBe("answered");
    expect(exchange.reply.status).toBe(504);
    expect(exchange.reply.header("x-ai-cache")).toBe("miss");
    expect(exchange.reply.header("cache-status")).toBe("ai-cache; detail=only-if-cached");
    expect(exchange.reply.body.toString().startsWith('{"error":{"message":')).toBe(true);
    expect(to.host.counted(REQUESTS + "only_if_cached")).toBe(1);
    exchange.getsReply();
  });

  it("gets none where the cache fails, at once or in the end", () => {
    const to = proxy(exact(",'controls':{'onlyIfCached':true}"));
    to.host.refuses(Upstream.Redis);
    const refused = to.open().header("x-ai-cache", "only-if-cached").posts(CHAT);
    expect(refused.atBody).toBe(BodyStatus.Stop);
    expect(refused.reply.status).toBe(504);
    const late = to.open().header("x-ai-cache", "only-if-cached").posts(CHAT);
    to.wait(1000);
    expect(late.reply.status).toBe(504);
  });
});

describe("a request that wants a fresh answer", () => {
  it("and no other than a cached one gets none, as nothing is both", () => {
    const to = proxy(exact(",'honorCacheControl':true"));
    const exchange = to.open().header("cache-control", "no-cache, only-if-cached").posts(CHAT);
    expect(exchange.reply.status).toBe(504);
    expect(to.host.sent.length).toBe(0);
    expect(to.host.counted(REQUESTS + "only_if_cached")).toBe(1);
  });

  it("goes on at once, and its answer is stored", () => {
    const to = proxy(semantic(",'controls':{'refresh':true}"));
    const exchange = to.open().header("x-ai-cache", "refresh").posts(CHAT);
    expect(exchange.atBody).toBe(BodyStatus.Continue);
    expect(to.host.sent.length).toBe(0);
    exchange.answers(ANSWER);
    expect(exchange.received("x-ai-cache")).toBe("refresh");
    expect(exchange.received("cache-status")).toBe("ai-cache; fwd=request; detail=refresh");
    expect(to.host.waiting).toBe("redis PUT /SET/ai-cache%3A" + exchange.received("x-ai-cache-key") + ".raw");
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting.startsWith("embedding ")).toBe(true, "nobody has asked for the vector yet");
    to.host.answer(Upstream.Embedding, embedded()).answer(Upstream.Vector, vectorDone());
    expect(to.host.waiting).toBe("");
    expect(to.host.counted(REQUESTS + "refresh")).toBe(1);
  });
});

describe("a request that wants an answer of some age at most", () => {
  it("gets a younger one, or the model's", () => {
    const to = proxy(exact(",'honorCacheControl':true"));
    const stored = store(to, CHAT);
    to.host.clock += 60000;
    const young = to.open().header("cache-control", "max-age=60").posts(CHAT);
    to.host.answer(Upstream.Redis, stored.reply);
    expect(young.fate).toBe("answered");
    expect(young.reply.header("age")).toBe("60");
    const old = to.open().header("cache-control", "max-age=59").posts(CHAT);
    to.host.answer(Upstream.Redis, stored.reply);
    expect(old.fate).toBe("resumed");
    expect(old.responds("200", "text/html").received("x-ai-cache")).toBe("miss");
  });
});
