import assert from "node:assert/strict";
import fc from "fast-check";
import { bytesOf, type Raw } from "../generators/bytes.ts";
import { listOfOne, objectOf, spoiled, status } from "../generators/chat.ts";
import { jsonText } from "../generators/json.ts";
import { known } from "../support/known.ts";
import { isPlain } from "../support/plain.ts";
import type { Check, Property } from "../support/property.ts";
import { Taught } from "../support/taught.ts";

interface Case {
  store: keyof typeof DIALECTS;
  status: number;
  /** A search's reply, in which `placeholder`s stand for what the document says that was stored. */
  body: Raw;
}

/** A store's replies, and what they say to V8, which takes the last of two members of one name. */
interface Dialect {
  replies: fc.Arbitrary<string>;
  /** The documents of a reply that is well, each with its distance; throws for another. */
  found(reply: unknown): { distance: number; fields: Fields }[];
}

type Fields = Record<string, unknown> | null;

/** Nearer than this is the same question: the default. */
const THRESHOLD = 0.1;
const NAMES = ["key", "digest", "scope", "model", "question", "expires_at", "id"];
/** The first is of a neighbour that is near enough. */
const DISTANCES = ["0.05", "0", "0.0999999", "1e-2", "0.1", "0.2", "-0.0000001", "1e999", "5e-324", "null"];
const SIMILARITIES = ["0.95", "1", "0.9000001", "99e-2", "0.9", "0.8", "1.0000001", "1e999", "0.1", "null"];
const OTHER_ID = JSON.stringify("0f".repeat(32));

/** What stands in a reply for the value of a field of the stored document. */
function placeholder(name: string): string {
  return `"{${name}}"`;
}

/** The reply with the document's own values. */
function filled(body: string, fields: Fields): string {
  return NAMES.reduce(
    (text, name) => text.replaceAll(placeholder(name), JSON.stringify(fields?.[name] ?? "")),
    body,
  );
}

const own = (name: string): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant(placeholder(name)) },
    { weight: 1, arbitrary: fc.constantFrom(OTHER_ID, '""', "null", "1", "99999999999") },
  );
const usual = `{${NAMES.map((name) => `"${name}":${placeholder(name)}`).join()}}`;
const fields = fc.oneof(
  { weight: 2, arbitrary: fc.constant(usual) },
  { weight: 1, arbitrary: objectOf(Object.fromEntries(NAMES.map((name) => [name, own(name)])), NAMES, 1) },
);

function scored(scores: string[], payload: string): fc.Arbitrary<string> {
  const score = fc.oneof(
    { weight: 1, arbitrary: fc.constant(scores[0]!) },
    { weight: 1, arbitrary: fc.constantFrom(...scores) },
  );
  return objectOf(
    { id: own("id"), score, [payload]: fields, version: jsonText },
    ["id", "score", payload],
    1,
  );
}

const DIALECTS = {
  dashvector: {
    replies: objectOf(
      {
        code: fc.constantFrom(...Array.from({ length: 9 }, () => "0"), "-2021", '"0"'),
        output: listOfOne(scored(DISTANCES, "fields")),
        message: jsonText,
      },
      ["code", "output"],
      1,
    ),
    found: (reply) => {
      const { code, output } = reply as { code: unknown; output: { score: unknown; fields: Fields }[] };
      expect(code, 0);
      return output.map(({ score, fields }) => ({ distance: finite(score), fields }));
    },
  },
  qdrant: {
    replies: objectOf(
      {
        status: fc.constantFrom(...Array.from({ length: 9 }, () => '"ok"'), '"error"', "null"),
        result: objectOf(
          {
            points: listOfOne(scored(SIMILARITIES, "payload")),
            time: jsonText,
          },
          ["points"],
          1,
        ),
      },
      ["status", "result"],
      1,
    ),
    found: (reply) => {
      const { status, result } = reply as {
        status: unknown;
        result: { points: { score: unknown; payload: Fields }[] };
      };
      expect(status, "ok");
      return result.points.map(({ score, payload }) => ({ distance: 1 - finite(score), fields: payload }));
    },
  },
} satisfies Record<string, Dialect>;

function finite(score: unknown): number {
  if (typeof score === "number" && Number.isFinite(score)) return score;
  throw new Error("a score is no number");
}

function expect(value: unknown, wanted: unknown): void {
  // As strictly as the module: `-0` is no 0.
  if (!Object.is(value, wanted)) throw new Error(`not ${String(wanted)}`);
}

/** The documents that V8 reads in a reply; none where it is no reply that is well. */
function foundBy(one: Case, text: string): { distance: number; fields: Fields }[] {
  try {
    return one.status === 200 ? DIALECTS[one.store].found(JSON.parse(text)) : [];
  } catch {
    return [];
  }
}

/** Whether a document may lead to the stored answer: `names` are the fields that must be as they were stored. */
function leads(names: string[], stored: Fields, found: { distance: number; fields: Fields }): boolean {
  return found.distance < THRESHOLD && names.every((name) => found.fields?.[name] === stored?.[name]);
}

function checkOn(taught: Taught, one: Case): void {
  const { lab } = taught;
  const stored = { ...lab.neighbours[0]!.fields, id: lab.neighbours[0]!.id };
  const body = bytesOf(filled(one.body, stored));
  let calls = 0;
  // What else is asked of the store comes after the search.
  lab.trouble = (step) => (step === "vector" && calls++ === 0 ? { status: one.status, body } : null);
  const isServed = taught.ask();
  const text = body.toString();
  const found = foundBy(one, text);
  if (isServed && isPlain(text)) {
    const isLed = found.some((document) => leads(["key", "scope", "model"], stored, document));
    assert.ok(isLed, "served");
  }
  if (!isServed && found.length === 1 && isPlain(text))
    assert.ok(!leads(NAMES, stored, found[0]!), "near enough, and not served");
  lab.check(1);
  taught.reset();
}

/** What vector stores find, read as it may be read. */
export const searches: Property<Case> = {
  title: "a neighbour is served where the vector store's reply says that it is near, and nowhere else",
  cases: fc.constantFrom("dashvector" as const, "qdrant" as const).chain((store) =>
    fc.record({
      store: fc.constant(store),
      status,
      body: spoiled(DIALECTS[store].replies),
    }),
  ),
  known: known("searches"),
  async open(): Promise<Check<Case>> {
    const of = (store: string): Promise<Taught> =>
      Taught.of({ dialect: "webdis", embedder: "dashscope", store });
    const taught = { dashvector: await of("dashvector"), qdrant: await of("qdrant") };
    return (one) => checkOn(taught[one.store], one);
  },
};
