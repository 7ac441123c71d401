import assert from "node:assert/strict";
import { test } from "node:test";
import { ADMIN, purge } from "./support/administration.ts";
import { BACKENDS, type Backend } from "./support/backends.ts";
import { asking, outcome, said, saying } from "./support/chat.ts";
import { TTL, World } from "./support/world.ts";

const QUESTION = "What is Envoy?";
const ANSWER = "Envoy carries traffic between services.";
/** Asks the same, too far away to be taken for it. */
const OTHER = "Envoy, what would that be?";
/** Says the same. */
const WORDS = "It is what carries traffic from service to service.";
/** Near to OTHER, and farther from QUESTION than a neighbour may be. */
const THIRD = "Envoy, what might that be?";
const COMPARISONS = "ai_cache_comparisons_total";

/** A world in which QUESTION has been answered, and WORDS and OTHER are as far from its as said. */
async function knowing(
  t: Parameters<typeof World.of>[0],
  backend: Backend,
  config: object = {},
): Promise<World> {
  const world = await World.of(t, backend, config);
  world.teach(QUESTION, ANSWER);
  world.dashscope.place(OTHER, QUESTION, 0.2);
  world.dashscope.place(THIRD, OTHER, 0.05);
  world.dashscope.place(WORDS, ANSWER, 0.03);
  return world;
}

/** Where each document leads, by the questions that they are of. */
function leads(world: World): Record<string, string> {
  const byId = new Map(world.dashvector.stored.map(({ id, fields }) => [id, fields.question]));
  return Object.fromEntries(
    world.dashvector.stored.map(({ fields }) => [fields.question, byId.get(String(fields.key)) ?? "nothing"]),
  ) as Record<string, string>;
}

