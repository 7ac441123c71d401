import { Upstream } from "../../assembly/call/call";
import { proxy, worker } from "./exchange";
import { SharedData } from "./fake-host";
import { ADMIN, LOCAL, REFRESH, asked, fared, purge, slots } from "./locally";
import { store } from "./stored";
import { ok } from "../support/calls";
import { CHAT, completion, exact, redisOk } from "./texts";

describe("a request that wants a fresh answer", () => {
  it("is not served locally, and its answer takes the old one's place", () => {
    const to = proxy(exact(LOCAL + REFRESH));
    store(to, CHAT);
    const exchange = to.open().header("x-ai-cache", "refresh").posts(CHAT);
    expect(exchange.fate).toBe("passed");
    exchange.answers(completion("Another."));
    expect(to.open().posts(CHAT).reply.body.toString().includes("Another.")).toBe(true);
  });

  it("takes the old one away where its own is too large", () => {
    const to = proxy(exact(",'local':{'maxEntryBytes':600}" + REFRESH));
    store(to, CHAT);
    expect(asked(to)).toBe("local");
    to.open()
      .header("x-ai-cache", "refresh")
      .posts(CHAT)
      .answers(completion("A".repeat(600)));
    expect(to.host.waiting.startsWith("redis PUT ")).toBe(true);
    to.host.answer(Upstream.Redis, redisOk());
    expect(asked(to)).toBe("asks");
  });
});

describe("what a request says of the cache", () => {
  it("holds for a local hit: none too old, a cached one or none", () => {
    const to = proxy(exact(LOCAL + REFRESH));
    store(to, CHAT);
    to.host.clock += 5000;
    expect(fared(to.open().header("cache-control", "max-age=5").posts(CHAT))).toBe("local");
    expect(fared(to.open().header("x-ai-cache", "only-if-cached").posts(CHAT))).toBe("local");
    expect(fared(to.open().header("cache-control", "max-age=4").posts(CHAT))).toBe(
      "asks",
      "another gateway may have stored a younger one",
    );
  });
});

describe("a removed entry", () => {
  it("is gone at once, for every worker", () => {
    const data = new SharedData();
    const to = worker(exact(LOCAL + ADMIN), data);
    const other = worker(exact(LOCAL), data);
    const stored = store(to, CHAT);
    expect(asked(other)).toBe("local");
    purge(to, stored.id);
    expect(asked(other)).toBe("asks");
    expect(slots(data)).toBe(0);
  });

  it("does not come back with a reply that was under way", () => {
    const to = proxy(exact(LOCAL + ADMIN));
    const stored = store(to, CHAT);
    to.host.data.values.clear();
    const slow = to.open().posts(CHAT);
    purge(to, stored.id);
    to.host.answer(Upstream.Redis, stored.reply).answer(Upstream.Redis, ok(":1\r\n"));
    expect(slow.reply.header("x-ai-cache")).toBe("hit");
    expect(asked(to)).toBe("asks");
  });

  it("makes room for the next answer, once that is younger", () => {
    const to = proxy(exact(LOCAL + ADMIN));
    const stored = store(to, CHAT);
    purge(to, stored.id);
    to.host.answer(Upstream.Redis, ok(":1\r\n"));
    to.host.clock += 1000;
    store(to, CHAT);
    expect(asked(to)).toBe("local");
  });

  it("is gone though another worker is always quicker to write", () => {
    const to = proxy(exact(LOCAL + ADMIN));
    const stored = store(to, CHAT);
    to.host.data.isContended = true;
    purge(to, stored.id);
    to.host.data.isContended = false;
    expect(asked(to)).toBe("asks");
  });
});
