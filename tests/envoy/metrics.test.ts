import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { completion, whole } from "./support/answers.ts";
import { ask } from "./support/chat.ts";
import { type Metrics, metrics } from "./support/metrics.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { settled, stored, teach } from "./support/stored.ts";
import { until } from "./support/until.ts";

/** Nothing of this may be read anywhere. */
const SECRETS = { authorization: "sk-hush-caller", consumer: "hush-consumer", answer: "hush answer text" };
const question = fresh("hush question");

let stack: Stack;
before(async () => {
  stack = await startStack({
    logLevel: "info,wasm:debug",
    // Without sweeps, which call the vector store in their own time, and without a look at the collection.
    config: ({ vector, ...config }) => ({
      ...config,
      logLevel: "debug",
      vector: { ...vector, sweepInterval: 0, check: false },
    }),
  });
});
after(() => stack?.close());

const REQUESTS = "ai_cache_requests_total";
const CALLS = "ai_cache_calls_total";

/** The counters after `act`, without those that stand at what they stood at before. */
async function change(act: () => Promise<void>): Promise<Record<string, Record<string, number>>> {
  const before = await metrics(stack);
  await act();
  const after = await metrics(stack);
  const names = after.names.filter((name) => name.endsWith("_total"));
  const changed = names.map((name) => [name, difference(before, after, name)] as const);
  return Object.fromEntries(changed.filter(([, counts]) => Object.keys(counts).length > 0));
}

function difference(before: Metrics, after: Metrics, name: string): Record<string, number> {
  const old = before.all(name);
  const counts = Object.entries(after.all(name)).map(([labels, value]) => [
    plain(labels),
    value - (old[labels] ?? 0),
  ]);
  return Object.fromEntries(counts.filter(([, moved]) => moved !== 0)) as Record<string, number>;
}

/** Without labels of Envoy's own. */
function plain(labels: string): string {
  return labels
    .split(",")
    .filter((label) => !label.startsWith("envoy_"))
    .join(",");
}

test("a miss counts its calls and its store", async () => {
  assert.deepEqual(
    await change(async () => {
      await teach(stack, fresh());
      await until(
        "the last reply",
        async () => (await metrics(stack)).sum(CALLS, { upstream: "vector" }) >= 2,
      );
    }),
    {
      [REQUESTS]: { "outcome=miss": 1 },
      [CALLS]: {
        "result=ok,upstream=redis": 2,
        "result=ok,upstream=embedding": 1,
        "result=ok,upstream=vector": 2,
      },
      ai_cache_stores_total: { "result=ok": 1 },
      ai_cache_neighbours_refused_total: { "reason=none": 1 },
    },
  );
});

test("a hit counts one call and the tokens it saved", async () => {
  const asked = fresh();
  const first = await teach(stack, asked);
  const usage = first.completions[0]!.usage!;
  assert.deepEqual(
    await change(async () => {
      await ask(stack, asked);
      await ask(stack, asked, { body: { stream: true } });
    }),
    {
      [REQUESTS]: { "outcome=hit_exact": 2 },
      [CALLS]: { "result=ok,upstream=redis": 2 },
      ai_cache_saved_prompt_tokens_total: { "": 2 * usage.prompt_tokens },
      ai_cache_saved_completion_tokens_total: { "": 2 * usage.completion_tokens },
    },
  );
});

test("a semantic hit counts two calls to Redis", async () => {
  const [asked, inOtherWords] = [fresh(), fresh()];
  near(stack, inOtherWords, asked, 0.05);
  stack.llm.script = () => whole(completion("Yes."));
  await teach(stack, asked);
  stack.llm.script = null;
  assert.deepEqual(
    await change(async () => {
      await ask(stack, inOtherWords);
    }),
    {
      [REQUESTS]: { "outcome=hit_semantic": 1 },
      [CALLS]: {
        "result=ok,upstream=redis": 2,
        "result=ok,upstream=embedding": 1,
        "result=ok,upstream=vector": 1,
      },
      ai_cache_saved_prompt_tokens_total: { "": 3 },
      ai_cache_saved_completion_tokens_total: { "": 4 },
    },
  );
});

test("a bypass, a refresh, an error, a refusal to store and a 504 each have their own", async () => {
  await settled(stack);
  const moved = await change(async () => {
    await ask(stack, fresh(), { headers: { "x-ai-cache": "bypass" } });
    await ask(stack, fresh(), { headers: { "x-ai-cache": "only-if-cached" } });
    stack.dashscope.fault = () => ({ status: 500 });
    await ask(stack, fresh());
    stack.dashscope.fault = null;
    stack.llm.script = () => ({ finishReason: "length" });
    await ask(stack, fresh());
    stack.llm.script = null;
    await stored(stack, await ask(stack, fresh(), { headers: { "x-ai-cache": "refresh" } }));
  });
  const counted = Object.entries(moved[REQUESTS] ?? {});
  assert.deepEqual(
    counted.map(([labels, value]) => [labels.replace(/reason=\w+/, "reason=*"), value]).sort(),
    [
      ["outcome=bypass,reason=*", 1],
      ["outcome=error,step=embedding", 1],
      ["outcome=miss", 1],
      ["outcome=only_if_cached", 1],
      ["outcome=refresh", 1],
    ],
  );
  assert.deepEqual(moved.ai_cache_stores_refused_total, { "reason=finish_reason": 1 });
  assert.equal(moved[CALLS]!["result=error,upstream=embedding"], 1);
});

test("times are histograms, by upstream", async () => {
  await teach(stack, fresh());
  // Envoy adds histograms up every few seconds.
  const text = await until(
    "the histograms",
    async () => {
      const stats = await stack.stats();
      return /^ai_cache_lookup_milliseconds_count(\{.*\})? [1-9]/m.test(stats) ? stats : null;
    },
    20_000,
  );
  for (const upstream of ["redis", "embedding", "vector"]) {
    const line = new RegExp(`^ai_cache_call_milliseconds_count\\{.*upstream="${upstream}".*\\} [1-9]`, "m");
    assert.ok(line.test(text), upstream);
  }
  assert.match(text, /^ai_cache_lookup_milliseconds_bucket\{.*le="5"/m);
});

test("no secret and no word of a question is in the metrics or in the log, at debug level", async () => {
  stack.llm.script = () => ({ content: SECRETS.answer });
  const headers = { authorization: `Bearer ${SECRETS.authorization}`, "x-mse-consumer": SECRETS.consumer };
  const more = { headers, body: { metadata: { note: "hush note" }, user: "hush user" } };
  await teach(stack, question, more);
  await ask(stack, question, more);
  await ask(stack, question, { headers: { ...headers, "x-ai-cache": "bypass" } });
  for (const standin of [stack.upstash, stack.dashscope, stack.dashvector]) {
    standin.fault = () => ({ status: 500, body: '{"message":"hush reply"}' });
    await ask(stack, fresh("hush question"), more);
    standin.fault = null;
  }
  stack.llm.script = null;
  await stack.reload((config) => ({
    ...config,
    logLevel: "trace",
    vector: { ...config.vector, apiKey: "hush key\n" },
  }));
  const log = await until("the access log", () => {
    const text = stack.envoyLog();
    return text.includes("ai-cache=bypass") ? text : null;
  });
  const ours = log.split("\n").filter((line) => line.includes("ai-cache: "));
  assert.ok(ours.length > 0, "the module logs something at debug level");
  for (const [where, text] of [
    ["metrics", await stack.stats()],
    ["log", log],
  ] as const) {
    const line = text.split("\n").find((it) => /hush|stand-in/.test(it));
    assert.equal(line, undefined, where);
  }
});
