import { Upstream } from "../../assembly/call/call";
import { Exchange, FakeProxy, higress, proxy } from "./exchange";
import { miss, store } from "./stored";
import {
  ANSWER,
  CHAT,
  EVENTS,
  STREAM,
  cacheless,
  chat,
  completion,
  embedded,
  exact,
  failed,
  neighbours,
  redisHasNot,
  redisOk,
  redisSays,
  semantic,
  vectorDone,
} from "./texts";

const HITS = "ai_cache_requests_total.outcome.hit_collapsed";
const WAITS = "ai_cache_waits_total.result.";
/** The tick after which followers know. */
const TICK = 50;

/** The first to ask a question, whose look-up has found nothing. */
function leads(to: FakeProxy, body: string = CHAT): Exchange {
  return miss(to, to.open().posts(body));
}

/** One more request, which finds nothing in Redis. */
function asks(to: FakeProxy, body: string = CHAT, exchange: Exchange = to.open()): Exchange {
  exchange.posts(body);
  to.host.deliver(to.host.last, redisHasNot());
  return exchange;
}

/** One that waits, and calls nobody meanwhile. */
function follows(to: FakeProxy, body: string = CHAT): Exchange {
  const exchange = asks(to, body);
  expect(exchange.fate).toBe("held");
  expect(to.host.waiting).toBe("");
  return exchange;
}

/** The answer has come to one that waited. */
function expectCollapsed(exchange: Exchange, key: string): void {
  expect(exchange.fate).toBe("answered");
  expect(exchange.reply.header("x-ai-cache")).toBe("hit");
  expect(exchange.reply.header("cache-status")).toBe("ai-cache; hit; collapsed; detail=exact");
  expect(exchange.reply.header("x-ai-cache-key")).toBe(key);
  exchange.getsReply();
}

