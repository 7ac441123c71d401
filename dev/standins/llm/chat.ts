import { json, Refusal } from "../reply.ts";

/** One message; the content is text or parts. */
export interface Message {
  role: string;
  content?: string | { type: string; text?: string }[] | null;
}

/** The fields of a chat completion request that change what the stand-in does. */
export interface ChatRequest {
  model: string;
  messages: Message[];
  stream?: boolean;
  stream_options?: { include_usage?: boolean } | null;
  n?: number | null;
  tools?: { type: string; function: { name: string } }[] | null;
  tool_choice?: unknown;
  max_tokens?: number | null;
  max_completion_tokens?: number | null;
  response_format?: { type: string } | null;
}

/** OpenAI's error body. https://platform.openai.com/docs/guides/error-codes */
export function refuse(status: number, code: string | null, message: string): Refusal {
  return new Refusal(json(status, { error: { message, type: "invalid_request_error", param: null, code } }));
}

/** The request in `body`; throws the refusal of anything else. */
export function readChat(body: string): ChatRequest {
  const chat = parse(body);
  if (typeof chat?.model !== "string") throw refuse(400, null, "you must provide a model parameter");
  if (!Array.isArray(chat.messages) || chat.messages.length === 0) {
    throw refuse(400, null, "'messages' must be an array with at least one message");
  }
  const n = chat.n ?? 1;
  if (!Number.isInteger(n) || n < 1 || n > 128)
    throw refuse(400, null, "'n' must be an integer from 1 to 128");
  return chat;
}

/** The text of the last user message; a part that is not text shows as its type in brackets. */
export function question(chat: ChatRequest): string {
  const message = chat.messages.filter(({ role }) => role === "user").at(-1);
  const content = message?.content ?? "";
  if (typeof content === "string") return content;
  return content.map((part) => (part.type === "text" ? (part.text ?? "") : `[${part.type}]`)).join(" ");
}

/** Roughly the prompt's tokens: four characters each. */
export function promptTokens(chat: ChatRequest): number {
  return Math.ceil(JSON.stringify(chat.messages).length / 4);
}

function parse(body: string): ChatRequest | null {
  try {
    return JSON.parse(body) as ChatRequest | null;
  } catch {
    throw refuse(400, null, "We could not parse the JSON body of your request.");
  }
}
