import type { IncomingMessage } from "node:http";
import type { Collection } from "../standins/dashvector/collection.ts";
import type { Document } from "../standins/dashvector/document.ts";
import type { Schema } from "../standins/dashvector/schema.ts";
import { DashVector } from "../standins/dashvector.ts";
import { Received } from "../standins/received.ts";
import type { HttpCall, HttpReply } from "../v8-host/http-upstreams.ts";

/** The only collection there is. */
export const COLLECTION = "ai_cache";

const FIELDS = { key: "STRING", scope: "STRING", question: "STRING", digest: "STRING", model: "STRING" };
const NUMBERS = { dimension: "INT", expires_at: "INT" };

/** The DashVector stand-in without its server: it answers the calls of a played host. */
export class PlayedDashVector extends DashVector {
  /** @param make another kind of collection than the stand-in's own */
  constructor(apiKey: string, dimension: number, make?: (schema: Schema) => Collection) {
    const schema = { name: COLLECTION, dimension, fields: { ...FIELDS, ...NUMBERS } };
    super({ apiKey, collections: [schema], ...(make ? { make } : {}) });
  }

  get stored(): Document[] {
    return this.documents(COLLECTION);
  }

  reply(call: HttpCall): HttpReply {
    const message = { method: call.method, url: call.path, headers: call.headers.toObject() };
    const { status, body } = this.answer(new Received(message as unknown as IncomingMessage, call.body));
    return { status, body: body as string };
  }
}