describe("requests that ask the same at once", () => {
  it("wait for the first one's answer, and have it a tick after that is whole", () => {
    const to = proxy(semantic());
    const first = leads(to);
    const second = follows(to);
    const third = follows(to);
    first.answers(ANSWER);
    expect(second.fate).toBe("held", "no other stream is touched in a hook");
    to.wait(TICK);
    const key = first.received("x-ai-cache-key");
    expect(second.reply.body.toString()).toBe(third.reply.body.toString());
    expect(second.reply.body.toString().includes('"content":"A proxy."')).toBe(true);
    expectCollapsed(second, key);
    expectCollapsed(third, key);
    expect(to.host.counted(HITS)).toBe(2);
    expect(to.host.counted(WAITS + "answered")).toBe(2);
    expect(to.host.recorded.get("ai_cache_wait_milliseconds")).toBe(TICK);
    expect(to.host.counted("ai_cache_saved_completion_tokens_total")).toBe(6);
    expect(to.host.counted("ai_cache_requests_total.outcome.miss")).toBe(1);
  });

  it("have it while it is being stored, and find it in the cache afterwards", () => {
    const to = proxy(exact());
    const first = leads(to).answers(ANSWER);
    const second = asks(to);
    expect(to.host.waiting.startsWith("redis PUT ")).toBe(true, "the store is under way");
    expectCollapsed(second, first.received("x-ai-cache-key"));
    first.leaves();
    expectCollapsed(asks(to), first.received("x-ai-cache-key"));
    expect(to.host.counted(WAITS + "answered")).toBe(0, "nobody has waited");
    to.host.answer(Upstream.Redis, redisOk());
    expect(asks(to).fate).toBe("resumed", "it was there, and is gone again");
  });

  it("lead anew when it could not be stored", () => {
    const to = proxy(exact());
    const first = leads(to).answers(ANSWER);
    to.host.answer(Upstream.Redis, redisSays("OOM"));
    expect(asks(to).fate).toBe("resumed");
    expect(first.fate).toBe("resumed");
  });

  it("save their look-ups too, and get what the first one finds in other words", () => {
    const to = proxy(semantic(",'audit':{'rate':0}"));
    const stored = store(to, CHAT);
    const first = asks(to, chat("So what is Envoy?"));
    const second = to.open().posts(chat("So what is Envoy?"));
    to.host.answer(Upstream.Redis, redisHasNot());
    to.host.answer(Upstream.Embedding, embedded()).answer(Upstream.Vector, stored.near(0.0312));
    to.host.answer(Upstream.Redis, stored.reply);
    expect(first.fate).toBe("answered");
    expect(second.fate).toBe("held");
    to.wait(TICK);
    expect(second.reply.header("x-ai-cache")).toBe("semantic-hit");
    expect(second.reply.header("cache-status")).toBe("ai-cache; hit; collapsed; detail=semantic");
    expect(second.reply.header("x-ai-cache-key")).toBe(stored.id);
    expect(second.reply.header("x-ai-cache-distance")).toBe("0.0312");
    expect(second.reply.header("age")).toBe("0");
    expect(to.host.counted(HITS)).toBe(1);
    expect(asks(to, chat("So what is Envoy?")).fate).toBe("held");
    expect(to.host.waiting.startsWith("embedding ")).toBe(true, "the next one looks for itself");
  });

  it("wait for one another without a cache too", () => {
    const to = proxy(cacheless());
    const first = to.open().posts(CHAT);
    const second = to.open().posts(CHAT);
    to.host.answer(Upstream.Embedding, embedded()).answer(Upstream.Vector, neighbours(""));
    expect(to.host.waiting).toBe("");
    expect(second.fate).toBe("held");
    first.answers(ANSWER);
    to.wait(TICK);
    expectCollapsed(second, first.received("x-ai-cache-key"));
  });

  it("get an answer that has no vector to be stored under, where there is no cache", () => {
    const to = proxy(cacheless());
    const first = to.open().posts(CHAT);
    const second = to.open().posts(CHAT);
    to.host.answer(Upstream.Embedding, failed(500));
    first.answers(ANSWER);
    to.wait(TICK);
    expect(second.fate).toBe("answered");
    expect(to.host.counted("ai_cache_stores_refused_total.reason.no_vector")).toBe(1);
    to.open().posts(CHAT);
    expect(to.host.waiting.startsWith("embedding ")).toBe(true, "it is kept nowhere");
  });

  it("are none where their scopes or words differ", () => {
    const to = proxy(exact());
    leads(to);
    expect(asks(to, chat("What is Istio?")).fate).toBe("resumed");
    expect(asks(to, CHAT.replace("gpt-4o", "gpt-4.1")).fate).toBe("resumed");
    expect(asks(to, CHAT, to.open().header("authorization", "Bearer b")).fate).toBe("resumed");
    expect(follows(to).fate).toBe("held");
  });

  it("wait in Higress as well, whose log says that they hit", () => {
    const to = higress(exact().replace("'webdis'", "'redis'").replace("'cluster'", "'serviceName'"));
    to.open().posts(CHAT);
    to.host.deliver(to.host.last, redisHasNot());
    const second = to.open().posts(CHAT);
    to.host.deliver(to.host.last, redisHasNot());
    expect(second.fate).toBe("held");
  });
});

