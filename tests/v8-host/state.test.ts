import assert from "node:assert/strict";
import { test } from "node:test";
import { SharedData } from "../../dev/v8-host/shared-data.ts";
import { heard, puppetHost } from "./support/puppet.ts";

test("workers share values, and a stale number is refused", async (t) => {
  const shared = new SharedData();
  const one = await puppetHost(t, { shared });
  const two = await puppetHost(t, { shared });
  one.configure("configure: shared k, share k a 0, shared k");
  assert.deepEqual(heard(one).slice(3), ["shared k = 1", "share k a 0 = 0", "shared k = 0 a cas 1"]);
  two.configure("configure: share k b 1, share k c 1, shared k, share k d 0, share new e 77");
  assert.deepEqual(heard(two).slice(3), [
    "share k b 1 = 0",
    "share k c 1 = 8",
    "shared k = 0 b cas 2",
    "share k d 0 = 0",
    "share new e 77 = 0",
  ]);
  assert.equal(String(shared.get("k")!.value), "d");
});

test("metrics are read by name; a counter does not take 0", async (t) => {
  const host = await puppetHost(t);
  host.configure(
    "configure: metric 0 c 2, metric 0 c 3, metric 0 c 0, metric 1 g 5, metric 1 g -7, metric 2 h 9, metric 2 h 8, metric 3 x 1",
  );
  assert.deepEqual(
    heard(host)
      .slice(3)
      .map((line) => line.split(" = ")[1]),
    ["0", "0", "2", "0", "0", "0", "0", "2"],
  );
  assert.deepEqual([host.metrics.value("c"), host.metrics.value("g"), host.metrics.value("x")], [5, -2, 0]);
  assert.deepEqual(host.metrics.samples("h"), [9, 8]);
  assert.deepEqual(host.metrics.startingWith("c"), { c: 5 });
});

test("host calls, bytes and allocations are counted", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_body: buffer 0, get none");
  const stream = plugin.open();
  const { calls, bytesIn, bytesOut, allocations } = host.measure(() => stream.send("x".repeat(1000)));
  assert.deepEqual(calls, { proxy_log: 3, proxy_get_buffer_bytes: 1, proxy_get_property: 1 });
  assert.deepEqual([bytesIn, allocations], [1000, 1]);
  assert.ok(bytesOut > 1000, "the log line repeats the body");
  assert.ok(host.memoryBytes >= 65536);
});
