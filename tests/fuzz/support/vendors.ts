import type { HttpCall } from "../../../dev/v8-host/http-upstreams.ts";
import { completion } from "../../envoy/support/answers.ts";

/** Numbers in a vector. */
export const DIMENSION = 4;
const VECTOR = [0.5, -0.25, 1e-3, 0.125];
const KEY = "service-key";

/** A document of a vector store, as the filter wrote it. */
export interface Document {
  id: string;
  fields: Record<string, unknown>;
}

/** An embedding service: its section of the configuration, and what it answers when it is well. */
export interface EmbeddingVendor {
  fields: object;
  reply(call: HttpCall): unknown;
}

/** The same of a vector store. */
export interface StoreVendor {
  fields: object;
  /** The document that a call writes; null for another call. */
  written(call: HttpCall): Document | null;
  /** @param found what a search finds, all at this distance */
  reply(call: HttpCall, found: Document[], distance: number): unknown;
}

/** A reply as JSON. */
export function jsonReply(value: unknown): string {
  return JSON.stringify(value);
}

function textsOf({ body }: HttpCall): unknown[] {
  const sent = JSON.parse(body.toString()) as Record<string, unknown>;
  const input = sent.texts ?? sent.inputs ?? sent.input ?? [""];
  return Array.isArray(input) ? input : ((input as { texts: unknown[] }).texts ?? [input]);
}

/** One for each text, and the place of each. */
function each<T>(call: HttpCall, make: (index: number) => T): T[] {
  return textsOf(call).map((_, index) => make(index));
}

function openAiReply(call: HttpCall): unknown {
  return { data: each(call, (index) => ({ index, embedding: VECTOR })), model: "m" };
}

const FLOATS = Buffer.from(new Float32Array(VECTOR).buffer).toString("base64");

/** Every embedding service, by its `type`. */
export const EMBEDDERS: Record<string, EmbeddingVendor> = {
  dashscope: {
    fields: { apiKey: KEY, dimension: DIMENSION },
    reply: (call) => ({
      output: { embeddings: each(call, (index) => ({ text_index: index, embedding: VECTOR })) },
    }),
  },
  openai: { fields: { apiKey: KEY }, reply: openAiReply },
  azure: {
    fields: { apiKey: KEY, apiVersion: "2024-10-21", serviceHost: "me.example" },
    reply: openAiReply,
  },
  ollama: { fields: {}, reply: (call) => ({ embeddings: each(call, () => VECTOR) }) },
  cohere: {
    fields: { apiKey: KEY },
    reply: (call) => ({ embeddings: { float: each(call, () => VECTOR) } }),
  },
  huggingface: { fields: { apiKey: KEY }, reply: (call) => each(call, () => VECTOR) },
  tei: { fields: {}, reply: (call) => each(call, () => VECTOR) },
  textin: {
    fields: { textinAppId: "app", textinSecretCode: KEY, textinMatryoshkaDim: DIMENSION },
    reply: (call) => ({ code: 200, result: { embedding: each(call, () => VECTOR) } }),
  },
  xfyun: {
    fields: { appId: "app", apiKey: KEY, apiSecret: KEY },
    reply: () => ({ header: { code: 0 }, payload: { feature: { text: FLOATS } } }),
  },
};

const UUID = "6ac516ae-06cb-4db9-9cd0-63f8bd674c10";

function sent<T>({ body }: HttpCall): T {
  return JSON.parse(body.toString()) as T;
}

/** Every vector store, by its `type`. */
export const STORES: Record<string, StoreVendor> = {
  dashvector: {
    fields: { serviceHost: "v.example.com", apiKey: KEY },
    written: (call) =>
      call.path.endsWith("/docs/upsert") ? sent<{ docs: Document[] }>(call).docs[0]! : null,
    reply: (call, found, score) => {
      if (call.path.endsWith("/query"))
        return { code: 0, output: found.map((document) => ({ ...document, score })) };
      return { code: 0, output: { dimension: DIMENSION, metric: "cosine" } };
    },
  },
  qdrant: {
    fields: {},
    written: (call) => {
      if (!call.path.endsWith("/points?wait=true")) return null;
      const { payload } = sent<{ points: { payload: Document["fields"] }[] }>(call).points[0]!;
      return { id: String(payload.id), fields: payload };
    },
    reply: (call, found, distance) => {
      const points = found.map(({ fields }) => ({ id: UUID, score: 1 - distance, payload: fields }));
      if (call.path.endsWith("/query")) return { status: "ok", result: { points } };
      const vectors = { size: DIMENSION, distance: "Cosine" };
      return { status: "ok", result: { status: "completed", config: { params: { vectors } } } };
    },
  },
  chroma: {
    fields: {},
    written: (call) => {
      if (!call.path.endsWith("/upsert")) return null;
      const { ids, metadatas } = sent<{ ids: string[]; metadatas: Document["fields"][] }>(call);
      return { id: ids[0]!, fields: metadatas[0]! };
    },
    reply: (call, found, distance) => {
      if (call.path.endsWith("/query"))
        return {
          ids: [found.map(({ id }) => id)],
          distances: [found.map(() => distance)],
          metadatas: [found.map(({ fields }) => fields)],
        };
      return { id: UUID, dimension: DIMENSION, metadata: { "hnsw:space": "cosine" } };
    },
  },
};

/** A verifier: its section of the configuration, and what it says of two questions that mean the same. */
export interface VerifierVendor {
  fields: object;
  yes: unknown;
}

/** Every verifier, by its `type`. */
export const VERIFIERS: Record<string, VerifierVendor> = {
  openai: { fields: { model: "small" }, yes: completion("yes") },
  dashscope: {
    fields: { apiKey: KEY },
    yes: { output: { results: [{ index: 0, relevance_score: 0.95 }] }, request_id: "r" },
  },
};
