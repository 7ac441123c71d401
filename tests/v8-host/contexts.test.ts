import assert from "node:assert/strict";
import { test } from "node:test";
import { heard, puppetHost } from "./support/puppet.ts";

test("a callback begins with the root context in effect, where continue and reply do nothing", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_body: return 2\ntick: continue 0, local 500 no, header 0 :path");
  const stream = plugin.open().send("ab");
  heard(host);
  plugin.tick(10);
  host.clock.advance(10);
  assert.deepEqual(heard(host), ["tick@1", "continue 0 = 0", "local 500 no = 0", "header 0 :path = 2"]);
  assert.deepEqual([stream.sentUpstream!.text, stream.answered], ["", null]);
  assert.equal(host.ineffective.length, 2);
});

test("entering a stream that is gone is BadArgument and leaves the root in effect", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_body: return 2\ntick: enter 2, continue 0, enter 7, local 500 no");
  const stream = plugin.open().send("ab");
  stream.leave();
  heard(host);
  plugin.tick(10);
  host.clock.advance(10);
  assert.deepEqual(heard(host).slice(1), [
    "enter 2 = 2",
    "continue 0 = 0",
    "enter 7 = 2",
    "local 500 no = 0",
  ]);
  assert.equal(stream.answered, null);
});

test("from a callback one stream is answered and another let go", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_body: return 2\ntick: enter 2, local 200 hit, enter 3, continue 0");
  const answered = plugin.open().send("ab");
  const resumed = plugin.open().send("cd");
  plugin.tick(10);
  host.clock.advance(10);
  assert.equal(answered.answered!.text, "hit");
  assert.equal(resumed.sentUpstream!.text, "cd");
});

test("a local reply to another stream from within a hook is a violation", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_body@2: return 2\nrequest_body@3: enter 2, local 200 hit");
  plugin.open().send("ab");
  plugin.open().send("cd");
  assert.throws(
    () => host.check(),
    /a local reply to context 2 from within proxy_on_request_body of stream 3/,
  );
  (host.violations as string[]).length = 0;
});

for (const hook of ["log", "done", "delete"]) {
  test(`from a stream's ${hook} another may be answered`, async (t) => {
    const host = await puppetHost(t);
    const plugin = host.configure(`request_body@2: return 2\n${hook}@3: enter 2, local 200 hit, return 1`);
    const waiting = plugin.open().send("ab");
    plugin.open().send("cd").respond();
    assert.equal(waiting.answered!.text, "hit");
  });
}

test("another stream may be let go from within a hook", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_body@2: return 2\nrequest_body@3: enter 2, continue 0");
  const waiting = plugin.open().send("ab");
  assert.equal(plugin.open().send("cd").sentUpstream!.text, "cd");
  assert.equal(waiting.sentUpstream!.text, "ab");
});

test("the context in effect lasts until the guest returns", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure(
    "request_headers@3: enter 2, get name\nrequest_body@3: get name\nrequest_headers@2: return 1",
  );
  plugin.open({ properties: { name: "first" } });
  plugin.open({ properties: { name: "second" } }).send("");
  assert.deepEqual(
    heard(host).filter((line) => line.startsWith("get ")),
    ["get name = 0 first", "get name = 0 second"],
  );
});

test("letting go what is not held does nothing", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("tick: enter 2, continue 0, continue 5");
  plugin.open().send("ab");
  plugin.tick(10);
  host.clock.advance(10);
  assert.deepEqual(heard(host).slice(-2), ["continue 0 = 0", "continue 5 = 2"]);
  assert.deepEqual(host.ineffective, ["continue of stream 2, which is not held"]);
});

test("memory that the guest does not have is named as such", async (t) => {
  const host = await puppetHost(t);
  host.configure("configure: wild 7");
  assert.equal(heard(host).at(-1), "wild 7 = 6");
});
