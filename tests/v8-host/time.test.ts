import assert from "node:assert/strict";
import { test } from "node:test";
import { VirtualClock } from "../../dev/v8-host/clock.ts";
import { LOST } from "../../dev/v8-host/http-upstreams.ts";
import { heard, puppetHost } from "./support/puppet.ts";

test("what is due fires in order of time, then of asking, and sees its own moment", () => {
  const clock = new VirtualClock(1000);
  const seen: [string, number][] = [];
  const note = (what: string) => () => void seen.push([what, clock.now]);
  clock.after(20, note("c"));
  clock.after(10, note("a"));
  clock.after(20, note("d"));
  const cancel = clock.after(15, note("never"));
  clock.after(10, () => {
    note("b")();
    clock.after(5, note("nested"));
    cancel();
  });
  clock.advance(19);
  assert.deepEqual(seen, [
    ["a", 1010],
    ["b", 1010],
    ["nested", 1015],
  ]);
  assert.equal(clock.now, 1019);
  clock.advance(1);
  assert.deepEqual(seen.slice(3), [
    ["c", 1020],
    ["d", 1020],
  ]);
});

test("a loop that does not end is an error, and so is time that passes within time", () => {
  const clock = new VirtualClock(0);
  const again = (): void => void clock.after(0, again);
  again();
  assert.throws(() => clock.advance(1), /more than 1000000 events/);
  const nested = new VirtualClock(0);
  nested.after(1, () => nested.advance(1));
  assert.throws(() => nested.advance(1), /time passes already/);
});

test("`settle` waits for all but ticks", async (t) => {
  const host = await puppetHost(t);
  host.http("slow", () => ({ delay: 120 }));
  host.configure("configure: tick 50, call slow 1000");
  heard(host);
  assert.equal(host.clock.settle(), 120);
  assert.deepEqual(heard(host), ["tick@1", "tick@1", "http@1 1 1 0 0"]);
});

test("ticks come at their period until it is 0, each for its own configuration", async (t) => {
  const host = await puppetHost(t);
  host.configure("configure@1: tick 50\nconfigure@2: tick 30\ntick@2: tick 0");
  host.configure("");
  heard(host);
  host.clock.advance(29);
  assert.deepEqual(heard(host), []);
  host.clock.advance(121);
  assert.deepEqual(heard(host), ["tick@2", "tick 0 = 0", "tick@1", "tick@1", "tick@1"]);
});

test("both clocks show the virtual time", async (t) => {
  const host = await puppetHost(t, { start: 1_700_000_000_000 });
  host.clock.advance(5);
  host.configure("configure: now");
  assert.equal(heard(host).at(-1), "now = 1700000000005 twice");
});

test("a call ends with its reply or with its timeout, whichever is first", async (t) => {
  const host = await puppetHost(t);
  const delays = [99, 100, 101];
  const cluster = host.http("some", () => ({ delay: delays.shift()! }));
  host.http("none", () => LOST);
  host.configure("configure: call some 100, call some 100, call some 100, call none 70, call none 0");
  heard(host);
  host.clock.advance(1000);
  assert.deepEqual(heard(host), ["http@1 4 0 0 0", "http@1 1 1 0 0", "http@1 2 1 0 0", "http@1 3 0 0 0"]);
  assert.deepEqual(
    cluster.calls.map(({ timeout }) => timeout),
    [100, 100, 100],
  );
});

test("a timeout may as well be told as 504", async (t) => {
  const host = await puppetHost(t, { timeoutStatus: 504 });
  host.http("none", () => LOST);
  host.configure("configure: call none 70\nhttp: header 6 :status, buffer 4");
  heard(host);
  host.clock.advance(70);
  assert.deepEqual(heard(host), [
    "http@1 1 1 24 0",
    "header 6 :status = 0 504",
    "buffer 4 = 0 upstream request timeout",
  ]);
});
