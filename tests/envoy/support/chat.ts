import type { OutgoingHttpHeaders } from "node:http";
import { type Got, send } from "./http.ts";

/** What a test adds to a question. */
export interface Extras {
  headers?: OutgoingHttpHeaders;
  /** More fields of the body, or others in place of `model` and `messages`. */
  body?: Record<string, unknown>;
  signal?: AbortSignal;
}

/** A chunk of a streamed answer, or a completion. */
export interface Completion {
  id: string;
  object: string;
  choices: Choice[];
  usage?: { prompt_tokens: number; completion_tokens: number; total_tokens: number } | null;
  [field: string]: unknown;
}

export interface Choice {
  index: number;
  message?: { content: string | null; [field: string]: unknown };
  delta?: { content?: string | null; [field: string]: unknown };
  finish_reason: string | null;
}

/** What the gateway answered to a question, and what the cache said about it. */
export class Answer {
  readonly got: Got;

  constructor(got: Got) {
    this.got = got;
  }

  /** `x-ai-cache`. */
  get cache(): string | undefined {
    return this.header("x-ai-cache");
  }

  /** `x-ai-cache-key`, "" where there is none. */
  get key(): string {
    return this.header("x-ai-cache-key") ?? "";
  }

  /** `cache-status`. */
  get status(): string | undefined {
    return this.header("cache-status");
  }

  /** The `data` of each event of a stream. */
  get events(): string[] {
    return this.got.body
      .split("\n\n")
      .filter((event) => event.startsWith("data: "))
      .map((event) => event.slice("data: ".length));
  }

  /** The JSON answer, or the chunks of a stream. */
  get completions(): Completion[] {
    if (!this.isStream) return [JSON.parse(this.got.body) as Completion];
    return this.events.filter((data) => data !== "[DONE]").map((data) => JSON.parse(data) as Completion);
  }

  /** What choice `index` says. */
  text(index = 0): string {
    const choices = this.completions.flatMap(({ choices }) => choices).filter((it) => it.index === index);
    return choices.map(({ message, delta }) => (message ?? delta)?.content ?? "").join("");
  }

  header(name: string): string | undefined {
    const value = this.got.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  }

  private get isStream(): boolean {
    return (this.header("content-type") ?? "").startsWith("text/event-stream");
  }
}

/** The body of a chat request that asks `question`. */
export function chat(question: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { model: "gpt-4o-mini", messages: [{ role: "user", content: question }], ...more };
}

/** Asks `question` at the gateway. */
export async function ask(at: { url: string }, question: string, extras: Extras = {}): Promise<Answer> {
  return askBody(at, JSON.stringify(chat(question, extras.body)), extras);
}

/** The same with a body of the caller's making. */
export async function askBody(
  at: { url: string },
  body: string,
  { headers, signal }: Extras = {},
): Promise<Answer> {
  const sent = { headers: { "content-type": "application/json", ...headers }, body };
  return new Answer(await send(at.url, { ...sent, ...(signal ? { signal } : {}) }));
}
