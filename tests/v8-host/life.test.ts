import assert from "node:assert/strict";
import { test } from "node:test";
import { V8Host } from "../../dev/v8-host/host.ts";
import { heard, puppet, puppetHost } from "./support/puppet.ts";

test("a configuration is created, started and given its text, which it can read only then", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure(
    "configure: buffer 7, get plugin_root_id\ntick: buffer 7\nvalidate: buffer 7",
    "mine",
  );
  assert.equal(plugin.accepted, true);
  const [create, started, configured, buffer, rootId] = heard(host);
  assert.deepEqual([create, started, configured], ["create@1 root 0", "vm_start@1", "configure@1"]);
  assert.match(buffer!, /^buffer 7 = 0 configure: buffer 7/);
  assert.equal(rootId, "get plugin_root_id = 0 mine");
  plugin.tick(10);
  host.clock.advance(10);
  assert.deepEqual(heard(host), ["tick@1", "buffer 7 = 1"]);
  assert.equal(plugin.validate(), true);
  assert.match(heard(host)[1]!, /^buffer 7 = 0 configure/);
});

test("a configuration may be refused", async (t) => {
  const host = await puppetHost(t);
  assert.equal(host.configure("configure@1: return 0\nvm_start@2: return 0").accepted, false);
  assert.equal(host.configure("").accepted, false);
  assert.equal(host.configure("").accepted, true);
});

test("a stream is logged, done and deleted as soon as it has been answered", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("log: header 0 :path, header 2 :status\ndelete: header 0 :path");
  heard(host);
  const stream = plugin
    .open()
    .send("ask")
    .respond({ status: 201, body: "answer", trailers: { a: "b" } });
  assert.deepEqual(heard(host), [
    "create@2 root 1",
    "request_headers@2",
    "request_body@2 3 end",
    "response_headers@2",
    "response_body@2 6",
    "response_trailers@2",
    "log@2",
    "header 0 :path = 0 /v1/chat/completions",
    "header 2 :status = 0 201",
    "done@2",
    "delete@2",
    "header 0 :path = 2",
  ]);
  assert.equal(stream.isGone, true);
  assert.deepEqual([stream.sentUpstream!.text, stream.sentUpstream!.ended], ["ask", true]);
  const { status, text, ended, trailers } = stream.answered!;
  assert.deepEqual([status, text, ended, trailers?.get("a")], [201, "answer", true, "b"]);
});

test("a stream ends when its client leaves, and when its upstream breaks off", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("x: log");
  const left = plugin.open().send("half", false);
  left.leave();
  assert.deepEqual([left.isGone, left.sentUpstream!.reset, left.answered], [true, true, null]);
  const cut = plugin.open().send("").respondHeaders(200).respondData("part");
  cut.cut();
  assert.deepEqual([cut.isGone, cut.answered!.reset, cut.answered!.ended], [true, true, false]);
  const refused = plugin.open().send("");
  refused.cut();
  assert.deepEqual([refused.isGone, refused.answered!.status, refused.isLocal], [true, 503, true]);
  assert.equal(heard(host).filter((line) => line.startsWith("delete@")).length, 3);
});

test("a configuration that is replaced ends with its last stream", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("configure: tick 10");
  const stream = plugin.open();
  plugin.retire();
  heard(host);
  assert.equal(plugin.state, "retiring");
  stream.leave();
  assert.deepEqual(heard(host), ["log@2", "done@2", "delete@2", "done@1", "delete@1"]);
  assert.equal(plugin.state, "deleted");
  host.clock.advance(100);
  assert.deepEqual(heard(host), []);
});

test("it may put its end off until it says that it is done, and hears its calls until then", async (t) => {
  const host = await puppetHost(t);
  host.http("there", () => ({ body: "late", delay: 50 }));
  const plugin = host.configure("configure: done, call there 100\ndone: return 0\nhttp: done, done");
  plugin.retire();
  assert.equal(plugin.state, "retiring");
  heard(host);
  host.clock.advance(50);
  assert.deepEqual(heard(host), ["http@1 1 1 4 0", "done = 0", "done = 1", "delete@1"]);
  assert.equal(plugin.state, "deleted");
});

test("`done` of a configuration that was not replaced is NotFound", async (t) => {
  const host = await puppetHost(t);
  host.configure("configure: done");
  assert.equal(heard(host).at(-1), "done = 1");
});

test("a trap names the hook and the last line logged, and the machine is lost", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_headers: trap");
  assert.throws(
    () => plugin.open(),
    /proxy_on_request_headers trapped: unreachable; it last logged: request_headers@2/,
  );
  assert.throws(() => plugin.open(), /proxy_on_request_headers trapped/);
});

test("a module that imports what the proxy lacks does not load, and the import is named", async () => {
  const module = await puppet("0.2.1");
  await assert.rejects(
    V8Host.of(module, { flavour: "envoy" }),
    /the module imports env\.proxy_redis_call, which envoy does not offer|proxy_redis_init, which envoy/,
  );
  // (module (import "env" "nowhere" (func)) (func (export "proxy_abi_version_0_2_1")))
  const foreign = Buffer.concat([
    Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0, 2, 15, 1, 3]),
    Buffer.from("env"),
    Buffer.from([7]),
    Buffer.from("nowhere"),
    Buffer.from([0, 0, 3, 2, 1, 0, 7, 27, 1, 23]),
    Buffer.from("proxy_abi_version_0_2_1"),
    Buffer.from([0, 1, 10, 4, 1, 2, 0, 11]),
  ]);
  await assert.rejects(V8Host.of(foreign), /the module imports env\.nowhere, which envoy does not offer/);
});
