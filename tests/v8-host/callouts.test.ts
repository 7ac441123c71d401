import assert from "node:assert/strict";
import { test } from "node:test";
import { REFUSED } from "../../dev/v8-host/http-upstreams.ts";
import { heard, puppetHost } from "./support/puppet.ts";

test("a reply comes to the root, and can be read only while it does", async (t) => {
  const host = await puppetHost(t);
  const reply = { status: 418, headers: { a: "b" }, body: "tea", trailers: { c: "d" } };
  const cluster = host.http("there", () => reply);
  const plugin = host.configure(
    "request_headers: call there 100, buffer 4\nhttp: header 6 :status, header 6 a, buffer 4, header 7 c\ntick: buffer 4, header 6 a",
  );
  plugin.open();
  heard(host);
  host.clock.advance(1);
  assert.deepEqual(heard(host), [
    "http@1 1 2 3 1",
    "header 6 :status = 0 418",
    "header 6 a = 0 b",
    "buffer 4 = 0 tea",
    "header 7 c = 0 d",
  ]);
  plugin.tick(10);
  host.clock.advance(10);
  assert.deepEqual(heard(host), ["tick@1", "buffer 4 = 1", "header 6 a = 2"]);
  const [call] = cluster.calls;
  assert.deepEqual([call!.method, call!.path, call!.headers.get(":authority")], ["GET", "/", "host"]);
});

test("an unknown cluster is BadArgument, a refused call InternalFailure, and neither is answered", async (t) => {
  const host = await puppetHost(t);
  host.http("refusing", () => REFUSED);
  host.configure("configure: call nowhere 100, call refusing 100");
  assert.deepEqual(heard(host).slice(-2), ["call nowhere 100 = 2 token 0", "call refusing 100 = 10 token 0"]);
  assert.equal(host.clock.settle(), 0);
  assert.deepEqual(heard(host), []);
});

test("an answer may come within the call, before its token is known", async (t) => {
  const host = await puppetHost(t);
  host.http("there", () => ({ inside: true, body: "now" }));
  const plugin = host.configure("request_headers: call there 100, header 0 :path\nhttp: buffer 4");
  heard(host);
  plugin.open();
  assert.deepEqual(heard(host).slice(2), [
    "http@1 1 1 3 0",
    "buffer 4 = 0 now",
    "call there 100 = 0 token 1",
    "header 0 :path = 0 /v1/chat/completions",
  ]);
});

test("a connection that breaks is a reply without headers", async (t) => {
  const host = await puppetHost(t);
  host.http("there", () => ({ reset: true, delay: 3 }));
  host.configure("configure: call there 100\nhttp: header 6 :status");
  host.clock.advance(3);
  assert.deepEqual(heard(host).slice(-2), ["http@1 1 0 0 0", "header 6 :status = 2"]);
});

test("calls are numbered by configuration, and a reply finds its own", async (t) => {
  const host = await puppetHost(t);
  host.http("there", () => ({}));
  const first = host.configure("request_headers: call there 100");
  const second = host.configure("");
  first.open();
  second.open();
  heard(host);
  host.clock.advance(1);
  assert.deepEqual(heard(host), ["http@1 1 1 0 0", "http@2 1 1 0 0"]);
});

test("a call outlives its stream, but not its configuration", async (t) => {
  const host = await puppetHost(t);
  host.http("there", () => ({ delay: 10 }));
  const plugin = host.configure("request_headers: call there 100");
  plugin.open().leave();
  heard(host);
  host.clock.advance(10);
  assert.deepEqual(heard(host), ["http@1 1 1 0 0"]);
  plugin.open().leave();
  plugin.retire();
  heard(host);
  host.clock.advance(10);
  assert.deepEqual(heard(host), []);
});
