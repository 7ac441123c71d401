import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { FakeProxy, proxy } from "./exchange";
import { store } from "./stored";
import {
  CHAT,
  cacheless,
  chat,
  document,
  embedded,
  exact,
  neighbours,
  redisHas,
  redisHasNot,
  semantic,
} from "./texts";

const KEY = ",'signingKey':'0123456789abcdef'";
const NEXT = ",'signingKey':'fedcba9876543210','otherSigningKey':'0123456789abcdef'";

/** What becomes of the same question where Redis has `record`. */
function fateOf(to: FakeProxy, record: Slice): string {
  const exchange = to.open().posts(CHAT);
  to.host.answer(Upstream.Redis, redisHas(record));
  return exchange.fate;
}

describe("a signed entry", () => {
  it("is served by who has the key, also while keys are exchanged", () => {
    const to = proxy(exact(KEY));
    const record = store(to, CHAT).record;
    expect(fateOf(to, record)).toBe("answered");
    expect(fateOf(proxy(exact(NEXT)), record)).toBe("answered");
  });

  it("is a miss for who has another key, or none", () => {
    const record = store(proxy(exact(KEY)), CHAT).record;
    expect(fateOf(proxy(exact(KEY.replace("0", "1"))), record)).toBe("resumed");
    expect(fateOf(proxy(exact()), record)).toBe("resumed");
  });

  it("alone is served where there is a key", () => {
    const record = store(proxy(exact()), CHAT).record;
    expect(fateOf(proxy(exact()), record)).toBe("answered");
    expect(fateOf(proxy(exact(KEY)), record)).toBe("resumed");
  });

  it("is found by a question in other words, under its own key alone", () => {
    const to = proxy(semantic(KEY));
    const first = store(to, CHAT);
    const second = store(to, chat("What is the time zone of Paris?"));
    for (let i = 0; i < 2; i++) {
      const exchange = to.open().posts(chat("So what is Envoy?"));
      to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
      to.host.answer(Upstream.Vector, first.near(0.03));
      // Who may write to Redis has put the other entry, signed as it is, in its place.
      to.host.answer(Upstream.Redis, i == 0 ? first.reply : second.reply);
      expect(exchange.fate).toBe(i == 0 ? "answered" : "resumed");
    }
    expect(to.host.counted("ai_cache_neighbours_refused_total.reason.entry_unreadable")).toBe(1);
  });
});
