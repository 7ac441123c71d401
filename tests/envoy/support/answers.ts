import type { RawAnswer } from "../../../dev/standins/llm/answer.ts";

/** One chunk of a streamed answer. */
export function chunk(delta: object, finish: string | null = null, index = 0): object {
  return {
    id: "chatcmpl-scripted",
    object: "chat.completion.chunk",
    created: 1_700_000_000,
    model: "gpt-4o-mini",
    choices: [{ index, delta, logprobs: null, finish_reason: finish }],
  };
}

/** A whole completion that says `content`. */
export function completion(content: string | null, finish = "stop", message: object = {}): object {
  return {
    id: "chatcmpl-scripted",
    object: "chat.completion",
    created: 1_700_000_000,
    model: "gpt-4o-mini",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content, ...message },
        logprobs: null,
        finish_reason: finish,
      },
    ],
    usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
  };
}

/** One event as a service writes it. */
export function event(data: object | string): string {
  return `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}

/** The events of an answer that says `parts`, up to and without `[DONE]`. */
export function spoken(...parts: string[]): string[] {
  const said = parts.map((content) => event(chunk({ content })));
  return [event(chunk({ role: "assistant", content: "" })), ...said, event(chunk({}, "stop"))];
}

export const DONE = event("[DONE]");

/** A stream of exactly these pieces, each written on its own. */
export function stream(pieces: (string | Uint8Array)[], ending: Partial<RawAnswer["raw"]> = {}): RawAnswer {
  const body = pieces.map((bytes, i) => ({ bytes, delayMs: i === 0 ? 0 : 2 }));
  return { raw: { headers: { "content-type": "text/event-stream" }, body, ...ending } };
}

/** A JSON answer. */
export function whole(value: object, more: Partial<RawAnswer["raw"]> = {}): RawAnswer {
  return { raw: { headers: { "content-type": "application/json" }, body: JSON.stringify(value), ...more } };
}

/** `text` as bytes, cut after every `size`. */
export function cut(text: string, size: number): Buffer[] {
  const bytes = Buffer.from(text);
  const count = Math.ceil(bytes.length / size);
  return Array.from({ length: count }, (_, i) => bytes.subarray(i * size, (i + 1) * size));
}
