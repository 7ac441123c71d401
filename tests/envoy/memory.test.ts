import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { ask } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { teach } from "./support/stored.ts";

const ROUNDS = 5;
const BATCHES = 20;
const AT_ONCE = 25;
/** The first rounds fill pools and the collector's heap; from this one on, little may be added. */
const STEADY = 2;
const MOST_MB = 4;

let stack: Stack;
before(async () => {
  stack = await startStack();
});
after(() => stack?.close());

/** Memory of Envoy's process that is in use, in MB. */
function residentMegabytes(): number {
  const status = readFileSync(`/proc/${stack.envoy.pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)![1]) / 1024;
}

/** Hits, and a miss in every ten, with an answer of some length. */
async function round(known: string): Promise<void> {
  for (let i = 0; i < BATCHES; i++) {
    const questions = Array.from({ length: AT_ONCE }, (_, k) => (k % 10 ? known : fresh()));
    const asked = questions.map((question, k) => ask(stack, question, { body: { stream: k % 2 === 1 } }));
    for (const { got } of await Promise.all(asked)) assert.equal(got.status, 200);
  }
  // The stand-in's memory is not the point, and its exact search slows down with every document.
  stack.dashvector.reset();
}

test(
  "Envoy's memory stays flat over rounds of requests",
  { skip: process.platform === "linux" ? false : "reads /proc" },
  async (t) => {
    stack.llm.script = () => ({ content: "A sentence of an answer. ".repeat(400) });
    const known = fresh();
    await teach(stack, known);
    const rounds: number[] = [];
    for (let i = 0; i < ROUNDS; i++) {
      await round(known);
      rounds.push(residentMegabytes());
    }
    const told = `MB after each round: ${rounds.map((megabytes) => megabytes.toFixed(1)).join(" ")}`;
    t.diagnostic(told);
    assert.ok(rounds.at(-1)! - rounds[STEADY]! < MOST_MB, told);
  },
);
