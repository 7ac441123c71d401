import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { Stored, store } from "./stored";
import {
  ANSWER,
  CHAT,
  STREAM,
  chat,
  completion,
  embedded,
  exact,
  living,
  redisHas,
  redisHasNot,
  redisOk,
  redisSays,
  semantic,
} from "./texts";

const OUTCOMES = "ai_cache_requests_total.outcome.";
const FRESH: string = completion("A new proxy.");

/** A proxy whose entries live for 60 seconds, and are stale for another 30. */
function brief(fields: string = ""): FakeProxy {
  return proxy(living(exact(",'staleTTL':30" + fields), 60));
}

/** Asks, and finds `stored` in Redis. */
function finds(to: FakeProxy, stored: Stored, exchange: Exchange = to.open(), body: string = CHAT): Exchange {
  exchange.posts(body);
  to.host.deliver(to.host.last, stored.reply);
  return exchange;
}

/** Asks, finds `stored` expired, and is the one that renews it. */
function renews(to: FakeProxy, stored: Stored): Exchange {
  const exchange = finds(to, stored);
  expect(exchange.fate).toBe("held");
  expect(to.host.waiting).toBe("redis GET /SET/ai-cache%3A" + stored.id + "%3Arenewal/1/NX/EX/30.raw");
  to.host.answer(Upstream.Redis, redisOk());
  expect(exchange.fate).toBe("resumed");
  return exchange;
}

/** It was served what has expired `by` seconds ago. */
function expectStale(exchange: Exchange, stored: Stored, by: i32): void {
  expect(exchange.reply.header("x-ai-cache")).toBe("stale");
  expect(exchange.reply.header("cache-status")).toBe(`ai-cache; hit; ttl=-${by}; detail=stale`);
  expect(exchange.reply.header("x-ai-cache-key")).toBe(stored.id);
  expect(exchange.reply.header("age")).toBe((60 + by).toString());
  exchange.getsReply();
}

