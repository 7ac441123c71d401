import { Upstream } from "../../assembly/call/call";
import { proxy } from "./exchange";
import { store } from "./stored";
import { CHAT, chat, embedded, exact, redisHasNot, semantic } from "./texts";

const HIDDEN = ",'hideTiming':700";

describe("a hit that is held back", () => {
  it("is answered when its time has come, and not before", () => {
    const to = proxy(exact(HIDDEN));
    const stored = store(to, CHAT);
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, stored.reply);
    to.wait(699);
    expect(exchange.fate).toBe("held");
    to.wait(1);
    expect(exchange.fate).toBe("answered");
    expect(exchange.stream.replies[0].header("x-ai-cache")).toBe("hit");
  });

  it("may be one in other words", () => {
    const to = proxy(semantic(HIDDEN));
    const stored = store(to, CHAT);
    const exchange = to.open().posts(chat("So what is Envoy?"));
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
    to.host.answer(Upstream.Vector, stored.near(0.03)).answer(Upstream.Redis, stored.reply);
    expect(exchange.fate).toBe("held");
    to.wait(700);
    expect(exchange.fate).toBe("answered");
  });

  it("is dropped where the client has left", () => {
    const to = proxy(exact(HIDDEN));
    const stored = store(to, CHAT);
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, stored.reply);
    exchange.leaves();
    to.wait(700);
    expect(exchange.stream.replies.length).toBe(0);
  });

  it("is held back by nothing else: a miss goes on at once", () => {
    const to = proxy(exact(HIDDEN));
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(exchange.fate).toBe("resumed");
  });
});
