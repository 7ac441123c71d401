import assert from "node:assert/strict";
import { test } from "node:test";
import type { V8Host } from "../../dev/v8-host/host.ts";
import { heard, puppetHost } from "./support/puppet.ts";

/** The hooks of stream 2 that have run since. */
function hooks(host: V8Host): string[] {
  return heard(host).filter((line) => /^(request|response)_\w+@2/.test(line));
}

test("what the hooks let pass goes on piece by piece, with the headers changed", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure(
    "request_headers: replace 0 x-old new, remove 0 x-gone, add 0 x-more 2, header 0 x-more, header 0 x-gone",
  );
  const headers = { "x-old": ["a", "b"], "x-gone": "1", "x-more": "1" };
  const stream = plugin.open({ headers });
  assert.deepEqual(heard(host).slice(-2), ["header 0 x-more = 0 1", "header 0 x-gone = 1"]);
  const sent = stream.sentUpstream!;
  assert.deepEqual(sent.headers!.all("x-old"), ["new"]);
  assert.deepEqual(sent.headers!.all("x-more"), ["1", "2"]);
  assert.equal(sent.header("x-gone"), undefined);
  stream.sendCut("abcdefg", 3);
  assert.deepEqual(sent.pieces.map(String), ["abc", "def", "g"]);
  assert.deepEqual([sent.text, sent.ended], ["abcdefg", true]);
});

test("headers that have gone on can be neither read nor changed", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure(
    "request_body: header 0 :path, replace 0 a b\nresponse_body: header 2 :status, add 2 a b",
  );
  plugin.open().send("").respond({ body: "x" });
  assert.deepEqual(
    heard(host).filter((line) => line.includes(" = ")),
    ["header 0 :path = 2", "replace 0 a b = 2", "header 2 :status = 2", "add 2 a b = 2"],
  );
});

for (const [hold, name] of [
  [2, "by watermark each piece is seen once"],
  [1, "by buffering all that is held is seen again"],
] as const) {
  test(`a body that is held goes on only when it is let go: ${name}`, async (t) => {
    const host = await puppetHost(t);
    const plugin = host.configure(`request_body: return ${hold}\ntick: enter 2, continue 0`);
    heard(host);
    const stream = plugin.open().send("ab", false).send("cde");
    const sizes = hold === 2 ? ["2", "3 end"] : ["2", "5 end"];
    assert.deepEqual(hooks(host), ["request_headers@2", ...sizes.map((size) => `request_body@2 ${size}`)]);
    assert.ok(stream.sentUpstream, "the headers have gone on");
    assert.deepEqual([stream.sentUpstream.text, stream.sentUpstream.ended], ["", false]);
    plugin.tick(10);
    host.clock.advance(10);
    assert.deepEqual([stream.sentUpstream.text, stream.sentUpstream.ended], ["abcde", true]);
  });
}

test("a held body goes on with the first piece that is let pass", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_body: return 2");
  const stream = plugin.open().send("ab", false);
  assert.equal(stream.sentUpstream!.text, "");
  host.configure("x: log");
  stream.send("cd");
  assert.deepEqual([stream.sentUpstream!.text, stream.sentUpstream!.ended], ["abcd", true]);
});

test("held headers hold the body too in ABI 0.2.1", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_headers: return 1\ntick: enter 2, continue 0");
  heard(host);
  const stream = plugin.open().send("ab", false).send("cd");
  assert.deepEqual(hooks(host), ["request_headers@2"]);
  assert.equal(stream.sentUpstream, null);
  plugin.tick(10);
  host.clock.advance(10);
  assert.deepEqual(hooks(host), ["request_body@2 2", "request_body@2 2 end"]);
  assert.equal(stream.sentUpstream!.text, "abcd");
});

for (const [options, name] of [
  [{ allowOnHeadersStopIteration: true }, "where the operator allows it"],
  [{ abi: "0.2.100" }, "in ABI 0.2.100"],
] as const) {
  test(`held headers let the body come ${name}, and go on before it`, async (t) => {
    const host = await puppetHost(t, options);
    const plugin = host.configure(
      "request_headers: return 1\nrequest_body: header 0 :method, replace 0 x late, return 2\ntick: enter 2, continue 0",
    );
    heard(host);
    const stream = plugin.open().send("ab");
    assert.ok(heard(host).includes("header 0 :method = 0 POST"));
    assert.equal(stream.sentUpstream, null);
    plugin.tick(10);
    host.clock.advance(10);
    assert.deepEqual([stream.sentUpstream!.header("x"), stream.sentUpstream!.text], ["late", "ab"]);
  });
}

test("a status that is none stops everything", async (t) => {
  const host = await puppetHost(t, { allowOnHeadersStopIteration: true });
  const plugin = host.configure("request_headers: return 9");
  heard(host);
  const stream = plugin.open().send("ab");
  assert.deepEqual(hooks(host), ["request_headers@2"]);
  assert.equal(stream.sentUpstream, null);
});

test("what is buffered over the limit is answered with 413", async (t) => {
  const host = await puppetHost(t, { bufferLimit: 4 });
  const plugin = host.configure("request_body: return 1");
  const stream = plugin.open().send("abcd", false);
  assert.equal(stream.answered, null);
  stream.send("e", false);
  assert.deepEqual([stream.answered!.status, stream.isLocal, stream.sentUpstream!.reset], [413, true, true]);
  assert.ok(heard(host).includes("response_headers@2"), "a reply of the proxy's own passes our hooks");
});