describe("a streaming request", () => {
  it("does not wait, but others do for its answer", () => {
    const to = proxy(exact());
    const first = leads(to, STREAM);
    expect(asks(to, STREAM).fate).toBe("resumed");
    const second = follows(to);
    first.streams(EVENTS);
    to.wait(TICK);
    expect(second.reply.header("content-type")).toBe("application/json");
    expect(second.reply.body.toString().includes('"content":"A proxy."')).toBe(true);
  });

  it("gets an answer that is there, as it does not wait for that", () => {
    const to = proxy(exact());
    leads(to).answers(ANSWER);
    expect(asks(to, STREAM).reply.header("content-type")).toBe("text/event-stream; charset=utf-8");
  });

  it("waits with singleFlight all, and has the answer as a stream", () => {
    const to = proxy(exact(",'singleFlight':'all'"));
    const first = leads(to);
    const second = follows(to, STREAM);
    first.answers(ANSWER);
    to.wait(TICK);
    expect(second.reply.header("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(second.reply.body.toString().endsWith("data: [DONE]\n\n")).toBe(true);
  });
});

describe("nobody waits", () => {
  it("with singleFlight off", () => {
    const to = proxy(exact(",'singleFlight':'off'"));
    leads(to).answers(ANSWER);
    expect(asks(to).fate).toBe("resumed");
    expect(asks(to, STREAM).fate).toBe("resumed");
  });

  it("who asks for a fresh answer, or for one of a certain age, or for none but a cached one", () => {
    const controls = ",'honorCacheControl':true,'controls':{'refresh':true,'onlyIfCached':true}";
    const to = proxy(exact(controls));
    leads(to);
    const refresh = to.open().header("x-ai-cache", "refresh").posts(CHAT);
    expect(refresh.fate).toBe("passed");
    expect(asks(to, CHAT, to.open().header("cache-control", "max-age=60")).fate).toBe("resumed");
    const cached = asks(to, CHAT, to.open().header("x-ai-cache", "only-if-cached"));
    expect(cached.reply.status).toBe(504);
    expect(follows(to).fate).toBe("held");
  });

  it("for a request that is none to wait for", () => {
    const controls = ",'honorCacheControl':true,'controls':{'refresh':true,'onlyIfCached':true}";
    const to = proxy(exact(controls));
    to.open().header("x-ai-cache", "refresh").posts(CHAT);
    to.open().header("x-ai-cache", "bypass").posts(CHAT);
    to.open().header("cache-control", "no-store").posts(CHAT);
    asks(to, CHAT, to.open().header("cache-control", "max-age=60"));
    asks(to, CHAT, to.open().header("x-ai-cache", "only-if-cached"));
    expect(leads(to).fate).toBe("resumed");
  });

  it("where Redis has failed", () => {
    const to = proxy(exact());
    leads(to);
    const second = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisSays("LOADING"));
    expect(second.fate).toBe("resumed");
  });

  it("beyond the bounds, for one answer and for all", () => {
    const to = proxy(exact(",'singleFlightWaiters':2,'singleFlightWorkerWaiters':3"));
    leads(to);
    leads(to, chat("What is Istio?"));
    follows(to);
    const second = follows(to);
    expect(asks(to).fate).toBe("resumed");
    follows(to, chat("What is Istio?"));
    expect(asks(to, chat("What is Istio?")).fate).toBe("resumed");
    expect(to.host.counted(WAITS + "full")).toBe(2);
    second.leaves();
    expect(to.host.counted(WAITS + "left")).toBe(1);
    follows(to);
  });
});

/** The first answer cannot be kept: the second asks in its place, the third waits on. */
function expectPromoted(to: FakeProxy, second: Exchange, third: Exchange): void {
  expect(second.fate).toBe("held");
  to.wait(TICK);
  expect(to.host.waiting.split("\n").length).toBe(1, "only one asks");
  miss(to, second);
  expect(third.fate).toBe("held");
  expect(to.host.counted(WAITS + "promoted")).toBe(1);
  second.answers(ANSWER);
  to.wait(TICK);
  expectCollapsed(third, second.received("x-ai-cache-key"));
}

describe("a leader that has no answer to give", () => {
  it("because of its status is followed at once, by one", () => {
    const to = proxy(semantic());
    const first = leads(to);
    const second = follows(to);
    const third = follows(to);
    first.responds("500", "application/json");
    expectPromoted(to, second, third);
  });

  it("because of how it ends is followed by one", () => {
    const answers = [completion("A pro", "length"), completion("", "stop"), "{'error':{}}", "{"];
    for (let i = 0; i < answers.length; i++) {
      const to = proxy(exact());
      const first = leads(to);
      const second = follows(to);
      const third = follows(to);
      first.answers(answers[i]);
      expectPromoted(to, second, third);
    }
  });

  it("because it is too large is followed by one", () => {
    const to = proxy(exact(",'maxEntryBytes':600"));
    const first = leads(to);
    const second = follows(to);
    const third = follows(to);
    first.responds("200", "application/json").says(completion("x".repeat(600)));
    expectPromoted(to, second, third);
  });

  it("because its client has left is followed by one", () => {
    const to = proxy(exact());
    const first = leads(to);
    const second = follows(to);
    const third = follows(to);
    first.leaves();
    expectPromoted(to, second, third);
  });

  it("because its client left during the look-up, or the middle of the answer, is followed by one", () => {
    const to = proxy(semantic());
    const first = asks(to);
    const second = to.open().posts(CHAT);
    const third = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Redis, redisHasNot());
    first.leaves();
    to.host.answer(Upstream.Embedding, embedded());
    to.wait(TICK);
    miss(to, second);
    second.responds("200", "application/json").says("{'id':").leaves();
    to.wait(TICK);
    miss(to, third);
    third.answers(ANSWER).leaves();
    to.host.answer(Upstream.Redis, redisOk()).answer(Upstream.Vector, vectorDone());
    expect(to.host.waiting).toBe("");
  });

  it("is not followed by those who came to the failure, but to the next answer", () => {
    const to = proxy(exact());
    const first = leads(to);
    const second = follows(to);
    first.responds("503", "text/html");
    const third = follows(to);
    expectPromoted(to, second, third);
  });

  it("leaves one who finds the answer in the cache by now, for all", () => {
    const to = proxy(exact());
    const stored = store(to, CHAT);
    const first = leads(to);
    const second = follows(to);
    const third = follows(to);
    first.responds("500", "text/html");
    to.wait(TICK);
    to.host.answer(Upstream.Redis, stored.reply);
    expect(second.reply.header("cache-status")).toBe("ai-cache; hit; detail=exact");
    to.wait(TICK);
    expectCollapsed(third, stored.id);
  });
});

