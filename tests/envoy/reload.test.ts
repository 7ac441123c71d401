import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { type Answer, ask } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { entryOf, inRedis, stored, teach } from "./support/stored.ts";
import { gate, until } from "./support/until.ts";

let stack: Stack;
before(async () => {
  stack = await startStack({ drainSeconds: 3 });
});
after(() => stack?.close());
afterEach(() => {
  stack.upstash.fault = stack.dashvector.fault = stack.dashscope.fault = stack.llm.script = null;
});

let version = 0;

/** Another configuration, as good as the one before. */
async function reload(): Promise<void> {
  const { accepted, log } = await stack.reload((config) => ({
    ...config,
    maxEntryBytes: 1_000_000 + ++version,
  }));
  assert.ok(accepted, log);
}

test("streams in flight finish under the old configuration and are stored", async () => {
  const questions = Array.from({ length: 5 }, () => fresh());
  stack.llm.script = () => ({ tokenMs: 25, content: "word ".repeat(60) });
  const { requestCount } = stack.llm;
  let ended = 0;
  const asking = questions.map(async (question) => {
    const answer = await ask(stack, question, { body: { stream: true } });
    ended++;
    return answer;
  });
  await until("all streams", () => stack.llm.requestCount === requestCount + questions.length);
  await reload();
  assert.equal(ended, 0, "the configuration came while the streams ran");
  for (const answer of await Promise.all(asking)) {
    assert.equal(answer.cache, "miss");
    assert.equal(answer.events.at(-1), "[DONE]");
    assert.equal(answer.text(), "word ".repeat(60));
    await stored(stack, answer);
  }
  await stack.drained();
});

test("requests run on without an error while configurations come and go", async () => {
  const known = fresh();
  const { text } = await teach(stack, known).then((answer) => ({ text: answer.text() }));
  let isOver = false;
  const answers: Answer[] = [];
  const client = async (): Promise<void> => {
    while (!isOver) {
      answers.push(await ask(stack, known));
      const question = fresh();
      const miss = await ask(stack, question, { body: { stream: answers.length % 2 === 0 } });
      assert.ok(miss.text().includes(question));
      answers.push(miss);
    }
  };
  const clients = Array.from({ length: 4 }, client);
  for (let i = 0; i < 5; i++) await reload();
  isOver = true;
  await Promise.all(clients);
  assert.ok(answers.length > 20, `${answers.length} requests`);
  for (const answer of answers) {
    assert.equal(answer.got.status, 200);
    assert.ok(["hit", "miss"].includes(answer.cache ?? ""), `${answer.cache} ${answer.status}`);
    if (answer.cache === "hit") assert.equal(answer.text(), text);
  }
  await Promise.all(answers.map((answer) => stored(stack, answer)));
});

for (const step of ["Redis", "the vector store"] as const) {
  test(`a store that waits for ${step} goes on after its configuration has ended`, async () => {
    let isWaiting = false;
    const [standin, writes] =
      step === "Redis" ? [stack.upstash, /^\/set\//] : [stack.dashvector, /\/upsert$/];
    const release = holdBack(standin as never, writes, () => (isWaiting = true));
    const answer = await ask(stack, fresh());
    await until("the store's call", () => isWaiting);
    await reload();
    await stack.drained();
    if (step === "Redis") assert.equal(await entryOf(stack, answer.key), null);
    release();
    await stored(stack, answer);
  });
}

/** What a stand-in keeps to itself. */
interface Answering {
  answer(request: { path: string }): unknown;
}

/** Lets `standin` wait with its answers to paths that match `which`, until the function that this gives is called. */
function holdBack(standin: Answering, which: RegExp, onHeld: () => void): () => void {
  const answer = standin.answer.bind(standin);
  const { opened, open } = gate();
  standin.answer = async (request) => {
    if (which.test(request.path)) {
      onHeld();
      await opened;
    }
    return answer(request);
  };
  return () => {
    standin.answer = answer;
    open();
  };
}

test("a store under an old configuration ends in time when Redis never answers", async () => {
  const brief = await stack.reload((config) => ({ ...config, storeTimeout: 500 }));
  assert.ok(brief.accepted);
  stack.upstash.fault = ({ method }) => (method === "POST" ? { hang: true } : null);
  await ask(stack, fresh());
  await reload();
  await stack.drained();
  stack.upstash.fault = null;
  await teach(stack, fresh());
});

const SECRETS = ["hush-embedding", "hush-vector", "hush-token", "hush-signing"];

test("a refused configuration says every fault in plain words and no secret; the old one stays", async () => {
  const question = fresh();
  const first = await teach(stack, question);
  const { accepted, log } = await stack.reload((config) => ({
    ...config,
    cache: { ...config.cache, type: "memcached", token: SECRETS[2], cacheTTL: -1 },
    embedding: { ...config.embedding, apiKey: [SECRETS[0]], dimension: "many" },
    vector: { ...config.vector, apiKey: SECRETS[1], topK: "ten", threshold: -7 },
    signingKey: SECRETS[3],
    lookupTimeout: "soon",
    scope: { caller: "someone" },
  }));
  assert.equal(accepted, false);
  for (const words of [
    "cache.type: ",
    "cache.cacheTTL: expected an integer from 0 to 2147483647, got -1",
    "embedding.apiKey: expected a string",
    'embedding.dimension: expected an integer from 1 to 4096, got "many"',
    'vector.topK: expected an integer from 1 to 1024, got "ten"',
    "vector.threshold: expected a number from 0 to 1000000, got -7",
    'lookupTimeout: expected an integer from 1 to 600000, got "soon"',
    'scope.caller: expected one of default, credential, header:NAME, jwt:CLAIM, none, got "someone"',
  ]) {
    assert.ok(log.includes(words), `${words} is not in\n${ours(log)}`);
  }
  for (const secret of SECRETS) assert.ok(!log.includes(secret), secret);
  const again = await ask(stack, question);
  assert.deepEqual([again.cache, again.text()], ["hit", first.text()]);
});

for (const [what, text] of [
  ["text that is not JSON", '{ "cache": '],
  ["an array", "[]"],
  ["nothing", ""],
] as const) {
  test(`a configuration that is ${what} is refused in plain words`, async () => {
    const { accepted, log } = await stack.reload(() => text);
    assert.equal(accepted, false);
    assert.match(ours(log), /: expected an object|configuration: expected a JSON object, got/);
    await inRedis(stack, await teach(stack, fresh()));
  });
}

test("a field that has no effect is warned of", async () => {
  const { accepted, log } = await stack.reload((config) => ({
    ...config,
    tresholdd: 1,
    vector: { ...config.vector, topk: 3 },
  }));
  assert.ok(accepted);
  for (const field of ["tresholdd", "vector.topk"]) assert.ok(ours(log).includes(`${field}: `), ours(log));
});

/** The module's own lines. */
function ours(log: string): string {
  return log
    .split("\n")
    .filter((line) => line.includes("ai-cache: "))
    .join("\n");
}
