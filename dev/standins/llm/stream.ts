import { setTimeout as sleep } from "node:timers/promises";
import { type Answer, tokens } from "./answer.ts";
import type { ChatRequest } from "./chat.ts";
import { type Head, toolCall, usage } from "./completion.ts";

/** The server-sent events of a completion. https://platform.openai.com/docs/api-reference/chat/streaming */
export async function* stream(
  head: Head,
  chat: ChatRequest,
  answers: Answer[],
  signal: AbortSignal,
): AsyncGenerator<string> {
  const { ending, errorAtChunk, tokenMs } = answers[0]!;
  const counted = chat.stream_options?.include_usage === true;
  let number = 0;
  for (const choice of interleaved(answers.map(choices))) {
    if (number++ === errorAtChunk) {
      yield event({
        error: { message: "The server had an error", type: "server_error", param: null, code: null },
      });
      return;
    }
    if (tokenMs > 0) await sleep(tokenMs, undefined, { signal });
    yield event(chunk(head, [choice], counted ? { usage: null } : {}));
  }
  if (counted && ending !== "cut") yield event(chunk(head, [], { usage: usage(chat, answers) }));
  if (ending === "done") yield "data: [DONE]\n\n";
}

function event(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}

function chunk(head: Head, choices: unknown[], more: object): unknown {
  return { ...head, object: "chat.completion.chunk", choices, ...more };
}

/** The choice objects that say `answer`, one to a chunk. */
function choices(answer: Answer, index: number): unknown[] {
  const deltas: unknown[] = [{ role: "assistant", content: answer.content === null ? null : "" }];
  for (const token of tokens(answer.reasoning ?? "")) deltas.push({ reasoning_content: token });
  for (const token of tokens(answer.content ?? "")) deltas.push({ content: token });
  answer.toolCalls.forEach((call, i) => {
    deltas.push({ tool_calls: [{ index: i, ...toolCall({ ...call, arguments: "" }) }] });
    for (const part of call.arguments.match(/[^]{1,8}/gu) ?? []) {
      deltas.push({ tool_calls: [{ index: i, function: { arguments: part } }] });
    }
  });
  const said = deltas.map((delta) => ({
    index,
    delta,
    logprobs: null,
    finish_reason: null as string | null,
  }));
  return [...said, { index, delta: {}, logprobs: null, finish_reason: answer.finishReason }];
}

/** The first of each list, then the second of each, and so on. */
function* interleaved<T>(lists: T[][]): Generator<T> {
  const longest = Math.max(...lists.map((list) => list.length));
  for (let i = 0; i < longest; i++) for (const list of lists) if (i < list.length) yield list[i]!;
}
