import assert from "node:assert/strict";
import { test } from "node:test";
import { LOST } from "../../dev/v8-host/http-upstreams.ts";
import { BACKENDS } from "./support/backends.ts";
import { asking, EXACT, saying } from "./support/chat.ts";
import { World } from "./support/world.ts";

const MANY = 500;
const MB = 1024 * 1024;

for (const backend of BACKENDS) {
  test(`a hit and a miss cost a bounded number of host calls (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    world.teach("What?");
    const hit = world.host.measure(() => world.ask("What?"));
    const miss = world.host.measure(() => world.ask("Another?"));
    const bypass = world.host.measure(() =>
      world.plugin
        .open({ headers: { ":path": "/other" } })
        .send("x")
        .respond(),
    );
    const sum = ({ calls }: { calls: Record<string, number> }): number =>
      Object.values(calls).reduce((a, b) => a + b, 0);
    assert.ok(sum(hit) <= 45, JSON.stringify(hit.calls));
    assert.ok(sum(miss) <= 45, JSON.stringify(miss.calls));
    assert.ok(sum(bypass) <= 3, JSON.stringify(bypass.calls));
    for (const { calls } of [hit, miss])
      assert.equal(calls.proxy_log, undefined, "no line is built for nobody");
  });

  test(`the cost does not grow with the requests in flight (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { ...EXACT, lookupTimeout: 60_000, cache: { timeout: 60_000 } });
    world.teach("What?");
    world.ask("What?");
    const alone = world.host.measure(() => world.ask("What?"));
    world.faults.redis = (what) => (what.toUpperCase().startsWith("GET") ? { delay: 500 } : null);
    const waiting = Array.from({ length: MANY }, (_, i) => world.send(asking(`Question ${i}`)));
    world.faults.redis = () => null;
    if (backend.dialect !== "redis") {
      // Over one Redis connection a reply waits for those before it.
      assert.deepEqual(
        world.host.measure(() => world.ask("What?")),
        alone,
      );
      assert.ok(waiting.every((stream) => stream.sentUpstream === null));
    }
    const ticks = world.host.measure(() => world.host.clock.advance(100));
    assert.ok(
      (ticks.calls.proxy_get_current_time_nanoseconds ?? ticks.calls.clock_time_get ?? 0) <= 8,
      JSON.stringify(ticks.calls),
    );
    world.host.clock.advance(500);
    assert.ok(waiting.every((stream) => stream.sentUpstream?.ended));
  });

  test(`memory stays flat over many requests, however they end (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { ...EXACT, cache: { cacheTTL: 0 } });
    world.teach("What?");
    const round = (i: number): void => {
      world.ask("What?");
      world.ask(`Question ${i}`).respond(saying("x".repeat(2000)));
      world.faults.redis = () => LOST;
      world.send(asking(`Question ${i} again`)).leave();
      world.host.clock.settle();
      delete world.faults.redis;
    };
    // The collector takes some hundred requests to find its rhythm.
    for (let i = 0; i < 4 * MANY; i++) round(i);
    const before = world.host.memoryBytes;
    for (let i = 4 * MANY; i < 12 * MANY; i++) round(i);
    assert.equal(world.plugin.openStreams, 0);
    assert.ok(world.host.memoryBytes - before <= 0, `${before} → ${world.host.memoryBytes} bytes`);
    assert.ok(world.host.memoryBytes <= MB, `${world.host.memoryBytes} bytes`);
  });

  test(`answers of 16 MB leave room for each other, whatever came before (${backend.dialect})`, async (t) => {
    const answer = { headers: { "content-type": "application/json" }, body: "x".repeat(16 * MB) };
    for (let before = 0; before <= 30; before += 2) {
      const world = await World.of(t, backend);
      for (let i = 0; i < before; i++) world.teach(`Question ${i}?`);
      for (let i = 0; i < 4; i++) world.ask("What?").respond(answer);
      // The proxy hands each over in one piece. Two have room where what lies between them cannot be moved.
      assert.ok(
        world.host.memoryBytes <= 2 * 18 * MB,
        `${world.host.memoryBytes} bytes after ${before} others`,
      );
    }
  });

  test(`a body passes into the guest once (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const body = asking("x".repeat(100_000));
    const { bytesIn } = world.host.measure(() => world.plugin.open().sendCut(body, 1_000));
    assert.ok(bytesIn >= body.length && bytesIn < body.length + 2_000, `${bytesIn} bytes for ${body.length}`);
    const text = saying("y".repeat(100_000));
    const stream = world.ask("What?");
    const answered = world.host.measure(() => stream.respond(text));
    assert.ok(answered.bytesIn < String(text.body).length + 2_000, `${answered.bytesIn} bytes`);
  });
}
