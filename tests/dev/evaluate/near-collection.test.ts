import assert from "node:assert/strict";
import { test } from "node:test";
import { shareVectors, Vectors } from "../../../dev/evaluate/embeddings/vectors.ts";
import { NearCollection } from "../../../dev/evaluate/played/near-collection.ts";
import { fillLists } from "../../../dev/evaluate/played/neighbour-lists.ts";
import { Nearest } from "../../../dev/evaluate/played/nearest.ts";
import type { Schema } from "../../../dev/standins/dashvector/schema.ts";
import { COLLECTION, PlayedDashVector } from "../../../dev/played/dashvector.ts";
import { HeaderMap } from "../../../dev/v8-host/header-map.ts";

const COUNT = 60;
const DIMENSION = 6;
const KEY = "key";

const TEXTS = Array.from({ length: COUNT }, (_, i) => `text ${i}`);

/** A vector for each text, of numbers with four decimals; every tenth text has that of its predecessor. */
const VECTORS = TEXTS.map((_, i) =>
  Float32Array.from({ length: DIMENSION }, (_, k) => {
    const seed = (i % 10 === 9 ? i - 1 : i) * DIMENSION + k + 1;
    return Math.round(1e4 * Math.sin(seed * seed)) / 1e4;
  }),
);

interface Side {
  store: PlayedDashVector;
  vectors: Vectors;
}

function sides(listSize: number | null): { plain: Side; near: Side } {
  const known = new Map(TEXTS.map((text, i) => [text, VECTORS[i]!]));
  const vectors = new Vectors(shareVectors(TEXTS, [], (text) => known.get(text)));
  const { listed } = vectors.shared;
  const size = Math.min(listSize ?? 0, listed);
  const lists = listSize === null ? null : { size, rows: new Int32Array(size * listed) };
  if (lists) fillLists(vectors, lists, 0, listed);
  const near = new PlayedDashVector(KEY, DIMENSION, (schema) => new NearCollection(schema, vectors, lists));
  return { plain: { store: new PlayedDashVector(KEY, DIMENSION), vectors }, near: { store: near, vectors } };
}

function call({ store }: Side, method: string, path: string, body: object): any {
  const headers = new HeaderMap({ "dashvector-auth-token": KEY });
  const url = `/v1/collections/${COLLECTION}${path}`;
  const sent = { cluster: "", method, path: url, headers, body: Buffer.from(JSON.stringify(body)) };
  return JSON.parse(String(store.reply({ ...sent, timeout: 0, at: 0 }).body));
}

function vectorOf({ vectors }: Side, text: string): number[] {
  return JSON.parse(vectors.json(vectors.rowOf(text)!)) as number[];
}

function upsert(side: Side, id: string, text: string, fields: object = {}): void {
  const doc = { id, vector: vectorOf(side, text), fields: { scope: "s", expires_at: 9, ...fields } };
  assert.equal(call(side, "POST", "/docs/upsert", { docs: [doc] }).code, 0);
}

interface Query {
  text?: string;
  vector?: number[];
  topk?: number;
  filter?: string;
}

/** What a search finds; scores may differ in their last bits. */
function found(side: Side, { text = "", vector, ...query }: Query): unknown[] {
  const body = { vector: vector ?? vectorOf(side, text), topk: 5, output_fields: ["scope"], ...query };
  const { output } = call(side, "POST", "/query", body) as { output: { score: number }[] };
  return output.map(({ score, ...rest }) => ({ ...rest, score: Math.abs(score).toFixed(9) }));
}

/** A little of everything, the same on both sides. */
function play(side: Side): unknown[] {
  const seen: unknown[] = [];
  TEXTS.forEach((text, i) => {
    seen.push(found(side, { text, topk: 1 + (i % 7) }));
    if (i % 2 === 0) upsert(side, `d${i}`, text, i % 6 === 0 ? { scope: "other" } : { expires_at: i % 10 });
    seen.push(found(side, { text, filter: "scope = 's' and expires_at > 4" }));
    if (i % 10 === 4) call(side, "DELETE", "/docs", { ids: [`d${i - 2}`] });
    if (i % 15 === 7) upsert(side, `d${i - 1}`, TEXTS[i - 3]!);
    if (i === 40) call(side, "DELETE", "/docs", { filter: "expires_at <= 2" });
  });
  return seen;
}