describe("an answer that has expired", () => {
  it("is kept longer than it lives", () => {
    const to = brief();
    store(to, CHAT);
    expect(to.host.last.call.path.endsWith("/90.raw")).toBe(true, to.host.last.call.path);
    expect(to.host.last.call.body.toString().includes('"expires":1700000060')).toBe(true);
  });

  it("is renewed by one request, and served to the others meanwhile", () => {
    const to = brief();
    const stored = store(to, CHAT);
    to.host.clock += 65000;
    const first = renews(to, stored);
    expectStale(finds(to, stored), stored, 5);
    const stream = finds(to, stored, to.open(), STREAM);
    expect(stream.reply.header("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(to.host.waiting).toBe("", "nobody else asks for the renewal");
    first.answers(FRESH);
    expect(first.received("x-ai-cache")).toBe("miss");
    expect(first.received("cache-status")).toBe("ai-cache; fwd=stale; fwd-status=200");
    expect(first.received("x-ai-cache-key")).toBe(stored.id);
    expect(to.host.counted(OUTCOMES + "renewal")).toBe(1);
    expect(to.host.counted(OUTCOMES + "hit_stale")).toBe(2);
    const late = finds(to, stored);
    expect(late.reply.header("cache-status")).toBe("ai-cache; hit; collapsed; detail=exact");
    expect(late.reply.body.toString().includes("A new proxy.")).toBe(true, "the fresh one is there");
  });

  it("is renewed by the other gateway where that has begun", () => {
    const to = brief();
    const stored = store(to, CHAT);
    to.host.clock += 61000;
    for (let i = 0; i < 2; i++) {
      const exchange = finds(to, stored);
      expect(exchange.fate).toBe("held", "it asks each time");
      to.host.answer(Upstream.Redis, redisHasNot());
      expectStale(exchange, stored, 1);
    }
    expect(to.host.counted("ai_cache_calls_total.upstream.redis.result.error")).toBe(0);
  });

  it("is renewed where the gateways cannot agree, and served where they do not in time", () => {
    const to = brief();
    const stored = store(to, CHAT);
    to.host.clock += 60000;
    const first = finds(to, stored);
    to.host.answer(Upstream.Redis, redisSays("NOPERM"));
    expect(first.fate).toBe("resumed");
    expect(first.responds("500", "text/html").received("x-ai-cache")).toBe("miss");
    first.leaves();
    const second = finds(to, stored);
    to.wait(1000);
    expectStale(second, stored, 1);
    expect(to.host.lines.join("\n")).toBe("warn redis: Redis said NOPERM");
  });

  it("is a miss once it has been stale as long as it may", () => {
    const to = brief();
    const stored = store(to, CHAT);
    to.host.clock += 90000;
    expect(finds(to, stored).fate).toBe("resumed");
    expect(to.host.waiting).toBe("");
    expect(to.host.counted(OUTCOMES + "miss")).toBe(2);
    const off = proxy(living(exact(), 60));
    const other = store(off, CHAT);
    expect(off.host.last.call.path.endsWith("/60.raw")).toBe(true);
    off.host.clock += 60000;
    expect(finds(off, other).fate).toBe("resumed");
  });

  it("is renewed and served with singleFlight off, too", () => {
    const to = brief(",'singleFlight':'off'");
    const stored = store(to, CHAT);
    to.host.clock += 61000;
    const first = renews(to, stored);
    expectStale(finds(to, stored), stored, 1);
    first.leaves();
    renews(to, stored);
  });

  it("is served to who wants a cached answer or none, without a renewal", () => {
    const to = brief(",'controls':{'onlyIfCached':true}");
    const stored = store(to, CHAT);
    to.host.clock += 61000;
    expectStale(finds(to, stored, to.open().header("x-ai-cache", "only-if-cached")), stored, 1);
  });

  it("is a miss for who wants one of a certain age", () => {
    const to = brief(",'honorCacheControl':true");
    const stored = store(to, CHAT);
    to.host.clock += 61000;
    expect(finds(to, stored, to.open().header("cache-control", "max-age=1000")).fate).toBe("resumed");
    expect(to.host.waiting).toBe("");
  });

  it("is a miss where it answers another question or scope", () => {
    const to = brief();
    const stored = store(to, CHAT);
    to.host.clock += 61000;
    const fields = ['"question":"What', '"scope":"'];
    for (let i = 0; i < fields.length; i++) {
      const exchange = to.open().posts(CHAT);
      const other = stored.record.toString().replace(fields[i], fields[i] + "x");
      to.host.answer(Upstream.Redis, redisHas(Slice.of(other)));
      expect(exchange.fate).toBe("resumed");
      exchange.leaves();
    }
  });

  it("is not looked for in other words, and has a vector again once it is renewed", () => {
    const to = proxy(living(semantic(",'staleTTL':30"), 60));
    const stored = store(to, CHAT);
    to.host.clock += 61000;
    const first = renews(to, stored);
    expect(to.host.waiting).toBe("");
    first.answers(FRESH);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting.startsWith("embedding ")).toBe(true);
    const other = to.open().posts(chat("So what is Envoy?"));
    to.host.deliver(to.host.last, redisHasNot());
    to.host.deliver(to.host.last, embedded());
    to.host.deliver(to.host.last, stored.near(0.03));
    to.host.deliver(to.host.last, stored.reply);
    expect(other.fate).toBe("resumed", "a neighbour that has expired is none");
  });
});

describe("a renewal that fails", () => {
  it("leaves the old answer to be served until the lease has ended", () => {
    const to = brief();
    const stored = store(to, CHAT);
    to.host.clock += 61000;
    const first = renews(to, stored);
    first.responds("500", "text/html");
    const second = finds(to, stored);
    to.host.answer(Upstream.Redis, redisHasNot());
    expectStale(second, stored, 1);
    first.leaves();
    renews(to, stored);
  });

  it("lets one of those ask who found nothing and waited for it", () => {
    const to = brief();
    const stored = store(to, CHAT);
    to.host.clock += 61000;
    const first = renews(to, stored);
    const second = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(second.fate).toBe("held");
    first.leaves();
    to.wait(50);
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(second.fate).toBe("resumed");
  });

  it("gives those who wait no old answer", () => {
    const to = brief();
    const stored = store(to, CHAT);
    to.host.clock += 61000;
    const first = finds(to, stored);
    const second = to.open().posts(CHAT);
    to.host.deliver(to.host.last, redisHasNot());
    to.host.answer(Upstream.Redis, redisHasNot());
    expectStale(first, stored, 1);
    to.wait(50);
    expect(second.fate).toBe("held");
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(second.fate).toBe("resumed");
  });
});

describe("an answer is not kept longer than it lives", () => {
  it("where it is about now, or the client wants it for a shorter time", () => {
    const to = brief(",'controls':{'ttl':true},'volatileTTL':100");
    const paths = new Array<string>();
    const ttls = ["59", "60", "100"];
    for (let i = 0; i < ttls.length; i++) {
      const exchange = to
        .open()
        .header("x-ai-cache-ttl", ttls[i])
        .posts(chat("What is it? " + ttls[i]));
      to.host.answer(Upstream.Redis, redisHasNot());
      exchange.answers(ANSWER);
      paths.push(to.host.last.call.path.split("/").pop());
      to.host.answer(Upstream.Redis, redisOk());
    }
    const now = to.open().posts(chat("What is new today?"));
    to.host.answer(Upstream.Redis, redisHasNot());
    now.answers(ANSWER);
    paths.push(to.host.last.call.path.split("/").pop());
    expect(paths.join(" ")).toBe("59.raw 90.raw 90.raw 60.raw");
  });
});
