import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Slice } from "../../assembly/bytes/slice";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { expectError } from "./stored";
import { ANSWER, CHAT, chat, embedded, redisHasNot, redisOk, semantic } from "./texts";

const EMBED = "embedding POST /api/v1/services/embeddings/text-embedding/text-embedding";
const REFUSED = "ai_cache_neighbours_refused_total.reason.rate_limited";

/** There were too many calls, and there should be none for so many seconds. */
function tooMany(retryAfter: i32): Reply {
  return new Reply(429, Slice.of("{}"), false, retryAfter);
}

/** A look-up that has found no entry. */
function asked(to: FakeProxy, body: string = CHAT): Exchange {
  const exchange = to.open().posts(body);
  to.host.answer(Upstream.Redis, redisHasNot());
  return exchange;
}

describe("An embedding service that has had too many calls", () => {
  it("is left alone for as long as it says, and then asked again", () => {
    const to = proxy(semantic());
    const first = asked(to);
    to.host.answer(Upstream.Embedding, tooMany(3));
    expectError(to, first, "resumed", "embedding");
    expect(to.host.counted(REFUSED)).toBe(0);
    to.wait(2000);
    const second = asked(to, chat("Another?"));
    expect(to.host.waiting).toBe("");
    expect(second.fate).toBe("resumed");
    expect(to.host.counted("ai_cache_requests_total.outcome.error.step.embedding")).toBe(2);
    expect(to.host.counted(REFUSED)).toBe(1);
    to.wait(2000);
    asked(to, chat("A third?"));
    expect(to.host.waiting).toBe(EMBED);
  });

  it("is not asked for a store's vector either, and the answer is stored without", () => {
    const to = proxy(semantic());
    asked(to);
    to.host.answer(Upstream.Embedding, tooMany(10));
    const second = asked(to, chat("Another?"));
    second.answers(ANSWER);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting).toBe("");
    expect(to.plugin.onDone()).toBe(true, "nothing is left to do");
  });

  it("is asked as before when others have had too many", () => {
    const to = proxy(semantic());
    asked(to);
    to.host.answer(Upstream.Embedding, embedded()).answer(Upstream.Vector, tooMany(10));
    asked(to, chat("Another?"));
    expect(to.host.waiting).toBe(EMBED);
  });

  it("is asked again at once after any other error", () => {
    const to = proxy(semantic());
    asked(to);
    to.host.answer(Upstream.Embedding, new Reply(503, Slice.of("{}"), false, 10));
    asked(to, chat("Another?"));
    expect(to.host.waiting).toBe(EMBED);
  });
});