for (const backend of BACKENDS) {
  test(`a question whose answer says the same leads to the one before it (${backend.dialect})`, async (t) => {
    const world = await knowing(t, backend);
    const { embedding, redis } = world.counts;
    const stream = world.ask(OTHER).respond(saying(WORDS));
    assert.deepEqual(outcome(stream), ["miss", "ai-cache; fwd=uri-miss; fwd-status=200"]);
    assert.equal(world.counts.embedding, embedding + 1, "answers are compared once the client has its own");
    world.host.clock.settle();
    assert.equal(world.counts.embedding, embedding + 2, "both in one call");
    assert.equal(world.counts.redis, redis + 3, "its look-up, its store, the other entry");
    assert.deepEqual(leads(world), { [QUESTION]: QUESTION, [OTHER]: QUESTION });
    assert.deepEqual(world.host.metrics.startingWith(COMPARISONS), {
      [`${COMPARISONS}.reason.miss.distance.0_30.verdict.same`]: 1,
    });

    const served = world.ask(THIRD);
    assert.deepEqual([outcome(served)[0], said(served)], ["semantic-hit", ANSWER]);
    assert.equal(served.answered!.header("x-ai-cache-distance"), "0.0500");
    const again = world.ask(OTHER);
    assert.deepEqual([outcome(again)[0], said(again)], ["hit", WORDS], "its own answer to the very question");
  });

  test(`a question whose answer says something else does not (${backend.dialect})`, async (t) => {
    const world = await knowing(t, backend);
    world.teach(OTHER, "A person who speaks for a state.");
    assert.deepEqual(leads(world), { [QUESTION]: QUESTION, [OTHER]: OTHER });
    assert.deepEqual(world.host.metrics.startingWith(COMPARISONS), {
      [`${COMPARISONS}.reason.miss.distance.0_30.verdict.different`]: 1,
    });
    assert.equal(said(world.ask(THIRD)), "A person who speaks for a state.");
  });

  test(`nothing is compared where links are off (${backend.dialect})`, async (t) => {
    const world = await knowing(t, backend, { link: false });
    const { embedding } = world.counts;
    world.teach(OTHER, ANSWER);
    assert.equal(world.counts.embedding, embedding + 1);
    assert.deepEqual(leads(world), { [QUESTION]: QUESTION, [OTHER]: OTHER });
    assert.deepEqual(world.host.metrics.startingWith(COMPARISONS), {});
  });

  test(`with an entry go all the questions that lead to it (${backend.dialect})`, async (t) => {
    const world = await knowing(t, backend, ADMIN);
    world.teach(OTHER, WORDS);
    assert.equal(purge(world, QUESTION).answered!.status, 200);
    assert.deepEqual(leads(world), {});
    assert.equal(world.ask(THIRD).answered, null, "nobody is served with it any more");
    assert.equal(said(world.ask(OTHER)), WORDS, "which was its own answer all the time");
    assert.equal(purge(world, OTHER).answered!.status, 200);
    assert.equal(world.ask(OTHER).answered, null);
  });

  test(`a question that goes takes nothing of the entry that it led to (${backend.dialect})`, async (t) => {
    const world = await knowing(t, backend, ADMIN);
    world.teach(OTHER, WORDS);
    purge(world, OTHER);
    assert.deepEqual(leads(world), { [QUESTION]: QUESTION });
    assert.equal(said(world.ask(QUESTION)), ANSWER);
    assert.equal(world.ask(OTHER).answered, null);
  });

  test(`a link lasts as long as the entry that it leads to (${backend.dialect})`, async (t) => {
    const world = await knowing(t, backend);
    world.host.clock.advance((TTL - 10) * 1000);
    world.teach(OTHER, WORDS);
    assert.equal(said(world.ask(THIRD)), ANSWER);
    world.host.clock.advance(10_000);
    assert.equal(world.ask(THIRD).answered, null);
    assert.equal(said(world.ask(OTHER)), WORDS, "which is younger");
  });

  test(`a link to an entry that says something else by now is not followed (${backend.dialect})`, async (t) => {
    const world = await knowing(t, backend, { controls: { refresh: true } });
    world.teach(OTHER, WORDS);
    const refresh = world.send(asking(QUESTION), { headers: { "x-ai-cache": "refresh" } });
    refresh.respond(saying("It was renamed."));
    world.host.clock.settle();
    const asked = world.ask(THIRD);
    world.host.clock.settle();
    assert.equal(asked.answered, null);
    const refusals = "ai_cache_neighbours_refused_total.reason.entry_changed";
    assert.equal(world.host.metrics.value(refusals), 1);
    assert.deepEqual(leads(world), { [QUESTION]: QUESTION });
    assert.equal(said(world.ask(QUESTION)), "It was renamed.");
  });

  test(`without a cache a link keeps its own answer, and goes with the entry (${backend.dialect})`, async (t) => {
    const world = await knowing(t, backend, { cache: null, ...ADMIN });
    world.teach(OTHER, WORDS);
    assert.deepEqual(leads(world), { [QUESTION]: QUESTION, [OTHER]: QUESTION });
    const again = world.ask(OTHER);
    assert.deepEqual([outcome(again)[0], said(again)], ["hit", WORDS]);
    const near = world.ask(THIRD);
    assert.deepEqual([outcome(near)[0], said(near)], ["semantic-hit", WORDS]);
    assert.equal(
      near.answered!.header("x-ai-cache-key"),
      world.ask(QUESTION).answered!.header("x-ai-cache-key"),
    );
    purge(world, QUESTION);
    assert.deepEqual(leads(world), {});
    assert.equal(world.ask(THIRD).answered, null);
  });

  test(`an answer that is removed while another is made does not come back with it (${backend.dialect})`, async (t) => {
    for (const config of [ADMIN, { cache: null, ...ADMIN }]) {
      const world = await knowing(t, backend, config);
      const late = world.ask(OTHER);
      purge(world, QUESTION);
      late.respond(saying(WORDS));
      world.host.clock.settle();
      const asked = world.ask(THIRD);
      if (asked.answered) assert.equal(said(asked), WORDS);
      assert.equal(world.ask(QUESTION).answered, null);
    }
  });
}
