import assert from "node:assert/strict";
import { test } from "node:test";
import type { Opening, Stream } from "../../dev/v8-host/stream.ts";
import { BACKENDS } from "./support/backends.ts";
import { asking, outcome, said, saying } from "./support/chat.ts";
import { World } from "./support/world.ts";

const QUESTION = "What is it?";
const NEAR = "Tell me what it is";

/** What else a request says, or how it comes. */
interface Difference {
  more?: object;
  /** The messages, by the question. */
  talk?: (question: string) => object[];
  opening?: Opening;
}

const PLAIN: Difference = {};
const user = (content: unknown) => ({ role: "user", content });
const picture = { type: "image_url", image_url: { url: "https://h/1.png" } };

/** Each part of the scope that can be switched off, and a request that differs from a plain one in it alone. */
const PARTS: Record<string, Difference> = {
  route: { opening: { properties: { route_name: "other" } } },
  model: { more: { model: "gpt-4o" } },
  parameters: { more: { temperature: 0.5, max_tokens: 9 } },
  system: { talk: (question) => [{ role: "system", content: "Be brief." }, user(question)] },
  history: { talk: (question) => [user("Hi"), { role: "assistant", content: "Hello." }, user(question)] },
  tools: { more: { tools: [{ type: "function", function: { name: "f" } }], tool_choice: "auto" } },
  responseFormat: { more: { response_format: { type: "json_object" } } },
  n: { more: { n: 2 } },
  attachments: { talk: (question) => [user([picture, { type: "text", text: question }])] },
};

/** Asks and waits; what misses goes unanswered. */
function ask(
  world: World,
  question: string,
  { more, talk, opening }: Difference,
  plugin = world.plugin,
): Stream {
  const messages = talk ? { messages: talk(question) } : {};
  const stream = world.send(asking(question, { ...more, ...messages }), opening, plugin);
  world.host.clock.settle();
  return stream;
}

function teach(world: World, difference: Difference): void {
  ask(world, QUESTION, difference).respond(saying("It."));
  world.host.clock.settle();
  world.dashscope.place(NEAR, QUESTION, 0.05);
}

function isMiss(stream: Stream): void {
  assert.deepEqual([stream.answered, stream.sentUpstream?.ended], [null, true]);
}

function isHit(stream: Stream, how: string): void {
  assert.deepEqual([outcome(stream)[0], said(stream), stream.sentUpstream], [how, "It.", null]);
}

for (const backend of BACKENDS) {
  for (const [part, other] of Object.entries(PARTS)) {
    test(`answers are kept apart by ${part}, in exact and in semantic look-ups: ${backend.dialect}`, async (t) => {
      const world = await World.of(t, backend);
      teach(world, PLAIN);
      isHit(ask(world, QUESTION, PLAIN), "hit");
      isHit(ask(world, NEAR, PLAIN), "semantic-hit");
      isMiss(ask(world, QUESTION, other));
      isMiss(ask(world, NEAR, other));
    });

    test(`answers are shared whatever ${part} is where that is switched off: ${backend.dialect}`, async (t) => {
      const world = await World.of(t, backend, { scope: { [part]: false } });
      teach(world, PLAIN);
      isHit(ask(world, QUESTION, other), "hit");
      isHit(ask(world, NEAR, other), "semantic-hit");
      for (const [name, another] of Object.entries(PARTS))
        if (name !== part) isMiss(ask(world, QUESTION, another));
    });
  }

  test(`what was left out of an entry counts again as soon as it is switched on: ${backend.dialect}`, async (t) => {
    const world = await World.of(t, backend, { scope: { system: false } });
    teach(world, PARTS.system!);
    isHit(ask(world, QUESTION, PLAIN), "hit");
    const on = world.configure({});
    isMiss(ask(world, QUESTION, PLAIN, on));
    isMiss(ask(world, NEAR, PLAIN, on));
  });
}

test("a long conversation is not served by likeness, though its turns do not count", async (t) => {
  const turns = Array.from({ length: 8 }, () => [
    user("Go on"),
    { role: "assistant", content: "Yes." },
  ]).flat();
  const long: Difference = { talk: (question) => [...turns, user(question)] };
  const world = await World.of(t, BACKENDS[0]!, { scope: { history: false } });
  teach(world, PLAIN);
  isHit(ask(world, QUESTION, long), "hit");
  isMiss(ask(world, NEAR, long));
});

test("each line of a credential tells callers apart, not the first alone", async (t) => {
  const world = await World.of(t, BACKENDS[0]!);
  const lines = (...authorization: string[]): Difference => ({ opening: { headers: { authorization } } });
  teach(world, lines("Bearer one", "Bearer two"));
  isHit(ask(world, QUESTION, lines("Bearer one", "Bearer two")), "hit");
  isMiss(ask(world, QUESTION, lines("Bearer one")));
  isMiss(ask(world, QUESTION, lines("Bearer one", "Bearer three")));
});
