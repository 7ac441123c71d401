import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { type Answer, composed, countTokens, type RawAnswer, type RawPiece } from "./llm/answer.ts";
import { type ChatRequest, readChat, refuse } from "./llm/chat.ts";
import { comparison } from "./llm/comparison.ts";
import { completion, newHead } from "./llm/completion.ts";
import { stream } from "./llm/stream.ts";
import type { Received } from "./received.ts";
import { json, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

/** How the LLM stand-in behaves unless a script says otherwise. */
export interface LlmOptions extends Address {
  /** When set, the only key accepted. */
  apiKey?: string;
  /** Wait before the first byte, 600 ms unless told. */
  thinkingMs?: number;
  /** Wait for each token, 20 ms unless told; a JSON answer waits for all of its tokens. */
  tokenMs?: number;
  /** What `GET /v1/models` lists; any model is answered. */
  models?: string[];
}

/** What a test makes of a request: parts of the answer, raw bytes, or null for the ordinary answer. */
export type Script = (chat: ChatRequest, request: Received) => Partial<Answer> | RawAnswer | null;

const CHAT_PATHS = ["/v1/chat/completions", "/compatible-mode/v1/chat/completions"];
const MODEL_PATHS = ["/v1/models", "/compatible-mode/v1/models"];

/**
 * OpenAI's chat completions, JSON and streamed. https://platform.openai.com/docs/api-reference/chat
 *
 * A request that wants two texts compared is answered at once, with yes or no (`comparison`), as by a small model.
 */
export class Llm extends Standin {
  /** Set by tests; `reset` clears it. */
  script: Script | null = null;
  private readonly options: LlmOptions;
  private number = 0;

  constructor(options: LlmOptions = {}) {
    super(options);
    this.options = options;
  }

  /** The number in the newest answer; it never starts again, so that an old answer is always told from a new one. */
  get completions(): number {
    return this.number;
  }

  override reset(): void {
    super.reset();
    this.script = null;
  }

  protected override async answer(request: Received, signal: AbortSignal): Promise<Reply> {
    const { apiKey } = this.options;
    if (apiKey !== undefined && request.bearer !== apiKey) {
      throw refuse(401, "invalid_api_key", "Incorrect API key provided.");
    }
    const { pathname } = request.url;
    if (request.method === "GET" && MODEL_PATHS.includes(pathname)) return this.models();
    if (request.method === "POST" && CHAT_PATHS.includes(pathname)) return this.complete(request, signal);
    throw refuse(404, "unknown_url", `no ${request.method} ${pathname} in this stand-in`);
  }

  private models(): Reply {
    const ids = this.options.models ?? ["gpt-4o-mini", "qwen-plus", "deepseek-reasoner"];
    const data = ids.map((id) => ({ id, object: "model", created: 1700000000, owned_by: "stand-in" }));
    return json(200, { object: "list", data });
  }

  private async complete(request: Received, signal: AbortSignal): Promise<Reply> {
    const chat = readChat(request.body);
    const scripted = this.script?.(chat, request) ?? {};
    const number = ++this.number;
    if ("raw" in scripted) return rawReply(scripted, signal);
    const { thinkingMs = 600, tokenMs = 20 } = this.options;
    const compared = comparison(chat);
    const verdict =
      compared === null ? {} : { content: compared, finishReason: "stop", thinkingMs: 0, tokenMs: 0 };
    const answers = Array.from({ length: chat.n ?? 1 }, (_, choice): Answer => ({
      thinkingMs,
      tokenMs,
      ...composed(chat, number, choice),
      ...verdict,
      ...scripted,
    }));
    const first = answers[0]!;
    await sleep(first.thinkingMs, undefined, { signal });
    if (!chat.stream) return this.whole(request, chat, answers, signal);
    return {
      status: 200,
      headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" },
      body: stream(newHead(chat), chat, answers, signal),
      cut: first.ending === "cut",
      ...(first.trailers ? { trailers: first.trailers } : {}),
    };
  }

  /** A JSON answer, compressed for a client that offers gzip, as services do. */
  private async whole(
    request: Received,
    chat: ChatRequest,
    answers: Answer[],
    signal: AbortSignal,
  ): Promise<Reply> {
    const first = answers[0]!;
    await sleep(first.tokenMs * countTokens(first), undefined, { signal });
    const reply = json(200, completion(newHead(chat), chat, answers));
    if (first.trailers) reply.trailers = first.trailers;
    if (!/\bgzip\b/i.test(String(request.headers["accept-encoding"] ?? ""))) return reply;
    const headers = { ...reply.headers, "content-encoding": "gzip", vary: "accept-encoding" };
    return { ...reply, headers, body: gzipSync(reply.body as string) };
  }
}

function rawReply({ raw }: RawAnswer, signal: AbortSignal): Reply {
  const { status = 200, headers = {}, body, ...ending } = raw;
  return { status, headers, body: Array.isArray(body) ? timed(body, signal) : body, ...ending };
}

async function* timed(pieces: RawPiece[], signal: AbortSignal): AsyncGenerator<string | Uint8Array> {
  for (const { bytes, delayMs } of pieces) {
    if (delayMs) await sleep(delayMs, undefined, { signal });
    yield bytes;
  }
}
