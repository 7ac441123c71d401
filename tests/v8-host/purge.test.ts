import assert from "node:assert/strict";
import { test } from "node:test";
import { BACKENDS } from "./support/backends.ts";
import { outcome, saying } from "./support/chat.ts";
import { World } from "./support/world.ts";

const ADMIN = { admin: { path: "/ai-cache/purge", token: "0123456789abcdef" } };

for (const backend of BACKENDS) {
  test(`an administrator removes an entry and its vector (${backend.dialect})`, async (t) => {
    const world = await World.of(t, backend, ADMIN);
    world.teach("What?");
    const [name] = world.redis.keys();
    const key = name!.slice(name!.lastIndexOf(":") + 1);
    assert.deepEqual([world.redis.keys().length, world.dashvector.stored.length], [1, 1]);
    const purge = (token: string) => {
      const headers = { ":path": "/ai-cache/purge", "x-ai-cache-token": token, "x-ai-cache-key": key };
      const stream = world.plugin.open({ headers, end: true });
      world.host.clock.settle();
      return stream;
    };
    assert.equal(purge("0123456789abcdeg").answered!.status, 401);
    assert.deepEqual([world.redis.keys().length, world.dashvector.stored.length], [1, 1]);
    const done = purge("0123456789abcdef");
    assert.deepEqual([done.answered!.status, done.answered!.text], [200, `{"purged":"${key}"}`]);
    assert.equal(done.sentUpstream, null);
    assert.deepEqual([world.redis.keys().length, world.dashvector.stored.length], [0, 0]);
    assert.equal(outcome(world.ask("What?").respond(saying("x")))[0], "miss");
    assert.doesNotMatch(world.host.log.lines().join("\n"), /0123456789abcde/);
  });
}
