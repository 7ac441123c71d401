import assert from "node:assert/strict";
import fc from "fast-check";
import { bytesOf, type Raw } from "../generators/bytes.ts";
import { listOfOne, objectOf, spoiled, status, texts } from "../generators/chat.ts";
import { jsonText, stringText } from "../generators/json.ts";
import { known } from "../support/known.ts";
import { isPlain } from "../support/plain.ts";
import type { Check, Property } from "../support/property.ts";
import { Taught } from "../support/taught.ts";

interface Case {
  verifier: keyof typeof DIALECTS;
  status: number;
  body: Raw;
}

/** A verifier's replies, and what they say to V8, which takes the last of two members of one name. */
interface Dialect {
  replies: fc.Arbitrary<string>;
  isYes(reply: unknown): boolean;
}

/** Scores from here on mean the same: the default. */
const THRESHOLD = 0.9;

const scores = [
  ...Array.from({ length: 8 }, () => "0.95"),
  ...["0.9", "9e-1", "1", "0.89999999", "0.5", "0", "1.0000001", "-0.95", "1e999", "null"],
];
const result = objectOf(
  {
    index: fc.oneof(
      { weight: 4, arbitrary: fc.constant("0") },
      fc.constantFrom("-0", "0.0", "1", "-1", "null"),
    ),
    relevance_score: fc.constantFrom(...scores),
    document: fc.oneof(jsonText, fc.constant('{"text":"So what?"}')),
  },
  ["index", "relevance_score"],
  1,
);
const choice = objectOf(
  {
    index: fc.constant("0"),
    message: objectOf(
      {
        role: texts("assistant"),
        content: fc.oneof(
          {
            weight: 4,
            arbitrary: texts("yes", "yes", "Yes.", "**yes**\n", " 'YES' ", "no", "yes, but", "yes?"),
          },
          { weight: 1, arbitrary: fc.oneof(stringText, fc.constant('"y\\u0065s"')) },
        ),
      },
      ["content"],
      1,
    ),
    finish_reason: fc.constantFrom('"stop"', '"stop"', '"stop"', '"length"', "null"),
  },
  ["message", "finish_reason"],
  1,
);

const more = {
  code: texts("Throttling", ""),
  error: fc.constantFrom("null", '{"code":"x"}'),
  usage: jsonText,
};

const DIALECTS = {
  dashscope: {
    replies: objectOf(
      { output: objectOf({ results: listOfOne(result) }, ["results"], 1), ...more },
      ["output"],
      1,
    ),
    isYes: (reply) => {
      const results = reply as { output: { results: { index: unknown; relevance_score: unknown }[] } };
      const list = results.output.results;
      const [{ index, relevance_score: score }] = list as [(typeof list)[number]];
      const isOne = Array.isArray(list) && list.length === 1 && index === 0;
      return isOne && typeof score === "number" && score >= THRESHOLD && score <= 1;
    },
  },
  openai: {
    replies: objectOf({ choices: listOfOne(choice), ...more }, ["choices"], 1),
    isYes: (reply) => {
      const { choices } = reply as { choices: { message: { content: unknown }; finish_reason: unknown }[] };
      const { message, finish_reason: finish } = choices[0]!;
      const { content } = message;
      return (
        Array.isArray(choices) &&
        typeof content === "string" &&
        /^[\t\n\r !"'*.`]*yes[\t\n\r !"'*.`]*$/i.test(content) &&
        finish === "stop"
      );
    },
  },
} satisfies Record<string, Dialect>;

/** Whether V8 reads a yes; what is missing anywhere is none. */
function isYes({ verifier, status }: Case, text: string): boolean {
  try {
    return status === 200 && DIALECTS[verifier].isYes(JSON.parse(text));
  } catch {
    return false;
  }
}

function checkOn(taught: Taught, one: Case): void {
  const { lab } = taught;
  const body = bytesOf(one.body);
  lab.trouble = (step) => (step === "verifier" ? { status: one.status, body } : null);
  const isServed = taught.ask();
  const text = body.toString();
  const isWanted = isYes(one, text);
  if (isServed) assert.ok(isWanted, "served without a yes");
  else if (isWanted) assert.ok(!isPlain(text), "a yes, and nothing is served");
  lab.check(1);
  taught.reset();
}

/** What verifiers say, read as it may be read. */
export const opinions: Property<Case> = {
  title: "a neighbour is served where its verifier says yes to every reader, and nowhere else",
  cases: fc.constantFrom("dashscope" as const, "openai" as const).chain((verifier) =>
    fc.record({
      verifier: fc.constant(verifier),
      status,
      body: spoiled(DIALECTS[verifier].replies),
    }),
  ),
  known: known("opinions"),
  async open(): Promise<Check<Case>> {
    const of = (verifier: string): Promise<Taught> =>
      Taught.of({ dialect: "webdis", embedder: "dashscope", store: "dashvector", verifier });
    const taught = { dashscope: await of("dashscope"), openai: await of("openai") };
    return (one) => checkOn(taught[one.verifier], one);
  },
};
