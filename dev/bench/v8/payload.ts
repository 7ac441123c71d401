import { completion, DONE as END, spoken } from "../../../tests/envoy/support/answers.ts";
import { message, type Message, type SentCall } from "./message.ts";
import type { Flavour } from "./scenario.ts";

/** Who asks, in digits that may be counted up. */
const USER = "0000000000";
const [ZERO, NINE] = [0x30, 0x39];
const OK = { ":status": "200", "content-type": "application/json" };
const SYSTEM = "You are a concise assistant of a travel agency. Answer in one paragraph.";
const WORDS = "How long does a train take from the capital of France to the coast in the south, please? ";

/** Every upstream, and limits under which no prompt and no answer of the benchmark is too large. */
export function configuration(flavour: Flavour, dimension: number): object {
  const webdis = { type: "webdis", cluster: "redis" };
  const native = { type: "redis", serviceName: "redis.dns" };
  return {
    cache: { ...(flavour === "envoy" ? webdis : native), cacheTTL: 86_400 },
    embedding: {
      type: "dashscope",
      cluster: "dashscope",
      apiKey: "key",
      model: "text-embedding-v4",
      dimension,
    },
    vector: {
      type: "dashvector",
      cluster: "dashvector",
      serviceHost: "vrs.example.com",
      apiKey: "key",
      collectionID: "ai_cache",
      sweepInterval: 0,
    },
    holdHeaders: true,
    maxRequestBytes: 4_194_304,
    maxEntryBytes: 4_194_304,
  };
}

/**
 * A chat request as a client's library sends it.
 * @param bytes of its body, without the wish for a stream
 * @param opening what the question begins with
 */
export function request(
  bytes: number,
  isStream: boolean,
  opening = "",
  more: Record<string, string> = {},
): Message {
  const chat = (question: string): object => ({
    model: "gpt-4o-mini",
    messages: [
      { role: "system", content: SYSTEM },
      { role: "user", content: question },
    ],
    temperature: 0.7,
    user: USER,
  });
  const question = opening + text(bytes - JSON.stringify(chat(opening)).length);
  const json = JSON.stringify({ ...chat(question), ...(isStream ? { stream: true } : {}) });
  const headers = {
    ":method": "POST",
    ":path": "/v1/chat/completions",
    ":authority": "llm.example.com",
    ":scheme": "https",
    "content-type": "application/json",
    "content-length": String(json.length),
    authorization: "Bearer sk-0123456789abcdef0123456789abcdef",
    "user-agent": "OpenAI/JS 6.49.0",
    accept: "application/json",
    "accept-encoding": "gzip, deflate",
    "x-request-id": "8f0c9a1e-5d60-4e0b-9d39-0f2c36f3a5b1",
    ...more,
  };
  return message(headers, json);
}

/** Counts the digits of a request's `user` up, in place. */
export function renewer({ pieces }: Message): () => void {
  const body = pieces[0]!;
  const last = Buffer.from(body).indexOf(USER) + USER.length - 1;
  return () => {
    for (let at = last; ++body[at]! > NINE; at--) body[at] = ZERO;
  };
}

/** English of `bytes`, without a space at its end. */
export function text(bytes: number): string {
  const cut = WORDS.repeat(Math.ceil(bytes / WORDS.length)).slice(0, bytes);
  return cut.endsWith(" ") ? `${cut.slice(0, -1)}.` : cut;
}

/** The model's answer in one JSON body of `bytes`. */
export function whole(bytes: number): Message {
  return message(OK, JSON.stringify(completion(saidIn(bytes))));
}

/** The same in `count` events, of which the first and the last two say nothing. */
export function stream(bytes: number, count: number): Message {
  const said = saidIn(bytes);
  const parts = count - 3;
  const size = Math.ceil(said.length / parts);
  const pieces = Array.from({ length: parts }, (_, i) => said.slice(i * size, (i + 1) * size));
  return message({ ...OK, "content-type": "text/event-stream" }, ...spoken(...pieces), END);
}

function saidIn(bytes: number): string {
  return text(bytes - JSON.stringify(completion("")).length);
}

/** DashScope's reply: numbers with nine decimals, as the service has them. */
export function embedding(dimension: number): Message {
  const vector = Array.from({ length: dimension }, (_, i) => Number(Math.sin(i * 12.9898 + 1).toFixed(9)));
  return message(
    OK,
    JSON.stringify({
      output: { embeddings: [{ text_index: 0, embedding: vector }] },
      usage: { total_tokens: 23 },
      request_id: "617b8a1d-7bd6-9c5b-a0c7-f1a5b3ad1f90",
    }),
  );
}

/** A document of the vector store. */
export interface Document {
  id: string;
  fields: Record<string, unknown>;
}

/** What a search finds, at a distance. */
export function match({ id, fields }: Document, score: number): object {
  return { id, fields, score };
}

/** Documents of other questions, too far away to be taken. */
export function strangers(like: Document | null, count: number): object[] {
  const fields = like?.fields ?? {
    scope: "a".repeat(64),
    model: "text-embedding-v4",
    expires_at: 2_000_000_000,
  };
  return Array.from({ length: count }, (_, i) => {
    const hash = String(i).repeat(64);
    const own = { key: hash, digest: hash, question: text(60 + i) };
    return match({ id: hash, fields: { ...fields, ...own } }, 0.5 + i / 100);
  });
}

/** DashVector's reply to a search. */
export function matches(output: object[]): Message {
  const id = "2cd15b76-6e2a-4c0a-8f3e-1b4b4ab1a0c5";
  return message(OK, JSON.stringify({ code: 0, request_id: id, message: "Success", output }));
}

/** The document that a store writes. */
export function readDocument(body: Buffer): Document {
  return (JSON.parse(body.toString()) as { docs: [Document] }).docs[0];
}

/** What DashVector says of a collection. */
export function collection(dimension: number): Message {
  const types = { key: "STRING", scope: "STRING", question: "STRING", digest: "STRING", model: "STRING" };
  const fields = { ...types, dimension: "INT", expires_at: "INT" };
  const output = { name: "ai_cache", dimension, dtype: "FLOAT", metric: "cosine", fields_schema: fields };
  return message(OK, JSON.stringify({ code: 0, request_id: "8d0c", message: "Success", output }));
}

/** What Redis says, through a bridge or not. */
export function resp(reply: Uint8Array | string): Message {
  return message({ ":status": "200" }, reply);
}

/** The path of an HTTP call; empty for a command of Redis. */
export function pathOf({ headers }: SentCall): string {
  return /:path\0([^\0]*)\0/.exec(headers)?.[1] ?? "";
}

/** DashVector's reply to a store. */
export const DONE = message(
  OK,
  '{"code":0,"request_id":"2cd15b76-6e2a-4c0a-8f3e-1b4b4ab1a0c5","message":""}',
);
