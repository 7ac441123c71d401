import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { type Answer, askBody } from "./support/chat.ts";
import { near } from "./support/near.ts";
import { fresh } from "./support/questions.ts";
import { history, plain, type Request, withFields } from "./support/requests.ts";
import { startStack } from "./support/stack.ts";
import { stored } from "./support/stored.ts";

let stack: Stack;
before(async () => {
  stack = await startStack();
  const scope = { model: false, system: false };
  const { accepted, log } = await stack.reload((config) => ({ ...config, scope }));
  assert.ok(accepted, log);
});
after(() => stack?.close());

function put(request: Request, question: string): Promise<Answer> {
  return askBody(stack, request(question).body);
}

for (const [what, other] of [
  ["model", withFields({ model: "another" })],
  ["system prompt", history(["system", "Be brief."])],
] as const) {
  for (const [first, second, how] of [
    [plain, other, ""],
    [other, plain, ", the other way round"],
  ] as const) {
    test(`shared whatever the ${what} where that is switched off${how}`, async () => {
      const question = fresh();
      const kept = await put(first, question);
      assert.equal(kept.cache, "miss");
      await stored(stack, kept);
      const again = await put(second, question);
      assert.deepEqual([again.cache, again.key, again.text()], ["hit", kept.key, kept.text()]);
      const other = near(stack, fresh(), question, 0.05);
      const likened = await put(second, other);
      assert.deepEqual([likened.cache, likened.text()], ["semantic-hit", kept.text()]);
    });
  }
}

test("not shared across what is still on", async () => {
  const question = fresh();
  await stored(stack, await put(plain, question));
  for (const other of [withFields({ temperature: 0.5 }), history(["assistant", "Hello."])])
    assert.equal((await put(other, question)).cache, "miss");
});
