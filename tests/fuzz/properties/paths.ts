import assert from "node:assert/strict";
import fc from "fast-check";
import { said } from "../../v8-host/support/chat.ts";
import { bytesOf, cuts, pieces, type Raw } from "../generators/bytes.ts";
import { eventText, frame, listOf, objectOf, spoiled, texts } from "../generators/chat.ts";
import { stringText } from "../generators/json.ts";
import { eventsOf } from "../support/event-stream.ts";
import { known } from "../support/known.ts";
import { Lab } from "../support/lab.ts";
import type { Check, Property } from "../support/property.ts";

interface Case {
  lab: number;
  isStream: boolean;
  body: Raw;
  sizes: number[];
}

type Json = Record<string, unknown>;

/** A path as the configuration has it, and what V8 finds at it, which takes the last of two members of one name. */
interface Place {
  path: string;
  find(root: unknown): unknown;
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Json)[name]
    : undefined;
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** What GJSON takes for the text of a query: that, and 0, as which it takes the text where it has a number to compare. */
function isText(type: unknown): boolean {
  return type === "text" || type === 0;
}

const PLACES: Place[] = [
  { path: "text", find: (root) => member(root, "text") },
  { path: "output.text", find: (root) => member(member(root, "output"), "text") },
  { path: "output.0.text", find: (root) => member(items(member(root, "output"))[0], "text") },
  {
    path: 'output.@reverse.#(type=="text").text',
    find: (root) => {
      const last = [...items(member(root, "output"))].reverse().find((part) => isText(member(part, "type")));
      return member(last, "text");
    },
  },
];

const part = objectOf({ text: stringText, type: texts("text", "text", "image") }, ["text", "type"], 1);
const choice = objectOf(
  {
    finish_reason: fc.constantFrom('"stop"', '"stop"', "null", '"length"'),
    message: fc.constantFrom('{"tool_calls":[{}]}', '{"content":""}', '{"tool_calls":[]}'),
  },
  ["finish_reason"],
  1,
);
/** What stands at `output`, and which member leads on to the text, for each place. */
const OUTPUTS: [fc.Arbitrary<string>, always: string][] = [
  [part, "text"],
  [part, "output"],
  [listOf(part, 1), "output"],
  [listOf(part, 1), "output"],
];

/** An answer that has a text at the place, mostly. */
function answerAt(place: number): fc.Arbitrary<string> {
  const [output, always] = OUTPUTS[place]!;
  const error = fc.constantFrom("null", "null", '"no"');
  return objectOf({ text: stringText, output, choices: listOf(choice, 0), error }, [always], 2);
}

function streamAt(place: number): fc.Arbitrary<string> {
  const events = fc.array(answerAt(place), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(events, frame, fc.boolean())
    .map(([datas, how, hasEnd]) =>
      [...datas, ...(hasEnd ? ["[DONE]"] : [])]
        .map((data) => eventText(data.replaceAll(/[\r\n]/g, " "), how))
        .join(""),
    );
}

function asking(stream: boolean): Buffer {
  return Buffer.from(JSON.stringify({ model: "m", messages: [{ role: "user", content: "What?" }], stream }));
}

/** What a client of the LLM reads at the place, as far as it reads. */
function readAt({ find }: Place, datas: string[]): unknown[] {
  const end = datas.indexOf("[DONE]");
  const found = datas.slice(0, end < 0 ? datas.length : end).map((data) => find(JSON.parse(data)));
  return found.filter((value) => value !== undefined && value !== null && value !== "");
}

/** Whether a text says the same as what was read: letter for letter, or as JSON. */
function isSame(text: string, values: unknown[]): boolean {
  if (values.every((value) => typeof value === "string")) return text === values.join("");
  // How an LLM spells what is no text is its own affair.
  return values.length > 1 || JSON.stringify(JSON.parse(text)) === JSON.stringify(values[0]);
}

/** The answer comes in these pieces; what is served of it later, or null. */
function served(lab: Lab, isStream: boolean, parts: Buffer[]): string | null {
  const type = isStream ? "text/event-stream" : "application/json";
  const stream = lab.ask(asking(isStream)).respond({ headers: { "content-type": type }, body: parts });
  lab.settle();
  assert.deepEqual(stream.answered!.body, Buffer.concat(parts), "the client gets what the LLM sent");
  const again = lab.ask(asking(false));
  if (again.isLocal) return said(again);
  again.respond({ status: 500 });
  return null;
}

function checkOn(labs: Lab[], { lab: number, isStream, body, sizes }: Case): void {
  const lab = labs[number % labs.length]!;
  const bytes = bytesOf(body);
  lab.reset();
  const text = served(lab, isStream, [bytes]);
  if (text !== null) {
    const datas = isStream ? eventsOf(bytes.toString()) : [bytes.toString()];
    const values = readAt(PLACES[number % PLACES.length]!, datas);
    assert.ok(isSame(text, values), `${text} is kept of ${JSON.stringify(values)}`);
  }
  const parts = pieces(bytes, sizes);
  lab.reset();
  assert.equal(served(lab, isStream, parts), text, "the pieces do not matter");
  lab.check(parts.length);
}

/** Answers of which the text stands at a path. */
export const paths: Property<Case> = {
  title:
    "of an answer whose text stands at a path that text is kept, and none where readers differ in what it is",
  cases: fc.tuple(fc.nat(PLACES.length - 1), fc.boolean()).chain(([lab, isStream]) =>
    fc.record({
      lab: fc.constant(lab),
      isStream: fc.constant(isStream),
      body: spoiled(isStream ? streamAt(lab) : answerAt(lab)),
      sizes: cuts,
    }),
  ),
  known: known("paths"),
  open(): Promise<Check<Case>> {
    return openLabs();
  },
};

async function openLabs(): Promise<Check<Case>> {
  const labs = await Promise.all(
    PLACES.map(({ path }, i) =>
      Lab.of({
        dialect: i % 2 === 0 ? "webdis" : "redis",
        more: { cacheValueFrom: path, cacheStreamValueFrom: path },
      }),
    ),
  );
  return (one) => checkOn(labs, one);
}