for (const [name, size] of [
  ["full lists", COUNT],
  ["lists too short", 8],
  ["no lists", null],
] as const) {
  test(`with ${name} it finds what the stand-in finds, through upserts, deletes and filters`, () => {
    const { plain, near } = sides(size);
    assert.deepEqual(play(near), play(plain));
    assert.deepEqual(
      near.store.stored.map(({ id }) => id),
      plain.store.stored.map(({ id }) => id),
    );
  });
}

test("of documents at one place the one that was there first comes first, replaced or not", () => {
  const { plain, near } = sides(8);
  for (const side of [plain, near]) {
    for (const id of ["a", "b", "c"]) upsert(side, id, TEXTS[0]!);
    upsert(side, "a", TEXTS[0]!, { scope: "new" });
  }
  const ids = (side: Side) =>
    found(side, { text: TEXTS[0]!, topk: 2 }).map((doc) => (doc as { id: string }).id);
  assert.deepEqual([ids(near), ids(plain)], [["a", "b"], ["a", "b"]]); // prettier-ignore
});

test("vectors that nobody knows are found, and found by, all the same", () => {
  // Nearer to the first text than anything else but that itself.
  const strange = Array.from(VECTORS[0]!, (x) => x + 0.001);
  const { plain, near } = sides(8);
  const both = (query: Query): unknown[] => {
    assert.deepEqual(found(near, query), found(plain, query));
    return found(near, query);
  };
  for (const side of [plain, near]) {
    upsert(side, "a", TEXTS[1]!);
    const doc = { id: "strange", vector: strange, fields: { scope: "s" } };
    call(side, "POST", "/docs/upsert", { docs: [doc] });
  }
  assert.match(JSON.stringify(both({ vector: strange })), /"strange".*"a"/);
  assert.match(JSON.stringify(both({ text: TEXTS[0]!, topk: 1 })), /"strange"/);
  for (const side of [plain, near]) {
    call(side, "DELETE", "/docs", { ids: ["strange"] });
    TEXTS.forEach((text, i) => i < 50 && upsert(side, `d${i}`, text));
  }
  assert.equal(JSON.stringify(both({ text: TEXTS[0]!, topk: 50 })).includes("strange"), false);
});

test("documents whose vector is known and in no list are found too", () => {
  const known = new Map(TEXTS.map((text, i) => [text, VECTORS[i]!]));
  const vectors = new Vectors(shareVectors(TEXTS.slice(1), TEXTS.slice(0, 1), (text) => known.get(text)));
  const lists = { size: 8, rows: new Int32Array(8 * vectors.shared.listed) };
  fillLists(vectors, lists, 0, vectors.shared.listed);
  const make = (schema: Schema) => new NearCollection(schema, vectors, lists);
  const near = { store: new PlayedDashVector(KEY, DIMENSION, make), vectors };
  const plain = { store: new PlayedDashVector(KEY, DIMENSION), vectors };
  for (const side of [near, plain]) TEXTS.forEach((text, i) => upsert(side, `d${i}`, text));
  for (const text of TEXTS) {
    assert.deepEqual(found(near, { text, topk: 5 }), found(plain, { text, topk: 5 }), text);
  }
});

test("texts of the same vector share a row", () => {
  const { near } = sides(null);
  assert.equal(near.vectors.count, COUNT - COUNT / 10);
  assert.equal(near.vectors.rowOf(TEXTS[9]!), near.vectors.rowOf(TEXTS[8]!));
  assert.equal(near.vectors.rowOf("another"), undefined);
});

test("of rows at the same distance the first stays in front", () => {
  const nearest = new Nearest(2);
  for (const [row, distance] of [[7, 0.5], [3, 0.1], [4, 0.1], [5, 0.1]] as const) nearest.add(row, distance); // prettier-ignore
  assert.deepEqual([[...nearest.rows], nearest.takes(0.1), nearest.takes(0.09)], [[3, 4], false, true]);
});
