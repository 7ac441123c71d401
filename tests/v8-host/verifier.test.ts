import assert from "node:assert/strict";
import { test } from "node:test";
import { completion } from "../envoy/support/answers.ts";
import { type HttpReply, LOST, REFUSED } from "../../dev/v8-host/http-upstreams.ts";
import { BACKENDS, type Backend } from "./support/backends.ts";
import { outcome, said, saying } from "./support/chat.ts";
import { LOOKUP_MS, TICK_MS, World } from "./support/world.ts";

const QUESTION = "What is Envoy?";
const ANSWER = "Envoy carries traffic between services.";
const NEAR = "So what is Envoy?";
const REFUSALS = "ai_cache_neighbours_refused_total.reason.";
const VERIFIER = { verifier: { type: "openai", cluster: "judge", model: "small", timeout: 200 } };

type Says = HttpReply | typeof LOST | typeof REFUSED;

/** A verifier as it is played: what it says, and the messages that it was sent. */
class Judge {
  says: Says = saysWord("yes");
  readonly asked: string[] = [];
}

function saysWord(word: string, more: HttpReply = {}): HttpReply {
  return { body: JSON.stringify(completion(word)), ...more };
}

/** Knows QUESTION, and NEAR beside it, and asks `judge`. */
async function knowing(
  t: Parameters<typeof World.of>[0],
  backend: Backend,
  config: object = {},
): Promise<{ world: World; judge: Judge }> {
  const judge = new Judge();
  const world = await World.of(t, backend, { ...VERIFIER, ...config });
  world.host.http("judge", ({ body }) => {
    judge.asked.push(body.toString());
    return judge.says;
  });
  world.teach(QUESTION, ANSWER);
  world.dashscope.place(NEAR, QUESTION, 0.05);
  return { world, judge };
}

for (const backend of BACKENDS) {
  test(`what the verifier takes for the same is served (${backend.dialect})`, async (t) => {
    const { world, judge } = await knowing(t, backend);
    const stream = world.ask(NEAR);
    assert.deepEqual([outcome(stream)[0], said(stream)], ["semantic-hit", ANSWER]);
    assert.equal(judge.asked.length, 1);
    for (const text of [QUESTION, NEAR]) assert.ok(judge.asked[0]!.includes(text));
    assert.equal(outcome(world.ask(QUESTION))[0], "hit");
    assert.equal(judge.asked.length, 1, "an exact hit needs none");
    assert.equal(world.host.metrics.value("ai_cache_calls_total.upstream.verifier.result.ok"), 1);
  });

  for (const [what, says, reason] of [
    ["says otherwise", saysWord("no"), "different"],
    ["is in doubt", saysWord("maybe"), "unsure"],
    ["fails", { status: 500, body: "{}" }, "unsure"],
    ["breaks off", LOST, "unsure"],
    ["cannot be reached", REFUSED, "unsure"],
    ["takes longer than it may", saysWord("yes", { delay: 250 }), "unsure"],
  ] as const) {
    test(`a verifier that ${what} makes a miss (${backend.dialect})`, async (t) => {
      const { world, judge } = await knowing(t, backend);
      judge.says = says;
      const stream = world.ask(NEAR);
      assert.equal(stream.answered, null);
      stream.respond(saying("Another answer."));
      assert.deepEqual(outcome(stream), ["miss", "ai-cache; fwd=uri-miss; fwd-status=200"]);
      assert.equal(world.host.metrics.value(`${REFUSALS}verifier_${reason}`), 1);
      world.host.clock.settle();
      const again = world.ask(NEAR);
      assert.deepEqual([outcome(again)[0], said(again)], ["hit", "Another answer."]);
      assert.equal(judge.asked.length, 1, "neither is asked about the answers");
    });
  }

  test(`a verifier costs no more time than a look-up has (${backend.dialect})`, async (t) => {
    const { world, judge } = await knowing(t, backend, {
      verifier: { ...VERIFIER.verifier, timeout: 60_000 },
    });
    judge.says = saysWord("yes", { delay: 10_000 });
    const began = world.host.clock.now;
    const stream = world.ask(NEAR);
    assert.ok(stream.sentUpstream?.ended);
    assert.ok(world.host.clock.now - began <= LOOKUP_MS + TICK_MS, String(world.host.clock.now - began));
    stream.respond(saying("Another answer."));
    world.host.clock.settle();
    assert.equal(said(stream), "Another answer.");
  });

  test(`the verifier tells whether answers say the same where vectors do not (${backend.dialect})`, async (t) => {
    const { world, judge } = await knowing(t, backend);
    world.dashscope.place("Envoy, what would that be?", QUESTION, 0.2);
    world.teach("Envoy, what would that be?", "It is a proxy.");
    assert.equal(judge.asked.length, 1);
    for (const text of [ANSWER, "It is a proxy."]) assert.ok(judge.asked[0]!.includes(text));
    const [first, link] = world.dashvector.stored;
    assert.equal(link!.fields.key, first!.id);
  });
}
