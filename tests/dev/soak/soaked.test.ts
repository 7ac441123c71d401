import assert from "node:assert/strict";
import { test } from "node:test";
import { countersIn, trapsIn } from "../../../dev/soak/gateway.ts";
import { growth, slope } from "../../../dev/soak/memory.ts";
import { commandOf, readOptions } from "../../../dev/soak/options.ts";
import { reportOf } from "../../../dev/soak/report.ts";
import { checksOf, type Soaked } from "../../../dev/soak/soaked.ts";

const WAYS = ["hit_local", "hit_exact", "hit_semantic", "hit_collapsed", "miss", "error", "bypass"];
const RECOVERY = {
  ...{ after: "Redis stopped", at: 9, closedAfter: 1, asked: 4 },
  ...{ hits: 4, inRedis: 4, misses: 3, inStore: 3 },
};

/** A run of ten minutes in which all went well, and memory grew by `perMinute` MB a minute once it was warm. */
function soaked(change: Partial<Soaked> = {}, perMinute = 0): Soaked {
  const samples = Array.from({ length: 600 }, (_, at) => ({
    ...{ at, resident: at < 240 ? at : 240 + (perMinute * (at - 240)) / 60 },
    ...{ allocated: 20, machines: 4 },
  }));
  return {
    ...{ options: readOptions({}), seconds: 600, requests: 100, failed: 0, failures: [], left: 1, lost: 0 },
    ...{ mostOpen: 2000, repeated: 0, samples, recoveries: [RECOVERY], traps: [], outcomes: {} },
    counters: Object.fromEntries(WAYS.map((way) => [`ai_cache_requests_total{outcome="${way}"}`, 1])),
    ...change,
  };
}

function broken(change: Partial<Soaked>, perMinute = 0): number {
  return checksOf(soaked(change, perMinute)).filter(({ holds }) => !holds).length;
}

test("a run in which all went well passes", () => {
  assert.equal(broken({}), 0);
});

test("each thing that went wrong fails the run", () => {
  const recovery = (change: object): Partial<Soaked> => ({ recoveries: [{ ...RECOVERY, ...change }] });
  assert.equal(broken({ failed: 1 }), 1);
  assert.equal(broken({ mostOpen: 1000 }), 1);
  assert.equal(broken({ lost: 1 }), 1);
  assert.equal(broken({ traps: ["x"] }), 1);
  assert.equal(broken({ counters: {} }), 1);
  assert.equal(broken(recovery({ closedAfter: null })), 1);
  assert.equal(broken(recovery({ hits: 3 })), 1);
  assert.equal(broken(recovery({ inRedis: 3 })), 1);
  assert.equal(broken(recovery({ inStore: 2 })), 1);
});

test("memory that grows fails a run that is long enough to tell", () => {
  assert.equal(broken({}, 5), 1);
  assert.equal(broken({}, 1), 0);
  assert.equal(broken({ seconds: 100 }, 5), 0);
});

test("growth is the slope of the samples between two seconds", () => {
  assert.equal(slope([[0, 1], [1, 3], [2, 5]]), 2); // prettier-ignore
  assert.equal(Math.round(growth(soaked({}, 5).samples, 240, 600) * 100), 500);
  assert.equal(Math.round(growth(soaked({}, 5).samples, 0, 100)), 60);
});

test("a trap is found in Envoy's log, a refused call is none", () => {
  const trap =
    "[critical][wasm] Function: proxy_on_request_body failed: Uncaught RuntimeError: unreachable executed";
  const warning = "[warning][wasm] wasm log ai-cache: redis: failed 5 times in a row, not asked for 1000 ms";
  assert.deepEqual(trapsIn(`${warning}\n${trap}\n${warning}`), [trap]);
});

test("counters are read from the gateway's page, gauges of 0 and buckets aside", () => {
  const page = [
    'ai_cache_stores_total{result="ok"} 3',
    "ai_cache_x{} 0",
    'ai_cache_ms_bucket{le="1"} 2',
    "envoy_y 1",
  ];
  assert.deepEqual(countersIn(page.join("\n")), { 'ai_cache_stores_total{result="ok"}': 3 });
});

test("options come from the environment, and the command names those that were changed", () => {
  const options = readOptions({ MINUTES: "0.5", STREAMS: "10", RATE: "" });
  assert.deepEqual([options.minutes, options.streams, options.rate], [0.5, 10, 0]);
  assert.equal(commandOf(options), "make soak MINUTES=0.5 STREAMS=10");
  assert.throws(() => readOptions({ WORKERS: "two" }), /WORKERS: expected a number, got "two"/);
});

test("the report names each failure and what did not hold", () => {
  const failure = { kind: "new", during: "calm", why: "status 503", count: 7, first: 3, last: 9 } as const;
  const report = reportOf(soaked({ failed: 7, failures: [failure] }));
  assert.match(report, /\| no request failed \| \*\*no\*\* \| 7 of 100 \|/);
  assert.match(report, /\| 3 s to 9 s \| 7 \| new \| calm \| status 503 \|/);
});
