import { Upstream } from "../../assembly/call/call";
import { Allowance } from "../../assembly/flow/allowance";
import { FakeProxy, proxy } from "./exchange";
import { miss } from "./stored";
import { ANSWER, chat, exact, redisHasNot, redisOk } from "./texts";

const REFUSED = "ai_cache_stores_refused_total.reason.overload";

/** Room for the recordings of so many answers. */
function roomFor(answers: i32): FakeProxy {
  return proxy(exact(`,'maxRecordingBytes':${ANSWER.length * answers}`));
}

/** An exchange whose answer is being stored. */
function storing(to: FakeProxy, question: string): void {
  const exchange = to.open().posts(chat(question));
  // Not the oldest call, which may be a store.
  to.host.deliver(to.host.last, redisHasNot());
  exchange.answers(ANSWER);
  exchange.leaves();
}

describe("an allowance", () => {
  it("is taken up to its end, and no further", () => {
    const it = new Allowance(10);
    expect(it.take(6)).toBe(true);
    expect(it.take(5)).toBe(false);
    expect(it.take(4)).toBe(true);
    expect(it.take(1)).toBe(false);
    expect(it.take(0)).toBe(true);
    it.give(6);
    expect(it.take(6)).toBe(true);
  });
});

describe("recordings that are too many together", () => {
  it("are given up, the last first, and the answer goes by", () => {
    const to = roomFor(2);
    storing(to, "a");
    storing(to, "b");
    expect(to.host.counted(REFUSED)).toBe(0);
    const sent = to.host.sent.length;
    storing(to, "c");
    expect(to.host.counted(REFUSED)).toBe(1);
    expect(to.host.sent.length).toBe(sent + 1, "the look-up alone");
  });

  it("are few enough again when one is stored", () => {
    const to = roomFor(1);
    storing(to, "a");
    to.host.answer(Upstream.Redis, redisOk());
    storing(to, "b");
    expect(to.host.counted(REFUSED)).toBe(0);
  });

  it("are few enough again when one was not worth storing, or was cut off", () => {
    const to = roomFor(1);
    for (let i = 0; i < 5; i++) {
      const broken = miss(to, to.open().posts(chat("a" + i.toString())));
      broken.responds("200", "application/json").says("{'error':1}").closes().leaves();
      const cut = miss(to, to.open().posts(chat("b" + i.toString())));
      cut.responds("200", "application/json").says("{'id':").leaves();
    }
    storing(to, "c");
    expect(to.host.counted(REFUSED)).toBe(0);
  });

  it("are given up in the middle of a stream too", () => {
    const to = proxy(exact(",'maxRecordingBytes':100"));
    const exchange = miss(to, to.open().posts(chat("a", "'stream':true,")));
    exchange.responds("200", "text/event-stream").says("data: {'id':'c1'}\\n\\n");
    expect(to.host.counted(REFUSED)).toBe(0);
    exchange.says(": " + "x".repeat(100) + "\\n\\n");
    expect(to.host.counted(REFUSED)).toBe(1);
    exchange.says("data: [DONE]\\n\\n").closes();
    expect(to.host.counted(REFUSED)).toBe(1);
  });
});
