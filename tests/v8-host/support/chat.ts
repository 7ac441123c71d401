import type { Response, Stream } from "../../../dev/v8-host/stream.ts";
import { completion, DONE, spoken } from "../../envoy/support/answers.ts";

/** Only exact look-ups. */
export const EXACT = { embedding: null, vector: null };

/** The body of a request. */
export function asking(question: string, more: object = {}): string {
  return JSON.stringify({ model: "gpt-4o-mini", messages: [{ role: "user", content: question }], ...more });
}

/** A completion that says `text`, as the LLM answers. */
export function saying(text: string): Response {
  return { headers: { "content-type": "application/json" }, body: JSON.stringify(completion(text)) };
}

/** The same as an event stream, a piece to an event. */
export function streaming(...parts: string[]): Response {
  return { headers: { "content-type": "text/event-stream" }, body: [...spoken(...parts), DONE] };
}

/** `x-ai-cache` and `cache-status` without the figures that move. */
export function outcome(stream: Stream): [cache: string | undefined, status: string | undefined] {
  const { answered } = stream;
  return [answered?.header("x-ai-cache"), answered?.header("cache-status")?.replace(/ttl=\d+/, "ttl=N")];
}

/** What the client reads, from a JSON answer or an event stream. */
export function said(stream: Stream): string {
  const { answered } = stream;
  if (!answered) throw new Error("there is no answer");
  const isStream = answered.header("content-type")?.startsWith("text/event-stream");
  const texts = isStream ? events(answered.text) : [answered.text];
  const choices = texts
    .filter((text) => text !== "[DONE]")
    .flatMap((text) => (JSON.parse(text) as Answer).choices);
  return choices.map(({ message, delta }) => (message ?? delta)?.content ?? "").join("");
}

interface Answer {
  choices: { message?: { content: string }; delta?: { content?: string } }[];
}

function events(text: string): string[] {
  return text.split("\n\n").flatMap((part) => (part.startsWith("data: ") ? [part.slice(6)] : []));
}
