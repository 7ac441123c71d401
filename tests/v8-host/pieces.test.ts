import assert from "node:assert/strict";
import { test } from "node:test";
import { BACKENDS } from "./support/backends.ts";
import { asking, EXACT, outcome, said, saying, streaming } from "./support/chat.ts";
import { LOOKUP_MS, TICK_MS, World } from "./support/world.ts";

const QUESTION = "Was ist «größer»: 🦊 or 中文?\n";

for (const backend of BACKENDS) {
  test(`a request cut anywhere is the same question, and goes on unchanged (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const body = Buffer.from(asking(QUESTION));
    const keys = new Set<string>();
    for (let at = 0; at <= body.length; at++) {
      const stream = world.plugin
        .open()
        .send(body.subarray(0, at), false)
        .send(body.subarray(at), at % 2 === 0);
      if (at % 2 !== 0) stream.send("");
      world.host.clock.advance(1);
      assert.deepEqual(stream.sentUpstream?.body, body, `cut at ${at}`);
      assert.equal(stream.sentUpstream.ended, true);
      keys.add(stream.respond({ status: 404 }).answered!.header("x-ai-cache-key")!);
    }
    const bytewise = world.plugin.open().sendCut(body, 1);
    world.host.clock.advance(1);
    keys.add(bytewise.respond({ status: 404 }).answered!.header("x-ai-cache-key")!);
    assert.equal(keys.size, 1);
  });

  test(`an answer cut anywhere reaches the client as it came, and is stored whole (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const text = `${QUESTION}"quoted" \\ and 🦊`;
    const { headers, body } = streaming(...(text.match(/[^]{1,3}/gu) ?? []));
    const bytes = Buffer.from((body as string[]).join(""));
    for (let size = 1; size < 40; size++) {
      const pieces: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
      const stream = world.ask(`${size}`, { stream: true }).respond({ headers: headers!, body: pieces });
      assert.deepEqual(stream.answered!.pieces, pieces);
      world.host.clock.settle();
      assert.equal(said(world.ask(`${size}`)), text);
    }
  });

  test(`the client has each piece of an answer before the next one comes (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    const { headers, body } = streaming("One ", "two.");
    const stream = world.ask("Count!", { stream: true }).respondHeaders(200, headers);
    for (const [i, piece] of (body as string[]).entries()) {
      stream.respondData(piece);
      assert.equal(stream.answered!.pieces.length, i + 1);
    }
  });

  test(`an answer is stored while its stream is open, and that goes on (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend);
    const { headers, body } = streaming("One ", "two.");
    const stream = world.ask("Count!", { stream: true }).respondHeaders(200, headers);
    for (const piece of body as string[]) stream.respondData(piece);
    world.host.clock.settle();
    assert.deepEqual([world.redis.keys().length, world.dashvector.stored.length], [1, 1]);
    const { counts } = world;
    stream.respondData(": late\n\n").respondData("", true);
    world.host.clock.settle();
    assert.ok(stream.answered!.text.endsWith("data: [DONE]\n\n: late\n\n"));
    assert.deepEqual([world.counts, world.host.ineffective], [counts, []]);
    assert.deepEqual(world.host.metrics.startingWith("ai_cache_stores_refused"), {}, "it is judged once");
  });

  test(`trailers end an answer, and a request too (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    world.ask("What?").respond({ ...saying("That."), trailers: { "x-sum": "1" } });
    world.host.clock.settle();
    assert.equal(said(world.ask("What?")), "That.");
    const stream = world.plugin.open().send(asking("What?"), false).sendTrailers({ "x-sum": "1" });
    assert.deepEqual(
      [stream.sentUpstream!.text, stream.sentUpstream!.trailers!.get("x-sum")],
      [asking("What?"), "1"],
    );
    assert.deepEqual(outcome(stream.respond(saying("x"))), [
      "bypass",
      "ai-cache; fwd=bypass; detail=trailers",
    ]);
  });

  test(`a body over maxRequestBytes passes, announced or not, and is never a 413 (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { ...EXACT, maxRequestBytes: 1000 }, { bufferLimit: 1100 });
    const body = asking("x".repeat(3000));
    const announced = world.send(body, { headers: { "content-length": String(body.length) } });
    const chunked = world.plugin.open().sendCut(body, 300);
    for (const stream of [announced, chunked]) {
      assert.equal(stream.sentUpstream?.text, body);
      assert.deepEqual(outcome(stream.respond(saying("x"))), [
        "bypass",
        "ai-cache; fwd=bypass; detail=request_too_large",
      ]);
    }
    assert.equal(world.counts.redis, 0);
  });

  test(`a body whose rest does not come is let go, as when the proxy's buffer is full (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, { ...EXACT, maxRequestBytes: 5000 }, { bufferLimit: 1000 });
    const slow = world.plugin.open().send("{", false);
    // Where the filter raises the proxy's limit itself, nothing is ever full.
    const full = world.plugin.open().sendCut(asking("x".repeat(3000)), 600);
    world.host.clock.advance(LOOKUP_MS + TICK_MS);
    assert.deepEqual([slow.sentUpstream?.text, full.sentUpstream?.ended], ["{", true]);
    assert.equal(full.answered, null);
    assert.equal(
      slow.send("}").respond(saying("x")).answered!.header("cache-status"),
      "ai-cache; fwd=bypass; detail=slow_body",
    );
    if (full.property("set_decoder_buffer_limit") === undefined)
      assert.equal(outcome(full.respond(saying("x")))[1], "ai-cache; fwd=bypass; detail=slow_body");
  });

  test(`without holdHeaders the LLM gets headers, and on a hit a reset (${backend.dialect})`, async (t) => {
    const world = await World.of(
      t,
      backend,
      { ...EXACT, holdHeaders: false },
      { allowOnHeadersStopIteration: false },
    );
    world.teach("What?");
    const stream = world.ask("What?");
    assert.equal(outcome(stream)[0], "hit");
    assert.deepEqual([stream.sentUpstream!.text, stream.sentUpstream!.reset], ["", true]);
  });
}