test("what is held by watermark slows the client down at the limit", async (t) => {
  const host = await puppetHost(t, { bufferLimit: 4 });
  const plugin = host.configure("request_body: return 2\ntick: enter 2, continue 0");
  heard(host);
  const stream = plugin.open().send("abc", false).send("def", false).send("ghi");
  assert.deepEqual(hooks(host), ["request_headers@2", "request_body@2 3", "request_body@2 3"]);
  assert.equal(stream.answered, null);
  host.configure("tick: enter 2, continue 0");
  plugin.tick(10);
  host.clock.advance(10);
  assert.deepEqual([stream.sentUpstream!.text, stream.sentUpstream!.ended], ["abcdefghi", true]);
});

for (const flavour of ["higress", "envoy"] as const) {
  test(`the buffer limits are properties in Higress: here ${flavour}`, async (t) => {
    const host = await puppetHost(t, { bufferLimit: 4 });
    // The puppet imports Higress's calls, so the other flavour is only pretended.
    const path = flavour === "higress" ? "set_decoder_buffer_limit" : "another_property";
    const plugin = host.configure(`request_headers: set ${path} 5\nrequest_body: return 1`);
    const stream = plugin.open().send("abcde");
    assert.equal(stream.answered?.status, flavour === "higress" ? undefined : 413);
  });
}

test("a response is held and let go as a request is, and is a 500 over the limit", async (t) => {
  const host = await puppetHost(t, { bufferLimit: 4, allowOnHeadersStopIteration: true });
  const script = "response_headers: return 1\nresponse_body: return 1\ntick: enter 2, continue 1";
  const plugin = host.configure(script);
  const stream = plugin
    .open()
    .send("")
    .respond({ body: ["ab", "cd"] });
  assert.equal(stream.answered, null);
  plugin.tick(10);
  host.clock.advance(10);
  assert.deepEqual([stream.answered!.text, stream.isGone], ["abcd", true]);
  const large = plugin
    .open()
    .send("")
    .respond({ body: ["ab", "cde"] });
  assert.deepEqual([large.answered!.status, large.isGone], [500, true]);
});

test("trailers let go what was held before them", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_body: return 2\nrequest_trailers: header 1 x-sum");
  const stream = plugin.open().send("ab", false).sendTrailers({ "x-sum": "7" });
  assert.equal(heard(host).at(-1), "header 1 x-sum = 0 7");
  const sent = stream.sentUpstream!;
  assert.deepEqual([sent.text, sent.ended, sent.trailers!.get("x-sum")], ["ab", true, "7"]);
});

test("a request of headers alone ends with them", async (t) => {
  const host = await puppetHost(t);
  const stream = host.configure("x: log").open({ end: true, headers: { ":method": "GET" } });
  assert.deepEqual([stream.sentUpstream!.ended, stream.sentUpstream!.header(":method")], [true, "GET"]);
});

test("a local reply is sent after the guest returns, and passes the response hooks", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure(
    "request_body: local 201 hello, return 2\nresponse_headers: header 2 x-puppet, add 2 x-seen yes\nresponse_body: buffer 1",
  );
  heard(host);
  const stream = plugin.open().send("ab");
  assert.deepEqual(heard(host), [
    "create@2 root 1",
    "request_headers@2",
    "request_body@2 2 end",
    "local 201 hello = 0",
    "response_headers@2",
    "header 2 x-puppet = 0 yes",
    "add 2 x-seen yes = 0",
    "response_body@2 5 end",
    "buffer 1 = 0 hello",
    "log@2",
    "done@2",
    "delete@2",
  ]);
  const { answered } = stream;
  assert.deepEqual([answered!.status, answered!.text, stream.details], [201, "hello", "puppet"]);
  assert.deepEqual(
    ["content-length", "content-type", "x-seen"].map((name) => answered!.header(name)),
    ["5", "text/plain", "yes"],
  );
  assert.equal(stream.sentUpstream!.reset, true);
});

test("a local reply stops the stream whatever the hook returns", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure("request_headers: local 403 no, return 0");
  const stream = plugin.open().send("ab");
  assert.deepEqual([stream.sentUpstream, stream.answered!.status], [null, 403]);
});

test("a second local reply is ignored, and one after the upstream's answer too", async (t) => {
  const host = await puppetHost(t);
  const plugin = host.configure(
    "request_headers@2: local 403 no, local 500 worse\nresponse_body@3: local 500 late",
  );
  assert.equal(plugin.open().answered!.status, 403);
  assert.equal(plugin.open().send("").respond({ body: "x" }).answered!.status, 200);
  assert.equal(host.ineffective.length, 2);
});

test("properties are the stream's, the configuration's, the proxy's; the guest sets the stream's", async (t) => {
  const host = await puppetHost(t, { properties: { "node.id": "n" } });
  const plugin = host.configure(
    "configure: set a b\nrequest_headers: get xds.route_name, get node.id, get plugin_root_id, get none, set ai_log {}, get ai_log",
    "root",
  );
  const stream = plugin.open({ properties: { "xds.route_name": "r" } });
  assert.deepEqual(
    heard(host).filter((line) => line.includes(" = ")),
    [
      "set a b = 1",
      "get xds.route_name = 0 r",
      "get node.id = 0 n",
      "get plugin_root_id = 0 root",
      "get none = 1",
      "set ai_log {} = 0",
      "get ai_log = 0 {}",
    ],
  );
  assert.deepEqual([...stream.written.keys()], ["ai_log"]);
  assert.equal(stream.property("ai_log"), "{}");
});
