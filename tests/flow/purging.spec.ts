import { Gateway } from "../../assembly/config/config";
import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Background } from "../../assembly/flow/background";
import { Purger, Purging } from "../../assembly/flow/purging";
import { Runtime } from "../../assembly/flow/runtime";
import { configOf } from "../config/reading";
import { ok } from "../support/calls";
import { FakeHost } from "./fake-host";
import { cacheless, exact, failed, redisSays, semantic, vectorDone } from "./texts";

const DOCS = "vector DELETE /v1/collections/qa1/docs";

/** A removal, and who is told of it. */
class Removal implements Purger {
  readonly host: FakeHost = new FakeHost();
  readonly background: Background = new Background(this.host);
  /** What was told, a line each time. */
  told: string = "";

  constructor(config: string) {
    const runtime = new Runtime(this.host, configOf(config), Gateway.Envoy, this.background);
    new Purging(runtime, this, Slice.of("e1")).start();
  }

  onPurged(key: Slice, fault: string): void {
    this.told += key.toString() + ": " + (fault == "" ? "gone" : fault) + "\n";
  }

  /** The call that waits for its reply, and its body. */
  get next(): string {
    const body = this.host.last.call.body.toString();
    return (this.host.waiting + " " + body).trim();
  }

  /** Redis has removed the entry. */
  afterEntry(): Removal {
    expect(this.next).toBe("redis GET /DEL/ai-cache%3Ae1.raw");
    this.host.answer(Upstream.Redis, ok(":1\r\n"));
    return this;
  }
}

describe("an entry that is removed", () => {
  it("goes from the cache, then its document, then all that lead to it", () => {
    const removal = new Removal(semantic()).afterEntry();
    expect(removal.next).toBe(DOCS + ' {"ids":["e1"]}', "which may lead to another entry");
    removal.host.answer(Upstream.Vector, vectorDone());
    expect(removal.next).toBe(DOCS + ' {"filter":"key = \'e1\'"}');
    expect(removal.told).toBe("");
    removal.host.answer(Upstream.Vector, vectorDone());
    expect(removal.told).toBe("e1: gone\n");
    expect(removal.background.retire()).toBe(true);
  });

  it("goes from the cache alone where only exact look-ups are configured", () => {
    expect(new Removal(exact()).afterEntry().told).toBe("e1: gone\n");
  });

  it("goes from the vector store alone where there is no cache", () => {
    const removal = new Removal(cacheless());
    expect(removal.next).toBe(DOCS + ' {"ids":["e1"]}');
    removal.host.answer(Upstream.Vector, vectorDone()).answer(Upstream.Vector, vectorDone());
    expect(removal.told).toBe("e1: gone\n");
  });

  it("keeps a configuration that is replaced alive until it is gone", () => {
    const removal = new Removal(semantic()).afterEntry();
    removal.host.answer(Upstream.Vector, vectorDone());
    expect(removal.background.retire()).toBe(false);
    removal.host.answer(Upstream.Vector, vectorDone());
    expect(removal.host.dones).toBe(1);
  });

  it("goes from one place though another fails, and each that failed is named", () => {
    const redis = new Removal(semantic());
    redis.host.answer(Upstream.Redis, redisSays("LOADING"));
    redis.host.answer(Upstream.Vector, vectorDone()).answer(Upstream.Vector, vectorDone());
    expect(redis.told).toBe("e1: redis: Redis said LOADING\n");
    const links = new Removal(semantic()).afterEntry();
    links.host.answer(Upstream.Vector, vectorDone()).answer(Upstream.Vector, failed(500));
    expect(links.told).toBe("e1: vector: HTTP status 500\n", "what leads to it may be there still");
    const document = new Removal(semantic()).afterEntry();
    document.host.answer(Upstream.Vector, failed(500)).answer(Upstream.Vector, vectorDone());
    expect(document.told).toBe("e1: vector: HTTP status 500\n");
  });

  it("is told of each fault once", () => {
    const both = new Removal(semantic());
    both.host.answer(Upstream.Redis, redisSays("LOADING"));
    both.host.answer(Upstream.Vector, failed(500)).answer(Upstream.Vector, failed(500));
    expect(both.told).toBe("e1: redis: Redis said LOADING; vector: HTTP status 500\n");
    const two = new Removal(semantic()).afterEntry();
    two.host.answer(Upstream.Vector, failed(500)).answer(Upstream.Vector, failed(503));
    expect(two.told).toBe("e1: vector: HTTP status 500; vector: HTTP status 503\n");
  });
});
