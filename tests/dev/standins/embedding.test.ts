import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { HashedEmbedder } from "../../../dev/embedding/hashed.ts";
import { MiniLm } from "../../../dev/embedding/minilm.ts";
import { cosineDistance } from "../../../dev/embedding/vector.ts";
import type { Embedder } from "../../../dev/embedding/embedder.ts";

const python = fileURLToPath(new URL("../../../.venv/bin/python", import.meta.url));
const real = { skip: existsSync(python) ? false : "no .venv" };

async function distance(embedder: Embedder, a: string, b: string): Promise<number> {
  const [x, y] = await embedder.embed([a, b]);
  return cosineDistance(x!, y!);
}

/** Pairs measured with sentence-transformers on torch. */
const PAIRS: [number, string, string][] = [
  [0.0021, "How to install Redis on Ubuntu?", "How do I install Redis on Ubuntu?"],
  [0.0482, "Who wrote Hamlet?", "Who is the author of Hamlet?"],
  [0.0772, "What is the capital of France?", "Tell me the capital city of France"],
  [0.0922, "What is the capital of France?", "what's the capital of france"],
  [0.1061, "How do I reset my password?", "I forgot my password, how can I change it?"],
  [0.8519, "What is the capital of France?", "How do I bake bread?"],
];

test("MiniLM gives the distances of the reference implementation", real, async () => {
  const model = await MiniLm.start(python);
  try {
    for (const [expected, a, b] of PAIRS) {
      assert.ok(Math.abs((await distance(model, a, b)) - expected) < 0.00006, `${a} / ${b}`);
    }
    const single = await Promise.all(["a", "longer text", "日本"].map((text) => model.embed([text])));
    const together = await model.embed(["a", "longer text", "日本"]);
    single.forEach(([vector], i) => assert.ok(cosineDistance(vector!, together[i]!) < 1e-6));
    assert.equal(together[0]!.length, 384);
    assert.deepEqual(await model.embed([]), []);
  } finally {
    await model.close();
  }
  await assert.rejects(model.embed(["late"]), /minilm.py ended/);
});

test("a MiniLM worker that is killed fails what waits", real, async () => {
  const model = await MiniLm.start(python);
  const waiting = assert.rejects(model.embed(["a"]), /minilm.py ended with SIGKILL/);
  process.kill(model.pid!, "SIGKILL");
  await waiting;
  await model.close();
});

test("a Python without the packages is a clear error", async () => {
  await assert.rejects(MiniLm.start("/nowhere/python"), /\/nowhere\/python did not start/);
  await assert.rejects(MiniLm.start("/bin/false"), /minilm.py ended with code 1/);
});

test("hashed distances are as documented", async () => {
  const hashed = new HashedEmbedder();
  const at = (a: string, b: string) => distance(hashed, a, b);
  assert.ok((await at("What is Envoy?", "what is envoy")) < 1e-9);
  const reordered = await at("one two three four five six", "six five four three two one");
  assert.ok(reordered > 0.005 && reordered < 0.06, String(reordered));
  const replaced = await at(
    "one two three four five six seven eight",
    "one two three four five six seven nine",
  );
  assert.ok(Math.abs(replaced - 1 / 8) < 0.06, String(replaced));
  assert.ok(Math.abs((await at("what is the capital of France", "please bake bread now")) - 1) < 0.2);
  assert.ok((await at("今天天气", "天气今天")) < 0.06);
});

test("a text can be placed at an exact distance from another", async () => {
  const hashed = new HashedEmbedder();
  for (const wanted of [0, 0.05, 0.1, 0.999, 2]) {
    hashed.near("x", "what is envoy", wanted);
    assert.ok(Math.abs((await distance(hashed, "x", "what is envoy")) - wanted) < 1e-9, String(wanted));
  }
  hashed.near("y", "x", 0.25);
  assert.ok(Math.abs((await distance(hashed, "y", "x")) - 0.25) < 1e-9);
});
