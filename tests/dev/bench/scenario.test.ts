import assert from "node:assert/strict";
import { test } from "node:test";
import { LeanHost } from "../../../dev/bench/v8/host.ts";
import { moduleOf } from "../../../dev/bench/module/modules.ts";
import { FLAVOURS, NAMES, prepare, Unknown, USUAL } from "../../../dev/bench/v8/scenario.ts";
import { CallCounter, GuestStopwatch } from "../../../dev/bench/v8/stopwatch.ts";

for (const flavour of FLAVOURS) {
  test(`each scenario goes as it is named, again and again (${flavour})`, async () => {
    for (const name of NAMES) {
      const counter = new CallCounter();
      const host = new LeanHost(await moduleOf(flavour), counter);
      try {
        const { exchange } = prepare(host, { flavour, name, ...USUAL });
        const before = counter.total;
        host.run(exchange);
        const first = counter.total - before;
        host.run(exchange);
        assert.equal(counter.total - before, 2 * first, `${name}: a request costs the same each time`);
      } catch (error) {
        assert.ok(error instanceof Unknown, String(error));
      }
    }
  });
}

test("requests and answers have the sizes that they are named after", async () => {
  const { exchange } = prepare(new LeanHost(await moduleOf("envoy")), {
    flavour: "envoy",
    name: "streamed miss",
    prompt: 1_000,
    answer: 2_000,
    dimension: 1_536,
    isNew: false,
  });
  assert.equal(exchange.request.pieces[0]!.length, 1_000 + ',"stream":true'.length);
  assert.equal(exchange.answer.pieces.length, 23);
});

test("a request in new bytes is another one each time, and answered all the same", async () => {
  const host = new LeanHost(await moduleOf("envoy"));
  const { exchange } = prepare(host, { flavour: "envoy", name: "local hit", ...USUAL, isNew: true });
  const bodies = new Set<string>();
  for (let i = 0; i < 120; i++) {
    const { marked } = host.observe(exchange);
    assert.match(marked, /detail=local/);
    bodies.add(Buffer.from(exchange.request.pieces[0]!).toString());
  }
  assert.equal(bodies.size, 120);
  assert.deepEqual(new Set([...bodies].map((body) => JSON.parse(body).user.length)), new Set([10]));
});

test("the time in the guest is less than the whole, by what its host calls take", async () => {
  const watch = new GuestStopwatch();
  const host = new LeanHost(await moduleOf("envoy"), watch);
  const { exchange } = prepare(host, { flavour: "envoy", name: "exact hit", ...USUAL });
  const [guest, start] = [watch.guest, performance.now()];
  for (let i = 0; i < 50; i++) host.run(exchange);
  const whole = performance.now() - start;
  assert.ok(watch.guest > guest && watch.guest - guest < whole, `${watch.guest - guest} of ${whole} ms`);
});
