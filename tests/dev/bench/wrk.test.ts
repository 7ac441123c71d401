import assert from "node:assert/strict";
import { test } from "node:test";
import { readResult, scriptOf } from "../../../dev/bench/envoy/wrk.ts";

const LOAD = {
  url: "",
  method: "POST",
  headers: { a: 'b"c' },
  body: '{"x":"y\\n"}\n',
  connections: 1,
  seconds: 1,
} as const;

test("wrk's script sends the request with its bytes as they are", () => {
  const lines = scriptOf(LOAD).split("\n");
  assert.equal(lines[0], 'wrk.method = "POST"');
  assert.equal(lines[1], String.raw`wrk.headers["a"] = "b\"c"`);
  assert.equal(lines[2], String.raw`wrk.body = "{\"x\":\"y\\n\"}\n"`);
});

test("a request without a body has none", () => {
  assert.doesNotMatch(scriptOf({ ...LOAD, body: "" }), /wrk\.body/);
});

test("what the script prints is read in seconds and milliseconds", () => {
  assert.deepEqual(readResult("Running 1s test\nRESULT 3000 1500000 2 640 9100\n"), {
    requests: 3000,
    failed: 2,
    perSecond: 2000,
    p50: 0.64,
    p99: 9.1,
  });
});

test("anything else that wrk prints is an error", () => {
  assert.throws(() => readResult("unable to connect"), /unable to connect/);
});
