import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import type { RawAnswer } from "../../dev/standins/llm/answer.ts";
import type { Stack } from "../../dev/stack/stack.ts";
import { chunk, cut, DONE, event, spoken, stream } from "./support/answers.ts";
import { ask, chat } from "./support/chat.ts";
import { open } from "./support/http.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { stored, whereabouts } from "./support/stored.ts";
import { allowTrailers } from "./support/trailers.ts";

let stack: Stack;
before(async () => {
  stack = await startStack({ patch: allowTrailers });
});
after(() => stack?.close());
afterEach(() => (stack.llm.script = null));

const TEXT = "Grüße, 你好 👋 fine.";
const SAID = spoken("Grüße, ", "你好 ", "👋", " fine.");
const WHOLE = SAID.join("") + DONE;
const TRAILERS = { "x-checksum": "abc" };

/** The same with more than one line to an event: what looks like an empty line would cut it in two. */
const SEVERAL_LINES = WHOLE.replaceAll('"choices":', '\ndata: "choices":');

const STREAMED: [what: string, script: RawAnswer][] = [
  ["an ordinary stream", stream([...SAID, DONE])],
  ["all of it in one piece", stream([WHOLE])],
  ["the last content and [DONE] in one piece", stream([...SAID.slice(0, -1), SAID.at(-1) + DONE])],
  ["pieces of seven bytes, also within characters", stream(cut(WHOLE, 7))],
  [
    "comments",
    stream([": keep-alive\n\n", SAID[0]!, ": PROCESSING\n\n:\n\n", ...SAID.slice(1), ": bye\n\n", DONE]),
  ],
  ["CRLF line ends", stream([WHOLE.replaceAll("\n", "\r\n")])],
  ["CRLF line ends, each split over two pieces", stream(splitCrlf(SEVERAL_LINES))],
  ["CR line ends", stream([WHOLE.replaceAll("\n", "\r")])],
  [
    "event names, ids and retry times",
    stream(SAID.map((it) => `event: message\nid: 1\nretry: 10\n${it}`).concat(DONE)),
  ],
  ["no space after the colon", stream([WHOLE.replaceAll("data: ", "data:")])],
  ["a byte order mark", stream(["\ufeff" + WHOLE])],
  ["events of several data lines", stream([SEVERAL_LINES])],
  [
    "a first chunk that has only a role",
    stream([event(chunk({ role: "assistant" })), ...SAID.slice(1), DONE]),
  ],
  ["a role in every chunk", stream([...inEvery({ role: "assistant" }), DONE])],
  ["the finish with the last content", stream([SAID[0]!, event(chunk({ content: TEXT }, "stop")), DONE])],
  ["a finish without [DONE], and a clean end", stream(SAID)],
  [
    "a chunk without choices, for usage",
    stream([
      ...SAID,
      event({ ...chunk({}), choices: [], usage: { prompt_tokens: 1, completion_tokens: 1 } }),
      DONE,
    ]),
  ],
  ["trailers", stream([...SAID, DONE], { trailers: TRAILERS })],
  ["trailers and no [DONE]", stream(SAID, { trailers: TRAILERS })],
  ["a connection that breaks after [DONE]", stream([...SAID, DONE], { cut: true })],
  ["an emoji whose escapes come in two chunks", stream(splitEmoji())],
  [
    "a content type with a charset",
    stream([WHOLE], { headers: { "content-type": "Text/Event-Stream;charset=UTF-8" } }),
  ],
];

/** Every `\r\n` with its halves in different pieces. */
function splitCrlf(text: string): string[] {
  return text.replaceAll("\n", "\r\n").split(/(?<=\r)/);
}

/** The answer with `more` in each delta. */
function inEvery(more: object): string[] {
  const deltas = ["Grüße, ", "你好 ", "👋", " fine."].map((content) => event(chunk({ ...more, content })));
  return [...deltas, event(chunk(more, "stop"))];
}

function splitEmoji(): string[] {
  const half = (escape: string): string =>
    event(JSON.stringify(chunk({ content: "$" })).replace("$", escape));
  return [
    SAID[0]!,
    event(chunk({ content: "Grüße, 你好 " })),
    half("\\ud83d"),
    half("\\udc4b"),
    event(chunk({ content: " fine." })),
    event(chunk({}, "stop")),
    DONE,
  ];
}

for (const [what, script] of STREAMED) {
  test(`stored from a stream: ${what}`, async () => {
    const question = fresh();
    stack.llm.script = () => script;
    const response = await open(stack.url, {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(chat(question, { stream: true })),
    });
    const pieces: Buffer[] = [];
    try {
      for await (const piece of response) pieces.push(piece as Buffer);
    } catch (error) {
      assert.ok(script.raw.cut, String(error));
    }
    stack.llm.script = null;
    const sent = typeof script.raw.body === "string" ? [script.raw.body] : script.raw.body;
    const bytes = (sent as { bytes: string | Uint8Array }[]).map(({ bytes }) => Buffer.from(bytes));
    assert.deepEqual(Buffer.concat(pieces), Buffer.concat(bytes), "the client gets what the LLM sent");
    if (script.raw.trailers) assert.deepEqual({ ...response.trailers }, TRAILERS);
    await stored(stack, whereabouts(response.headers));
    for (const streamed of [false, true]) {
      const again = await ask(stack, question, { body: { stream: streamed } });
      assert.deepEqual([again.cache, again.text()], ["hit", TEXT]);
    }
  });
}
