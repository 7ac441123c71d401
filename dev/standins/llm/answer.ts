import { createHash } from "node:crypto";
import { type ChatRequest, question } from "./chat.ts";

/** A call of one function. */
export interface ToolCall {
  id: string;
  name: string;
  /** JSON text. */
  arguments: string;
}

/** One completion: what it says, and how it is sent. */
export interface Answer {
  /** Null beside tool calls. */
  content: string | null;
  /** Sent as `reasoning_content`, before the content. */
  reasoning: string | null;
  toolCalls: ToolCall[];
  finishReason: string;
  /** Wait before the first byte, milliseconds. */
  thinkingMs: number;
  /** Wait before each token, milliseconds. */
  tokenMs: number;
  /** How a stream ends: with `[DONE]`, cleanly without it, or by a destroyed socket before it. */
  ending: "done" | "no-done" | "cut";
  /** An error event takes the place of this chunk (counted from 0) and of all after it. */
  errorAtChunk: number | null;
  trailers: Record<string, string> | null;
}

/** An answer byte by byte, for what no well-behaved service sends. */
export interface RawAnswer {
  raw: {
    /** 200 unless told. */
    status?: number;
    headers?: Record<string, string>;
    body: string | Uint8Array | RawPiece[];
    trailers?: Record<string, string>;
    /** Destroys the socket after the last byte. */
    cut?: boolean;
  };
}

/** Bytes, and the wait before them in milliseconds. */
export interface RawPiece {
  bytes: string | Uint8Array;
  delayMs?: number;
}

const ADVICE = [
  "It depends on what is already in place, so start with the smallest change that can be undone.",
  "There are two common ways, and the first of them is enough in most cases.",
  "The short reply is yes, as long as the conditions named in the question hold.",
  "Most people take the second option, which costs a little more and needs less care.",
];

/**
 * The answer nobody scripted: its text follows from question and model, and names both and the running number of
 * the completion, so that an answer served for another question or a second time shows at once.
 */
export function composed(
  chat: ChatRequest,
  number: number,
  choice: number,
): Omit<Answer, "thinkingMs" | "tokenMs"> {
  const asked = question(chat);
  const advice = ADVICE[createHash("sha256").update(`${chat.model} ${asked}`).digest()[0]! % ADVICE.length];
  const which = choice === 0 ? "" : ` (choice ${choice + 1})`;
  const text = `Answer ${number}${which} of model ${chat.model} to «${asked}»: ${advice}`;
  const plain = {
    reasoning: null,
    toolCalls: [],
    ending: "done",
    errorAtChunk: null,
    trailers: null,
  } as const;
  const tool = chat.tools?.[0];
  if (tool && chat.tool_choice !== "none" && asked.toLowerCase().startsWith("call tool")) {
    const toolCalls = [
      { id: `call_${number}_${choice}`, name: tool.function.name, arguments: JSON.stringify({ asked }) },
    ];
    return { ...plain, content: null, toolCalls, finishReason: "tool_calls" };
  }
  const content = chat.response_format?.type === "json_object" ? JSON.stringify({ answer: text }) : text;
  const limit = chat.max_completion_tokens ?? chat.max_tokens ?? Infinity;
  const words = tokens(content);
  return {
    ...plain,
    toolCalls: [],
    content: words.slice(0, limit).join(""),
    reasoning: chat.model.endsWith("-reasoner") ? `Thinking about «${asked}» for the ${number}. time.` : null,
    finishReason: words.length > limit ? "length" : "stop",
  };
}

/** `text` in the pieces it is streamed in: words with the space before them, Chinese two by two; joined, the text. */
export function tokens(text: string): string[] {
  return text.match(/\s*(?:\p{Script=Han}{1,2}|[^\s\p{Script=Han}]+)|\s+/gu) ?? [];
}

/** Pieces of everything the answer says. */
export function countTokens(answer: Answer): number {
  const texts = [answer.reasoning, answer.content, ...answer.toolCalls.map((call) => call.arguments)];
  return texts.reduce((sum, text) => sum + tokens(text ?? "").length, 0);
}
