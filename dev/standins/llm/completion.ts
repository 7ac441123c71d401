import { randomUUID } from "node:crypto";
import { type Answer, countTokens, type ToolCall } from "./answer.ts";
import { type ChatRequest, promptTokens } from "./chat.ts";

/** What every object of one completion carries. */
export interface Head {
  id: string;
  created: number;
  model: string;
}

/** A new completion of `chat`. */
export function newHead(chat: ChatRequest): Head {
  return { id: `chatcmpl-${randomUUID()}`, created: Math.floor(Date.now() / 1000), model: chat.model };
}

/** The JSON answer. https://platform.openai.com/docs/api-reference/chat/object */
export function completion(head: Head, chat: ChatRequest, answers: Answer[]): unknown {
  const choices = answers.map((answer, index) => ({
    index,
    message: message(answer),
    logprobs: null,
    finish_reason: answer.finishReason,
  }));
  return { ...head, object: "chat.completion", choices, usage: usage(chat, answers) };
}

/** Tokens of the prompt and of all choices. */
export function usage(chat: ChatRequest, answers: Answer[]): unknown {
  const prompt_tokens = promptTokens(chat);
  const completion_tokens = answers.reduce((sum, answer) => sum + countTokens(answer), 0);
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}

/** A tool call as OpenAI writes it. */
export function toolCall(call: ToolCall) {
  return { id: call.id, type: "function", function: { name: call.name, arguments: call.arguments } };
}

function message(answer: Answer): unknown {
  return {
    role: "assistant",
    content: answer.content,
    ...(answer.reasoning === null ? {} : { reasoning_content: answer.reasoning }),
    ...(answer.toolCalls.length === 0 ? {} : { tool_calls: answer.toolCalls.map(toolCall) }),
  };
}
