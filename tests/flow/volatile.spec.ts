import { Upstream } from "../../assembly/call/call";
import { JsonValue } from "../../assembly/json/value";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { ANSWER, cacheless, chat, exact, living, redisHas, redisHasNot, redisOk, semantic } from "./texts";

const NOW = chat("What is the weather today?");
const REFUSED = "ai_cache_neighbours_refused_total.reason.";

/** A conversation in which the user speaks so often. */
function talk(turns: i32): string {
  const turn = "{'role':'user','content':'a'},{'role':'assistant','content':'b'},";
  return "{'model':'m','messages':[" + turn.repeat(turns - 1) + "{'role':'user','content':'What?'}]}";
}

/** A request that is looked up exactly and then goes on to the model. */
function missed(to: FakeProxy, body: string): Exchange {
  const exchange = to.open().posts(body);
  to.host.answer(Upstream.Redis, redisHasNot());
  expect(exchange.fate).toBe("resumed");
  expect(to.host.waiting).toBe("");
  return exchange;
}

/** Seconds from now to the expiry of the entry being stored; 0 for none. */
function life(to: FakeProxy): i64 {
  const expires = <i64>JsonValue.parse(to.host.last.call.body)!.member("expires")!.number();
  return expires == 0 ? 0 : expires - to.host.clock / 1000;
}

function lifeOf(config: string, body: string, ttl: string = ""): i64 {
  const to = proxy(config);
  const exchange = to.open();
  if (ttl != "") exchange.header("x-ai-cache-ttl", ttl);
  exchange.posts(body);
  to.host.answer(Upstream.Redis, redisHasNot());
  exchange.answers(ANSWER);
  return life(to);
}

describe("a question about now", () => {
  it("is looked up exactly only, and stored without a vector", () => {
    const to = proxy(semantic());
    missed(to, NOW).answers(ANSWER).leaves();
    expect(to.host.counted(REFUSED + "volatile")).toBe(1);
    const record = to.host.last.call.body;
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting).toBe("");
    const again = to.open().posts(NOW);
    to.host.answer(Upstream.Redis, redisHas(record));
    expect(again.reply.header("x-ai-cache")).toBe("hit");
  });

  it("has an answer that lives shortly, never longer than any other", () => {
    expect(lifeOf(exact(), NOW)).toBe(60);
    expect(lifeOf(living(exact(), 3600), NOW)).toBe(60);
    expect(lifeOf(living(exact(), 30), NOW)).toBe(30);
    expect(lifeOf(exact(",'volatileTTL':5"), NOW)).toBe(5);
    expect(lifeOf(exact(",'controls':{'ttl':true}"), NOW, "10")).toBe(10);
    expect(lifeOf(exact(",'controls':{'ttl':true}"), NOW, "600")).toBe(60);
    expect(lifeOf(exact(), chat("What is Envoy?"))).toBe(0);
    expect(lifeOf(living(exact(), 3600), chat("What is Envoy?"))).toBe(3600);
  });

  it("is like any other where that is wanted", () => {
    expect(lifeOf(exact(",'volatile':false"), NOW)).toBe(0);
    const to = proxy(semantic(",'volatile':false"));
    to.open().posts(NOW);
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(to.host.waiting.startsWith("embedding ")).toBe(true);
  });

  it("is not stored where only vectors are", () => {
    const to = proxy(cacheless());
    const exchange = to.open().posts(NOW);
    expect(exchange.fate).toBe("passed");
    exchange.answers(ANSWER).leaves();
    expect(to.host.sent.length).toBe(0);
    expect(to.host.counted("ai_cache_stores_refused_total.reason.no_vector")).toBe(1);
  });
});

describe("a long conversation", () => {
  it("is looked up exactly only, and stored without a vector", () => {
    const to = proxy(semantic());
    missed(to, talk(9)).answers(ANSWER).leaves();
    expect(to.host.counted(REFUSED + "turns")).toBe(1);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting).toBe("");
  });

  it("is as long as configured", () => {
    const bounds = ["", "8", ",'maxTurns':1", "1", ",'maxTurns':20", "20"];
    for (let i = 0; i < bounds.length; i += 2) {
      const turns = <i32>parseInt(bounds[i + 1]);
      const to = proxy(semantic(bounds[i]));
      to.open().posts(talk(turns));
      to.host.answer(Upstream.Redis, redisHasNot());
      expect(to.host.waiting.startsWith("embedding ")).toBe(true, bounds[i]);
      missed(proxy(semantic(bounds[i])), talk(turns + 1));
    }
    const endless = proxy(semantic(",'maxTurns':0"));
    endless.open().posts(talk(100));
    endless.host.answer(Upstream.Redis, redisHasNot());
    expect(endless.host.waiting.startsWith("embedding ")).toBe(true);
  });
});

describe("another generation", () => {
  it("knows nothing of the entries before it", () => {
    const first = keyOf(exact());
    expect(keyOf(exact())).toBe(first);
    expect(keyOf(exact(",'generation':''"))).toBe(first);
    const keys = [
      keyOf(exact(",'generation':1")),
      keyOf(exact(",'generation':2")),
      keyOf(exact(",'generation':'b'")),
    ];
    for (let i = 0; i < keys.length; i++) {
      expect(keys[i] == first).toBe(false);
      expect(keys.indexOf(keys[i])).toBe(i);
    }
    expect(keyOf(exact(",'generation':'1'"))).toBe(keys[0]);
  });
});

function keyOf(config: string): string {
  const to = proxy(config);
  return missed(to, chat("What is Envoy?")).responds("200", "application/json").received("x-ai-cache-key");
}
