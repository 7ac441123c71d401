import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { EnvoyConfig, Hold } from "../../dev/stack/envoy-config.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { completion, whole } from "./support/answers.ts";
import { chat } from "./support/chat.ts";
import { send } from "./support/http.ts";
import { moved } from "./support/metrics.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { settled } from "./support/stored.ts";

const json = { "content-type": "application/json" };

for (const hold of ["headers", "buffer"] satisfies Hold[]) {
  describe(`a body of 3 MB, hold: ${hold}`, () => {
    let holding: Stack;
    before(async () => {
      holding = await startStack({ hold });
    });
    after(() => holding?.close());

    for (const [how, pieces] of [
      ["announced", 1],
      ["chunked", 50],
    ] as const) {
      test(`${how}: it passes uncached`, async () => {
        const body = JSON.stringify(chat(`${fresh()} ${"long ".repeat(600_000)}`));
        const size = Math.ceil(body.length / pieces);
        const cut = Array.from({ length: pieces }, (_, i) => body.slice(i * size, (i + 1) * size));
        // The stand-in's own answer would repeat the question.
        holding.llm.script = () => whole(completion("That was long."));
        const labels = { outcome: "bypass", reason: "request_too_large" };
        // How much of a body one read brings is a matter of luck: too much at once must not make a 413 either.
        for (let i = 0; i < 40; i++) {
          const got = await moved(holding, "ai_cache_requests_total", labels, () =>
            send(holding.url, { headers: json, body: pieces === 1 ? body : cut }),
          );
          assert.equal(got.status, 200);
          assert.equal(got.headers["x-ai-cache"], "bypass");
          assert.equal(got.headers["cache-status"], "ai-cache; fwd=bypass; detail=request_too_large");
          assert.equal(holding.llm.requests.at(-1)!.body, body);
        }
        holding.llm.script = null;
        await settled(holding);
      });
    }

    test("half a megabyte is held and cached", async () => {
      const body = JSON.stringify(chat(`${fresh()} ${"long ".repeat(100_000)}`));
      const got = await send(holding.url, {
        headers: json,
        body: [body.slice(0, 99_999), body.slice(99_999)],
      });
      assert.equal(got.headers["x-ai-cache"], "miss");
    });
  });
}

for (const hold of ["headers", "none"] satisfies Hold[]) {
  describe(`a body larger than Envoy's own limit, hold: ${hold}`, () => {
    let holding: Stack;
    before(async () => {
      const patch = (config: EnvoyConfig): void => {
        const { static_resources } = config.toJSON() as { static_resources: { listeners: [object] } };
        Object.assign(static_resources.listeners[0], { per_connection_buffer_limit_bytes: 32_768 });
      };
      holding = await startStack({ hold, patch });
    });
    after(() => holding?.close());

    test("passes uncached, after a bounded delay", async () => {
      const body = JSON.stringify(chat(`${fresh()} ${"long ".repeat(60_000)}`));
      holding.llm.script = () => whole(completion("That was long."));
      const started = Date.now();
      const got = await send(holding.url, { headers: json, body });
      assert.equal(got.status, 200);
      assert.equal(holding.llm.requests.at(-1)!.body, body);
      assert.ok(Date.now() - started < 3_000, `${Date.now() - started} ms`);
      // How much comes in one read decides whether it was held up at all.
      assert.match(String(got.headers["cache-status"]), /detail=slow_body|fwd=uri-miss/);
    });
  });
}
