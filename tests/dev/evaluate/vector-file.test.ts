import assert from "node:assert/strict";
import { appendFileSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { embedAll } from "../../../dev/evaluate/embeddings/embed-all.ts";
import { VectorFile } from "../../../dev/evaluate/embeddings/vector-file.ts";
import { silent } from "../../../dev/evaluate/progress.ts";
import { folder } from "./support/files.ts";

test("vectors are there again in single precision, by their text", (t) => {
  const path = join(folder(t), "deep", "vectors.f32");
  const file = new VectorFile(path);
  assert.deepEqual([file.dimension, file.size, file.vector("a")], [0, 0, undefined]);
  file.append(["a"], [[0.1, -2]]);
  file.append(["b", "c"], [[1, 0], [0, 1e-9]]); // prettier-ignore
  for (const again of [file, new VectorFile(path)]) {
    assert.deepEqual([again.dimension, again.size], [2, 3]);
    assert.deepEqual(again.vector("a"), Float32Array.of(0.1, -2));
    assert.deepEqual(again.vector("c"), Float32Array.of(0, 1e-9));
    assert.equal(again.vector("A"), undefined);
  }
});

test("a record that was broken off is lost, and nothing before or after it", (t) => {
  const path = join(folder(t), "vectors.f32");
  new VectorFile(path).append(["a", "b"], [[1, 2], [3, 4]]); // prettier-ignore
  truncateSync(path, readFileSync(path).length - 5);
  const again = new VectorFile(path);
  assert.deepEqual([again.size, again.vector("b")], [1, undefined]);
  again.append(["c"], [[5, 6]]);
  const last = new VectorFile(path);
  assert.deepEqual([last.vector("a"), last.vector("c")], [Float32Array.of(1, 2), Float32Array.of(5, 6)]);
});

test("what is no such file, or another dimension, is refused and left alone", (t) => {
  const path = join(folder(t), "vectors.f32");
  writeFileSync(path, "something else entirely");
  assert.throws(() => new VectorFile(path), /is no file of vectors/);
  const other = join(folder(t), "vectors.f32");
  const file = new VectorFile(other);
  file.append(["a"], [[1, 2]]);
  assert.throws(() => file.append(["b"], [[1, 2, 3]]), /has vectors of 2 numbers, not of 3/);
  assert.throws(() => file.append(["b"], [[1, NaN]]), /holds what is no number/);
  assert.throws(() => file.append(["b", "c"], [[1, 2]]), /1 vectors came for 2 texts/);
  appendFileSync(other, "");
  assert.equal(new VectorFile(other).size, 1);
});

test("only what is missing is embedded, once each, in batches, and what is done is kept when one fails", async (t) => {
  const file = new VectorFile(join(folder(t), "vectors.f32"));
  file.append(["known"], [[1, 0]]);
  const batches: string[][] = [];
  let closed = 0;
  const source = {
    name: "test",
    model: "test",
    dimension: null,
    batch: 2,
    open: () =>
      Promise.resolve({
        embed: (texts: string[]) => {
          batches.push(texts);
          if (texts.includes("the longest")) return Promise.reject(new Error("no more"));
          return Promise.resolve(texts.map(() => [0, 1]));
        },
        close: () => Promise.resolve(void closed++),
      }),
  };
  const texts = ["the longest", "known", "b", "aa", "b"];
  await assert.rejects(embedAll(source, file, texts, silent), /no more/);
  assert.deepEqual([batches, closed], [[["b", "aa"], ["the longest"]], 1]);
  assert.deepEqual([...texts.map((text) => Boolean(file.vector(text)))], [false, true, true, true, true]);
  await embedAll({ ...source, open: () => Promise.reject(new Error("opened")) }, file, ["b"], silent);
});
