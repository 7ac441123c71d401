import { Upstream } from "../../assembly/call/call";
import { proxy, worker } from "./exchange";
import { SharedData } from "./fake-host";
import { LOCAL, REFRESH, askRedis, asked, fared, slots } from "./locally";
import { miss, store } from "./stored";
import { ok } from "../support/calls";
import { ANSWER, CHAT, STREAM, chat, completion, embedded, exact, living, semantic } from "./texts";

describe("an answer just made", () => {
  it("is a hit without a call, plain and streamed, and says where it is from", () => {
    const to = proxy(living(exact(LOCAL), 60));
    const stored = store(to, CHAT);
    const calls = to.host.sent.length;
    to.host.clock += 2500;
    const exchange = to.open().posts(CHAT);
    expect(exchange.fate).toBe("answered");
    const reply = exchange.reply;
    expect(reply.details).toBe("ai-cache.hit");
    expect(reply.header("x-ai-cache")).toBe("hit");
    expect(reply.header("cache-status")).toBe("ai-cache; hit; ttl=58; detail=local");
    expect(reply.header("age")).toBe("2");
    expect(reply.header("x-ai-cache-key")).toBe(stored.id);
    expect(reply.body.toString().replaceAll('"', "'")).toBe(ANSWER);
    exchange.getsReply();
    const streamed = to.open().posts(STREAM);
    expect(streamed.reply.header("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(to.host.sent.length).toBe(calls, "nobody was asked");
    expect(to.host.counted("ai_cache_requests_total.outcome.hit_local")).toBe(2);
    expect(to.host.counted("ai_cache_saved_prompt_tokens_total")).toBe(10);
  });

  it("is one before Redis has it, and though Redis does not take it", () => {
    const to = proxy(exact(LOCAL));
    miss(to, to.open().posts(CHAT)).answers(ANSWER);
    expect(to.host.waiting.startsWith("redis PUT ")).toBe(true);
    expect(asked(to)).toBe("local");
    to.host.refuses(Upstream.Redis);
    expect(asked(to)).toBe("local");
  });

  it("is copied from the proxy's memory once by a worker, as long as it is the same", () => {
    const data = new SharedData();
    const to = worker(exact(LOCAL + REFRESH), data);
    const other = worker(exact(LOCAL + REFRESH), data);
    store(to, CHAT);
    to.host.reads = 0;
    for (let i = 0; i < 3; i++) expect(asked(to)).toBe("local");
    expect(to.host.reads).toBe(4, "what is where is looked at each time, the record once");
    // At the very same time, so that both end at once.
    other.open().header("x-ai-cache", "refresh").posts(CHAT).answers(completion("Another."));
    const reply = to.open().posts(CHAT).reply;
    expect(reply.header("cache-status").endsWith("detail=local")).toBe(true);
    expect(reply.body.toString().includes("Another.")).toBe(true);
    expect(to.host.reads).toBe(6);
  });

  it("is one for every worker", () => {
    const data = new SharedData();
    store(worker(exact(LOCAL), data), CHAT);
    expect(asked(worker(exact(LOCAL), data))).toBe("local");
    expect(asked(worker(exact(LOCAL), new SharedData()))).toBe("asks");
  });

  it("is none to another question, caller or model", () => {
    const to = proxy(exact(LOCAL));
    store(to, CHAT);
    expect(asked(to, chat("What is envoy?"))).toBe("asks");
    expect(asked(to, CHAT.replace("gpt-4o", "gpt-4"))).toBe("asks");
    expect(fared(to.open().header("authorization", "Bearer other").posts(CHAT))).toBe("asks");
  });

  it("is looked up in Redis again when its time is up", () => {
    const to = proxy(exact(",'local':{'ttl':3}"));
    store(to, CHAT);
    to.host.clock += 2999;
    expect(asked(to)).toBe("local");
    to.host.clock += 1;
    expect(asked(to)).toBe("asks");
  });

  it("is not served for longer than its entry lives, however that was made short", () => {
    const to = proxy(living(exact(LOCAL), 4));
    store(to, CHAT);
    to.host.clock += 3999;
    expect(asked(to)).toBe("local");
    to.host.clock += 1;
    expect(asked(to)).toBe("asks");
    const wished = proxy(exact(LOCAL + REFRESH));
    const exchange = wished.open().header("x-ai-cache-ttl", "2").posts(CHAT);
    miss(wished, exchange).answers(ANSWER);
    wished.host.clock += 1999;
    expect(asked(wished)).toBe("local");
    wished.host.clock += 1;
    expect(asked(wished)).toBe("asks");
    const now = proxy(exact(",'volatileTTL':1" + LOCAL));
    store(now, chat("What is new today?"));
    expect(asked(now, chat("What is new today?"))).toBe("local");
    now.host.clock += 1000;
    expect(asked(now, chat("What is new today?"))).toBe("asks");
  });

  it("is kept up to a size", () => {
    const size = store(proxy(exact()), CHAT).record.length;
    const small = proxy(exact(",'local':{'maxEntryBytes':" + (size - 1).toString() + "}"));
    store(small, CHAT);
    expect(asked(small)).toBe("asks");
    const large = proxy(exact(",'local':{'maxEntryBytes':" + size.toString() + "}"));
    store(large, CHAT);
    expect(asked(large)).toBe("local");
  });

  it("is in no slot where there are none", () => {
    const to = proxy(exact(",'local':{'slots':0}"));
    const stored = store(to, CHAT);
    askRedis(to, stored);
    expect(asked(to)).toBe("asks");
    expect(to.host.data.values.size).toBe(0);
  });
});

describe("what Redis had for a question", () => {
  it("is a local hit from then on", () => {
    const stored = store(proxy(exact()), CHAT);
    const to = proxy(exact(LOCAL));
    const exchange = askRedis(to, stored);
    expect(exchange.reply.header("cache-status")).toBe("ai-cache; hit; detail=exact");
    expect(asked(to)).toBe("local");
    to.host.clock += 10000;
    askRedis(to, stored);
    expect(asked(to)).toBe("local", "once more");
  });

  it("is not kept where it was of no use to who asked", () => {
    const stored = store(proxy(exact()), CHAT);
    const to = proxy(exact(LOCAL + REFRESH));
    to.host.clock += 10000;
    const exchange = to.open().header("cache-control", "max-age=5").posts(CHAT);
    to.host.answer(Upstream.Redis, stored.reply);
    expect(exchange.fate).toBe("resumed");
    expect(slots(to.host.data)).toBe(0);
  });

  it("is not kept where it answers other words", () => {
    const stored = store(proxy(exact()), CHAT);
    const to = proxy(semantic(LOCAL));
    to.open().posts(chat("What is Envoy, please?"));
    to.host.answer(Upstream.Redis, ok("$-1\r\n")).answer(Upstream.Embedding, embedded());
    to.host.answer(Upstream.Vector, stored.near(0.02)).answer(Upstream.Redis, stored.reply);
    expect(to.host.counted("ai_cache_requests_total.outcome.hit_semantic")).toBe(1);
    expect(slots(to.host.data)).toBe(0);
  });

  it("does not take the place of a younger answer", () => {
    const to = proxy(exact(LOCAL + REFRESH));
    const old = store(to, CHAT);
    to.host.data.values.clear();
    const slow = to.open().posts(CHAT);
    to.host.clock += 1000;
    to.open().header("x-ai-cache", "refresh").posts(CHAT).answers(completion("Another."));
    to.host.answer(Upstream.Redis, old.reply);
    expect(slow.reply.body.toString().includes("Another.")).toBe(false);
    expect(to.open().posts(CHAT).reply.body.toString().includes("Another.")).toBe(true);
  });
});