describe("a request that waits", () => {
  it("goes on by itself when time is up, with a look-up of its own", () => {
    const to = proxy(exact(",'singleFlightTimeout':2000"));
    const first = leads(to);
    const second = follows(to);
    to.wait(1000);
    const third = follows(to);
    to.wait(999);
    expect(to.host.waiting).toBe("");
    to.wait(1);
    expect(to.host.counted(WAITS + "timeout")).toBe(1);
    miss(to, second);
    expect(third.fate).toBe("held");
    first.answers(ANSWER);
    to.wait(TICK);
    expect(third.fate).toBe("answered");
    second.answers(ANSWER).leaves();
    expect(second.received("x-ai-cache")).toBe("miss");
  });

  it("has the time of a whole look-up then", () => {
    const to = proxy(exact(",'singleFlightTimeout':2000"));
    leads(to);
    const second = follows(to);
    to.wait(2000);
    to.wait(999);
    expect(second.fate).toBe("held");
    to.wait(1);
    expect(second.fate).toBe("resumed");
    expect(second.responds("200", "text/html").received("x-ai-cache")).toBe("error");
  });

  it("is not let go by the deadline of its look-up", () => {
    const to = proxy(exact());
    leads(to);
    const second = follows(to);
    to.wait(9999);
    expect(second.fate).toBe("held");
    to.wait(1);
    expect(to.host.waiting.startsWith("redis GET ")).toBe(true);
    expect(to.host.recorded.get("ai_cache_lookup_milliseconds")).toBe(0, "a wait is no look-up");
  });

  it("may leave", () => {
    const to = proxy(exact());
    const first = leads(to);
    follows(to).leaves();
    const third = follows(to);
    first.answers(ANSWER);
    to.wait(TICK);
    expect(third.fate).toBe("answered");
    expect(to.host.counted(WAITS + "left")).toBe(1);
    to.wait(20000);
  });

  it("gets an answer rather than a chance of its own where both are due", () => {
    const to = proxy(exact());
    const first = leads(to);
    const second = follows(to);
    first.answers(ANSWER);
    to.wait(10000);
    expect(second.fate).toBe("answered");
    expect(to.host.counted(WAITS + "timeout")).toBe(0);
  });

  it("may begin to wait inside the hook", () => {
    const to = proxy(exact());
    const first = leads(to);
    to.host.atOnce(Upstream.Redis, redisHasNot());
    const second = to.open().posts(CHAT);
    expect(second.fate).toBe("held");
    to.wait(5000);
    expect(second.fate).toBe("held", "no look-up is under way");
    first.answers(ANSWER);
    to.wait(TICK);
    expect(second.fate).toBe("answered");
  });

  it("may find Redis failing when it leads, and is then the one that asks all the same", () => {
    const to = proxy(exact());
    const first = leads(to);
    const second = follows(to);
    const third = follows(to);
    first.leaves();
    to.host.refuses(Upstream.Redis);
    to.wait(TICK);
    expect(second.fate).toBe("resumed");
    second.answers(ANSWER);
    to.wait(TICK);
    expect(third.fate).toBe("answered");
  });
});
