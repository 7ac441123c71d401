import { Upstream } from "../../assembly/call/call";
import { proxy } from "./exchange";
import { expectError, store } from "./stored";
import { CHAT_VERIFIER, verifierSays } from "./comparing";
import { ANSWER, CHAT, chat, embedded, exact, redisHasNot, redisOk, semantic } from "./texts";

const REQUESTS = "ai_cache_requests_total.outcome.";

describe("the deadline", () => {
  it("lets the request go on once, and what comes later is dropped", () => {
    const to = proxy(exact(",'lookupTimeout':300"));
    const stored = store(to, CHAT);
    const exchange = to.open().posts(CHAT);
    to.wait(299);
    expect(exchange.fate).toBe("held");
    to.wait(1);
    expect(exchange.fate).toBe("resumed");
    to.host.answer(Upstream.Redis, stored.reply);
    to.wait(5000);
    expect(exchange.stream.resumes).toBe(1);
    expect(exchange.stream.replies.length).toBe(0);
    expectError(to, exchange, "resumed", "redis");
    expect(to.host.lines.join()).toBe("warn redis: no reply in time");
  });

  it("falls in every state of the look-up", () => {
    const steps = ["redis", "embedding", "vector", "redis"];
    for (let i = 0; i < steps.length; i++) {
      const to = proxy(semantic());
      const stored = store(to, CHAT);
      const exchange = to.open().posts(chat("So what is Envoy?"));
      if (i > 0) to.host.answer(Upstream.Redis, redisHasNot());
      if (i > 1) to.host.answer(Upstream.Embedding, embedded());
      if (i > 2) to.host.answer(Upstream.Vector, stored.near(0.03));
      to.wait(1000);
      expect(exchange.stream.resumes).toBe(1);
      const late = to.host.last;
      to.host.deliver(late, i == 1 ? embedded() : i == 2 ? stored.near(0.03) : stored.reply);
      expect(to.host.last == late).toBe(true, "nothing more is asked");
      to.wait(5000);
      expectError(to, exchange, "resumed", steps[i]);
    }
  });

  it("does not fall after the answer", () => {
    const to = proxy(exact());
    const stored = store(to, CHAT);
    const hit = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, stored.reply);
    const missed = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot());
    to.wait(5000);
    expect(hit.fate + " " + missed.fate).toBe("answered resumed");
    expect(to.host.counted(REQUESTS + "error.step.redis")).toBe(0);
  });
});

describe("a client that leaves", () => {
  it("is answered no more, and nothing more is asked", () => {
    const to = proxy(semantic());
    const stored = store(to, CHAT);
    const calls = to.host.sent.length;
    const hit = to.open().posts(CHAT).leaves();
    const missed = to.open().posts(CHAT).leaves();
    to.host.answer(Upstream.Redis, stored.reply).answer(Upstream.Redis, redisHasNot());
    to.wait(5000);
    expect(hit.stream.replies.length + missed.stream.resumes).toBe(0);
    expect(to.host.sent.length).toBe(calls + 2);
  });
});

describe("a verifier that is late", () => {
  it("makes an honest miss, and what it says later is dropped", () => {
    const to = proxy(semantic(CHAT_VERIFIER));
    const stored = store(to, CHAT);
    const exchange = to.open().posts(chat("So what is Envoy?"));
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
    to.host.answer(Upstream.Vector, stored.near(0.03)).answer(Upstream.Redis, stored.reply);
    expect(to.host.last.timeout).toBe(500, "its own");
    to.wait(1000);
    expect(exchange.fate).toBe("resumed");
    to.host.answer(Upstream.Verifier, verifierSays("yes"));
    exchange.answers(ANSWER);
    expect(exchange.received("x-ai-cache")).toBe("miss");
    expect(exchange.stream.replies.length).toBe(0);
    expect(to.host.counted(REQUESTS + "miss")).toBe(2, "with that of what is stored");
    expect(to.host.counted("ai_cache_neighbours_refused_total.reason.verifier_unsure")).toBe(1);
    expect(to.host.counted("ai_cache_calls_total.upstream.verifier.result.error")).toBe(1);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting).toBe("vector POST /v1/collections/qa1/docs/upsert", "it is compared with none");
  });

  it("is given no more than what is left of the look-up", () => {
    const to = proxy(semantic(CHAT_VERIFIER));
    const stored = store(to, CHAT);
    to.open().posts(chat("So what is Envoy?"));
    to.host.clock += 700;
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
    to.host.answer(Upstream.Vector, stored.near(0.03)).answer(Upstream.Redis, stored.reply);
    expect(to.host.last.timeout).toBe(300);
  });
});
