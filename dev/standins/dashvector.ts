import { randomUUID } from "node:crypto";
import { Collection } from "./dashvector/collection.ts";
import type { Document } from "./dashvector/document.ts";
import { Code, Failure } from "./dashvector/failure.ts";
import { route } from "./dashvector/routes.ts";
import type { Schema } from "./dashvector/schema.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

/** What the DashVector stand-in is made of. */
export interface DashVectorOptions extends Address {
  /** The only token accepted. */
  apiKey: string;
  /** Created before the first request. */
  collections?: Schema[];
  /** Makes those collections; the plain ones unless told. */
  make?: (schema: Schema) => Collection;
}

/**
 * DashVector's HTTP API, for the JSON of clients 1.0.6 and 1.0.23, with exact search in memory. As in the service
 * an error of the application is HTTP 200 with a code other than 0; only a wrong key and an unknown path are not.
 * https://help.aliyun.com/document_detail/2510317.html
 */
export class DashVector extends Standin {
  private readonly apiKey: string;
  private readonly schemas: Schema[];
  private readonly make: (schema: Schema) => Collection;
  private collections: Map<string, Collection>;

  constructor(options: DashVectorOptions) {
    super(options);
    this.apiKey = options.apiKey;
    this.schemas = options.collections ?? [];
    this.make = options.make ?? ((schema) => new Collection(schema));
    this.collections = this.initial();
  }

  /** The documents of a collection, in the order of their insertion. */
  documents(collection: string, partition = "default"): Document[] {
    return [...(this.collections.get(collection)?.partition(partition).values() ?? [])];
  }

  /** Also drops every document and every collection that the options did not name. */
  override reset(): void {
    super.reset();
    this.collections = this.initial();
  }

  protected override answer(request: Received): Reply {
    if (request.headers["dashvector-auth-token"] !== this.apiKey) {
      return json(401, { request_id: randomUUID(), code: 401, message: "Unauthorized" });
    }
    try {
      return success(route(request, this.collections));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      return json(200, { request_id: randomUUID(), code: error.code, message: error.message });
    }
  }

  private initial(): Map<string, Collection> {
    return new Map(this.schemas.map((schema) => [schema.name, this.make(schema)]));
  }
}

/** A write that failed for some documents carries the first one's code, beside the result of each. */
function success(answer: Record<string, unknown> | null): Reply {
  if (!answer) throw new Refusal(json(404, { code: 404, message: "no such path in this stand-in" }));
  const results = (Array.isArray(answer.results) ? answer.results : []) as {
    code: number;
    message: string;
  }[];
  const bad = results.find((result) => result.code !== Code.Success);
  const { results: output = answer.output, ...rest } = answer;
  const head = {
    request_id: randomUUID(),
    code: bad?.code ?? Code.Success,
    message: bad?.message ?? "Success",
  };
  const reply = json(200, { ...head, ...rest, output });
  return { ...reply, body: withFloats(reply.body as string) };
}

/** The clients take a vector whose first number has no point for one of integers, so 1 is written 1.0. */
function withFloats(text: string): string {
  return text.replace(/"vector":\[[^\]]*\]/g, (vector) => vector.replace(/(?<=[[,])-?\d+(?=[,\]])/g, "$&.0"));
}
