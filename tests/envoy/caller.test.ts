import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { teach } from "./support/stored.ts";

let stack: Stack;
before(async () => {
  stack = await startStack();
  const { accepted, log } = await stack.reload((config) => ({ ...config, scope: { caller: "jwt:sub" } }));
  assert.ok(accepted, log);
});
after(() => stack?.close());

/** The headers of a caller with a token of these claims. */
function as(claims: object): { headers: Record<string, string> } {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return { headers: { authorization: `Bearer ${part({ alg: "none" })}.${part(claims)}.c2ln` } };
}

test("a caller keeps the answers when the token rotates, and shares them with nobody", async () => {
  const question = fresh();
  await teach(stack, question, as({ sub: "ann?>~", exp: 1 }));
  assert.equal((await ask(stack, question, as({ sub: "ann?>~", exp: 2 }))).cache, "hit");
  for (const claims of [{ sub: "bob" }, { sub: "ann?>~", iss: "elsewhere" }, { name: "ann?>~" }])
    assert.equal((await ask(stack, question, as(claims))).cache, "miss", JSON.stringify(claims));
  assert.equal((await ask(stack, question)).cache, "miss");
});
