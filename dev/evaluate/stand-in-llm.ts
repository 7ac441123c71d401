import { composed } from "../standins/llm/answer.ts";
import { readChat } from "../standins/llm/chat.ts";
import { completion, newHead } from "../standins/llm/completion.ts";
import type { Response } from "../v8-host/stream.ts";

/** The body of a request that asks `question`; `system` sets it apart from the same under another one. */
export function asking(question: string, system?: string): string {
  const messages = [{ role: "user", content: question }];
  const all = system === undefined ? messages : [{ role: "system", content: system }, ...messages];
  return JSON.stringify({ model: "gpt-4o-mini", messages: all });
}

/** The LLM's answer to the request in `body`: it says `text`. */
export function saying(text: string, body: string): Response {
  const chat = readChat(body);
  const answer = { ...composed(chat, 0, 0), content: text, thinkingMs: 0, tokenMs: 0 };
  return {
    headers: { "content-type": "application/json" },
    body: JSON.stringify(completion(newHead(chat), chat, [answer])),
  };
}

/** What a JSON answer says. */
export function said(body: string): string {
  return (JSON.parse(body) as { choices: { message: { content: string } }[] }).choices[0]!.message.content;
}
