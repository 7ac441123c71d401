import { Upstream } from "../../assembly/call/call";
import { FakeProxy, proxy } from "./exchange";
import { expectError, miss, store } from "./stored";
import { ANSWER, CHAT, chat, embedded, exact, failed, redisHasNot, redisOk, semantic } from "./texts";

const CALLS = "ai_cache_calls_total.upstream.";
const OPEN = "ai_cache_breakers_open.upstream.";

/** Redis fails for so many requests. */
function fail(to: FakeProxy, times: i32, status: i32 = 500): void {
  for (let i = 0; i < times; i++) {
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, failed(status));
    expect(exchange.fate).toBe("resumed");
  }
}

/** Whether a request's look-up is sent to Redis, which then knows nothing. */
function asks(to: FakeProxy): bool {
  const before = to.host.sent.length;
  const exchange = to.open().posts(CHAT);
  const isAsked = to.host.sent.length > before;
  if (isAsked) miss(to, exchange);
  else expect(exchange.fate).toBe("passed");
  return isAsked;
}

describe("an upstream that has failed five times in a row", () => {
  it("is not asked, and the request goes on at once", () => {
    const to = proxy(exact());
    fail(to, 5);
    const sent = to.host.sent.length;
    const exchange = to.open().posts(CHAT);
    expect(to.host.sent.length).toBe(sent);
    expect(exchange.fate).toBe("passed");
    expect(to.host.counted(CALLS + "redis.result.skipped")).toBe(1);
    expect(to.host.counted(CALLS + "redis.result.error")).toBe(5);
  });

  it("makes the request an error, as the response says", () => {
    const to = proxy(exact(",'breaker':{'failures':1}"));
    fail(to, 1);
    const exchange = to.open().posts(CHAT).responds("200", "application/json");
    expect(exchange.received("cache-status")).toBe("ai-cache; fwd=miss; detail=redis");
  });

  it("is told in the log once, and again when it is well", () => {
    const to = proxy(exact());
    fail(to, 5);
    for (let i = 0; i < 10; i++) expect(asks(to)).toBe(false);
    to.wait(1000);
    expect(asks(to)).toBe(true);
    expect(to.host.lines.join("\n")).toBe(
      "warn redis: HTTP status 500\n" +
        "warn redis: failed 5 times in a row, not asked for 1000 ms\n" +
        "warn redis: asked as before",
    );
  });

  it("is told in the metrics as long as it is not asked as before", () => {
    const to = proxy(exact());
    fail(to, 4);
    expect(to.host.counted(OPEN + "redis")).toBe(0);
    fail(to, 1);
    expect(to.host.counted(OPEN + "redis")).toBe(1);
    to.wait(1000);
    fail(to, 1);
    expect(to.host.counted(OPEN + "redis")).toBe(1);
    to.wait(2000);
    expect(asks(to)).toBe(true);
    expect(to.host.counted(OPEN + "redis")).toBe(0);
  });

  it("is counted no more when the configuration is replaced", () => {
    const to = proxy(exact());
    fail(to, 5);
    expect(to.plugin.onDone()).toBe(true);
    expect(to.host.counted(OPEN + "redis")).toBe(0);
    to.wait(1000);
    expect(asks(to)).toBe(true);
    expect(to.host.counted(OPEN + "redis")).toBe(0);
  });

  it("does not get an answer to store either", () => {
    const to = proxy(exact(",'breaker':{'failures':1}"));
    const exchange = miss(to, to.open().posts(CHAT));
    fail(to, 1);
    const sent = to.host.sent.length;
    exchange.answers(ANSWER);
    expect(to.host.sent.length).toBe(sent);
    expect(to.host.counted("ai_cache_stores_total.result.error")).toBe(1);
    expect(to.plugin.onDone()).toBe(true, "nothing is left in the background");
  });

  it("leaves the others as they are", () => {
    const to = proxy(semantic(",'breaker':{'failures':1}"));
    const first = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, failed(500));
    expectError(to, first, "resumed", "embedding");
    first.leaves();
    const second = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(second.fate).toBe("resumed");
    expect(to.host.waiting).toBe("");
    expect(to.host.counted(OPEN + "redis")).toBe(0);
    expect(to.host.counted(OPEN + "embedding")).toBe(1);
  });
});

describe("a failure that counts", () => {
  it("is one of time", () => {
    const to = proxy(exact(",'breaker':{'failures':1}"));
    const exchange = to.open().posts(CHAT);
    to.wait(1000);
    expectError(to, exchange, "resumed", "redis");
    expect(asks(to)).toBe(false);
  });

  it("is a call that the proxy refuses", () => {
    const to = proxy(exact(",'breaker':{'failures':1}"));
    to.host.refuses(Upstream.Redis);
    expect(to.open().posts(CHAT).fate).toBe("passed");
    expect(asks(to)).toBe(false);
  });

  it("is one of the service, not of a request that it will not take", () => {
    const statuses = [401, 403, 404, 429, 500, 503];
    for (let i = 0; i < statuses.length; i++) {
      const to = proxy(exact(",'breaker':{'failures':1}"));
      fail(to, 1, statuses[i]);
      expect(asks(to)).toBe(false, statuses[i].toString());
    }
    const ofRequests = [400, 413, 422];
    for (let i = 0; i < ofRequests.length; i++) {
      const to = proxy(exact(",'breaker':{'failures':1}"));
      fail(to, 1, ofRequests[i]);
      expect(asks(to)).toBe(true, ofRequests[i].toString());
    }
  });

  it("is none where breakers are switched off", () => {
    const to = proxy(exact(",'breaker':false"));
    fail(to, 50);
    expect(asks(to)).toBe(true);
  });
});
