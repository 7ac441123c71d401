import assert from "node:assert/strict";
import { test } from "node:test";
import { LOST } from "../../dev/v8-host/http-upstreams.ts";
import { BACKENDS } from "./support/backends.ts";
import { asking, EXACT, outcome, said, saying } from "./support/chat.ts";
import { World } from "./support/world.ts";

for (const backend of BACKENDS) {
  test(`two configurations in one machine never mix prefixes, keys or answers (${backend.dialect})`, async (t) => {
    const lone = { singleFlight: "off" };
    const world = await World.of(t, backend, {
      ...lone,
      cache: { cacheKeyPrefix: "a:" },
      embedding: { apiKey: "key-a" },
    });
    const other = world.configure(
      { ...lone, cache: { cacheKeyPrefix: "b:" }, embedding: { apiKey: "key-b" }, vector: { topK: 7 } },
      "other",
    );
    // Their calls have the same numbers, and their replies come crossed over.
    const delays = [40, 10, 30, 20];
    world.faults.redis = () => ({ delay: delays.shift() ?? 1 });
    const streams = [world.plugin, other, world.plugin, other].map((plugin) =>
      world.send(asking("What?"), {}, plugin),
    );
    world.host.clock.advance(60);
    assert.deepEqual(
      streams.map((stream) => stream.sentUpstream?.ended),
      [true, true, true, true],
    );
    const tokens = world.http("embedding").map(({ headers }) => headers.get("authorization"));
    assert.deepEqual(tokens.sort(), ["Bearer key-a", "Bearer key-a", "Bearer key-b", "Bearer key-b"]);
    streams[0]!.respond(saying("A"));
    streams[1]!.respond(saying("B"));
    world.host.clock.settle();
    assert.deepEqual(
      world.redis
        .keys()
        .map((key) => key.slice(0, 2))
        .sort(),
      ["a:", "b:"],
    );
    assert.deepEqual([said(world.ask("What?")), said(world.ask("What?", {}, other))], ["A", "B"]);
    assert.deepEqual([world.host.violations, world.host.ineffective], [[], []]);
  });

  test(`a wrong configuration is refused with every fault, and the running one stays (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    world.teach("What?");
    const refused = world.host.configure({
      cache: { type: "nothing" },
      lookupTimeout: "soon",
      embedding: { type: "dashscope", apiKey: "s3cret" },
    });
    assert.equal(refused.accepted, false);
    const errors = world.host.log.lines("error").join("\n");
    assert.match(errors, /lookupTimeout: .*got "soon"/);
    assert.match(errors, /cache\.type: /);
    assert.doesNotMatch(world.host.log.lines().join("\n"), /s3cret/);
    const passing = refused.open().send(asking("What?"));
    assert.deepEqual(
      [passing.sentUpstream!.text, outcome(passing.respond(saying("x")))],
      [asking("What?"), [undefined, undefined]],
    );
    assert.equal(outcome(world.ask("What?"))[0], "hit");
  });

  test(`garbage is refused, not survived by luck (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, EXACT);
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      "1",
      '"x"',
      "{}",
      "\0",
      "\xff",
      "[".repeat(100_000),
      '{"cache":'.repeat(1_000),
    ]) {
      const plugin = world.host.configure(Buffer.from(text, "latin1"));
      const stream = plugin.open().send(asking("What?"));
      assert.ok(stream.sentUpstream?.ended || plugin.accepted, JSON.stringify(text.slice(0, 20)));
      stream.leave();
    }
  });

  test(`an old configuration and the new one serve side by side (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend);
    world.faults.embedding = () => LOST;
    const old = world.send(asking("What?"));
    const fresh = world.configure({ cacheKeyStrategy: "disabled" });
    world.plugin.retire();
    assert.equal(outcome(world.ask("What?", {}, fresh).respond(saying("x")))[0], "bypass");
    world.host.clock.advance(1_000);
    assert.equal(outcome(old.respond(saying("y")))[0], "error");
    world.host.clock.settle();
    assert.equal(world.plugin.state, "deleted");
  });
}
