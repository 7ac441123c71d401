import { cosineDistance, dot } from "../embedding/vector.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

type Metadata = Record<string, string | number | boolean | string[]>;

interface Vector {
  id: string;
  values: number[];
  metadata?: Metadata;
}

/** Conditions of a filter by field, all of which have to hold. */
type Filter = Record<string, Record<string, unknown>>;

/** What the stand-in is made of. */
export interface PineconeOptions extends Address {
  /** The only key accepted. */
  apiKey: string;
  dimension: number;
}

type Body = Record<string, any>;

const RELATIONS: Record<string, (value: unknown, bound: unknown) => boolean> = {
  $eq: (value, bound) => value === bound,
  $gt: (value, bound) => Number(value) > Number(bound),
  $gte: (value, bound) => Number(value) >= Number(bound),
  $lt: (value, bound) => Number(value) < Number(bound),
  $lte: (value, bound) => Number(value) <= Number(bound),
};
const MAX_METADATA_BYTES = 40_960;

/**
 * One index of Pinecone, as its own host serves it, with exact search in memory. What is stored is found at once, where the
 * service takes some seconds. https://docs.pinecone.io/reference/api/data-plane
 */
export class Pinecone extends Standin {
  private readonly apiKey: string;
  private dimension: number;
  private metric: "cosine" | "dotproduct" = "cosine";
  private namespaces = new Map<string, Map<string, Vector>>();

  constructor(options: PineconeOptions) {
    super(options);
    this.apiKey = options.apiKey;
    this.dimension = options.dimension;
  }

  /** The records of a namespace, in the order of their insertion, without their vectors. */
  documents(namespace: string): { id: string; fields: Metadata }[] {
    const vectors = this.namespaces.get(namespace)?.values() ?? [];
    return [...vectors].map(({ id, metadata = {} }) => ({ id, fields: metadata }));
  }

  /** Has an empty index of another kind in this one's place. */
  remake(dimension: number, metric: "cosine" | "dotproduct"): void {
    this.dimension = dimension;
    this.metric = metric;
    this.namespaces = new Map();
  }

  protected override answer(request: Received): Reply {
    if (request.headers["api-key"] !== this.apiKey) {
      throw new Refusal({ status: 401, headers: { "content-type": "text/plain" }, body: "Invalid API Key" });
    }
    const { pathname, searchParams } = request.url;
    if (request.method === "GET" && pathname === "/vectors/fetch") {
      return this.fetch(searchParams.getAll("ids"), searchParams.get("namespace") ?? "");
    }
    const body = request.json;
    if (!body) throw refuse(400, 3, "Invalid JSON");
    const namespace = (body.namespace as string | undefined) ?? "";
    switch (`${request.method} ${pathname}`) {
      case "POST /describe_index_stats":
        return json(200, this.describe());
      case "POST /vectors/upsert":
        return json(200, this.upsert(namespace, body.vectors as Vector[]));
      case "POST /query":
        return json(200, this.search(namespace, body));
      case "POST /vectors/delete":
        return json(200, this.remove(namespace, body));
      default:
        throw refuse(404, 5, "Not Found");
    }
  }

  private describe(): unknown {
    const counts = [...this.namespaces].map(
      ([name, vectors]) => [name, { vectorCount: vectors.size }] as const,
    );
    return {
      namespaces: Object.fromEntries(counts),
      indexFullness: 0,
      totalVectorCount: counts.reduce((sum, [, { vectorCount }]) => sum + vectorCount, 0),
      dimension: this.dimension,
      metric: this.metric,
      vectorType: "dense",
    };
  }

  private upsert(namespace: string, vectors: Vector[]): unknown {
    for (const { values, metadata } of vectors) {
      this.check(values);
      if (Buffer.byteLength(JSON.stringify(metadata ?? {})) > MAX_METADATA_BYTES) {
        throw refuse(400, 3, `Metadata size exceeds the limit of ${MAX_METADATA_BYTES} bytes per vector`);
      }
    }
    const kept = this.namespaces.get(namespace) ?? new Map<string, Vector>();
    this.namespaces.set(namespace, kept);
    for (const vector of vectors) kept.set(vector.id, vector);
    return { upsertedCount: vectors.length };
  }

  private search(namespace: string, { vector, topK, filter = {}, includeMetadata = false }: Body): unknown {
    const wanted = this.check(vector);
    if (!(topK >= 1 && topK <= 10_000)) throw refuse(400, 3, "topK is to be from 1 to 10000");
    const matches = [...(this.namespaces.get(namespace)?.values() ?? [])]
      .filter(({ metadata }) => meets(filter as Filter, metadata))
      .map(({ id, values, metadata }) => ({
        id,
        score: this.metric === "cosine" ? 1 - cosineDistance(values, wanted) : dot(values, wanted),
        values: [],
        ...(includeMetadata ? { metadata } : {}),
      }))
      .sort((a, b) => b.score - a.score)
      .slice(0, topK as number);
    return { results: [], matches, namespace, usage: { readUnits: 5 } };
  }

  private remove(namespace: string, { ids, filter }: Body): unknown {
    const vectors = this.namespaces.get(namespace);
    if (!vectors) throw refuse(404, 5, "Namespace not found");
    for (const { id, metadata } of [...vectors.values()]) {
      const isMeant = filter ? meets(filter as Filter, metadata) : (ids as string[]).includes(id);
      if (isMeant) vectors.delete(id);
    }
    return {};
  }

  private fetch(ids: string[], namespace: string): Reply {
    const kept = this.namespaces.get(namespace);
    const vectors = ids.flatMap((id) => (kept?.has(id) ? [[id, kept.get(id)] as const] : []));
    return json(200, { vectors: Object.fromEntries(vectors), namespace, usage: { readUnits: 1 } });
  }

  private check(vector: unknown): number[] {
    if (!Array.isArray(vector) || vector.length !== this.dimension) {
      const got = Array.isArray(vector) ? vector.length : 0;
      const message = `Vector dimension ${got} does not match the dimension of the index ${this.dimension}`;
      throw refuse(400, 3, message);
    }
    if (vector.every((x) => x === 0)) {
      throw refuse(400, 3, "Dense vectors must contain at least one non-zero value.");
    }
    return vector as number[];
  }
}

function meets(filter: Filter, metadata: Metadata = {}): boolean {
  return Object.entries(filter).every(([field, conditions]) =>
    Object.entries(conditions).every(
      ([relation, bound]) => field in metadata && RELATIONS[relation]!(metadata[field], bound),
    ),
  );
}

function refuse(status: number, code: number, message: string): Refusal {
  return new Refusal(json(status, { code, message, details: [] }));
}
