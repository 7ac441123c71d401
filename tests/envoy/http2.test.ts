import assert from "node:assert/strict";
import { type ClientHttp2Session, connect, type IncomingHttpHeaders } from "node:http2";
import { after, before, describe, test } from "node:test";
import type { Stack } from "../../dev/stack/stack.ts";
import { chat } from "./support/chat.ts";
import { fresh } from "./support/questions.ts";
import { startStack } from "./support/stack.ts";
import { stored, whereabouts } from "./support/stored.ts";

describe("HTTP/2", () => {
  let stack: Stack;
  let session: ClientHttp2Session;
  before(async () => {
    stack = await startStack();
    session = connect(stack.url);
  });
  after(async () => {
    session?.close();
    await stack?.close();
  });

  function post(body: string): Promise<{ headers: IncomingHttpHeaders; text: string }> {
    return new Promise((resolve, reject) => {
      const stream = session.request({
        ":method": "POST",
        ":path": "/v1/chat/completions",
        "content-type": "application/json",
      });
      let [headers, text] = [{}, ""];
      stream.on("response", (head) => (headers = head));
      stream.setEncoding("utf8").on("data", (piece: string) => (text += piece));
      stream.on("end", () => resolve({ headers, text }));
      stream.on("error", reject);
      stream.end(body);
    });
  }

  test("miss, then hits, many at once on one connection", async () => {
    const questions = Array.from({ length: 10 }, () => fresh());
    const bodies = questions.map((question) => JSON.stringify(chat(question)));
    const first = await Promise.all(bodies.map(post));
    assert.deepEqual(
      first.map(({ headers }) => headers["x-ai-cache"]),
      questions.map(() => "miss"),
    );
    for (const { headers } of first) await stored(stack, whereabouts(headers));
    const second = await Promise.all([...bodies, ...bodies].map(post));
    assert.ok(second.every(({ headers }) => headers["x-ai-cache"] === "hit"));
    assert.deepEqual(
      second.map(({ text }) => text),
      [...first, ...first].map(({ text }) => text),
    );
  });

  test("a body of 3 MB passes uncached", async () => {
    const { headers } = await post(JSON.stringify(chat("long ".repeat(600_000))));
    assert.deepEqual([headers[":status"], headers["x-ai-cache"]], [200, "bypass"]);
  });
});
