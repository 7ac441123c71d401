import { cosineDistance, dot } from "../embedding/vector.ts";
import { fieldsOf, type Filter, matches, type Payload } from "./qdrant/filter.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

/** A point as it is kept. */
export interface Point {
  id: string | number;
  vector: number[];
  payload: Payload;
}

interface Collection {
  size: number;
  distance: "Cosine" | "Dot";
  points: Map<string | number, Point>;
  indexes: Record<string, string>;
}

/** What the stand-in is made of. */
export interface QdrantOptions extends Address {
  /** The only key accepted. */
  apiKey: string;
}

type Body = Record<string, any>;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The part of Qdrant's API that the filter uses, with exact search in memory. In strict mode, as in Qdrant's cloud: a
 * filter may name indexed fields only. https://api.qdrant.tech
 */
export class Qdrant extends Standin {
  private readonly apiKey: string;
  private readonly collections = new Map<string, Collection>();

  constructor(options: QdrantOptions) {
    super(options);
    this.apiKey = options.apiKey;
  }

  /** The points of a collection, in the order of their insertion. */
  points(collection: string): Point[] {
    return [...(this.collections.get(collection)?.points.values() ?? [])];
  }

  protected override answer(request: Received): Reply {
    if (request.headers["api-key"] !== this.apiKey) throw refuse(401, "Must provide an API key");
    const [, root, name = "", ...rest] = request.url.pathname.split("/");
    if (root !== "collections" || name === "") throw refuse(404, "no such path in this stand-in");
    const body = request.json;
    if (!body) throw refuse(400, "Format error in JSON body");
    const route = `${request.method} ${rest.join("/")}`;
    if (route === "PUT ") return ok(this.create(name, body));
    const collection = this.collections.get(name);
    if (!collection) throw refuse(404, `Not found: Collection \`${name}\` doesn't exist!`);
    return ok(this.act(route, name, collection, body));
  }

  private act(route: string, name: string, collection: Collection, body: Body): unknown {
    switch (route) {
      case "GET ":
        return describe(collection);
      case "DELETE ":
        return this.collections.delete(name);
      case "PUT index":
        collection.indexes[body.field_name] = body.field_schema;
        return done();
      case "PUT points":
        return upsert(collection, body.points);
      case "POST points/query":
        return { points: search(collection, body) };
      case "POST points/delete":
        return remove(collection, body);
      case "POST points/scroll":
        return { points: [...collection.points.values()], next_page_offset: null };
      default:
        throw refuse(404, "no such path in this stand-in");
    }
  }

  private create(name: string, { vectors }: Body): unknown {
    if (this.collections.has(name)) throw refuse(409, `Wrong input: Collection \`${name}\` already exists!`);
    const { size, distance } = vectors ?? {};
    if (!Number.isInteger(size) || !["Cosine", "Dot"].includes(distance)) throw refuse(400, "wrong vectors");
    this.collections.set(name, { size, distance, points: new Map(), indexes: {} });
    return true;
  }
}

function describe({ size, distance, points, indexes }: Collection): unknown {
  const payload_schema = Object.fromEntries(
    Object.entries(indexes).map(([field, data_type]) => [field, { data_type, points: points.size }]),
  );
  const params = {
    vectors: { size, distance },
    shard_number: 1,
    replication_factor: 1,
    on_disk_payload: true,
  };
  const hnsw_config = { m: 16, ef_construct: 100, full_scan_threshold: 10000, max_indexing_threads: 0 };
  const optimizer_config = {
    deleted_threshold: 0.2,
    vacuum_min_vector_number: 1000,
    default_segment_number: 0,
    flush_interval_sec: 5,
  };
  return {
    status: "green",
    optimizer_status: "ok",
    points_count: points.size,
    segments_count: 1,
    config: { params, hnsw_config, optimizer_config },
    payload_schema,
  };
}

function upsert(collection: Collection, points: Point[]): unknown {
  for (const { id, vector, payload } of points) {
    if (!(Number.isInteger(id) || UUID.test(String(id))))
      throw refuse(400, `value ${id} is not a valid point ID`);
    collection.points.set(id, { id, vector: checked(collection, vector), payload: payload ?? {} });
  }
  return done();
}

function search(collection: Collection, { query, limit = 10, filter, with_payload }: Body): unknown[] {
  checkIndexed(collection, filter);
  // Qdrant's own client writes the longer form.
  const wanted = checked(collection, (query as { nearest?: unknown } | undefined)?.nearest ?? query);
  return [...collection.points.values()]
    .filter(({ payload }) => matches(filter, payload))
    .map(({ id, vector, payload }) => ({
      id,
      version: 0,
      score: collection.distance === "Cosine" ? 1 - cosineDistance(vector, wanted) : dot(vector, wanted),
      payload: picked(payload, with_payload),
    }))
    .sort((a, b) => b.score - a.score)
    .slice(0, limit);
}

function remove(collection: Collection, { points, filter }: Body): unknown {
  if (filter) checkIndexed(collection, filter);
  for (const { id, payload } of [...collection.points.values()]) {
    if (filter ? matches(filter, payload) : (points as unknown[]).includes(id)) collection.points.delete(id);
  }
  return done();
}

function picked(payload: Payload, wanted: boolean | string[] | undefined): Payload | null {
  if (!Array.isArray(wanted)) return wanted ? payload : null;
  return Object.fromEntries(Object.entries(payload).filter(([name]) => wanted.includes(name)));
}

function checkIndexed(collection: Collection, filter: Filter | undefined): void {
  const missing = fieldsOf(filter).find((field) => !(field in collection.indexes));
  if (missing !== undefined) throw refuse(400, `Bad request: Index required but not found for "${missing}"`);
}

function checked({ size }: Collection, vector: unknown): number[] {
  if (!Array.isArray(vector) || vector.some((x) => typeof x !== "number")) throw refuse(400, "no vector");
  if (vector.length !== size) {
    throw refuse(400, `Wrong input: Vector dimension error: expected dim: ${size}, got ${vector.length}`);
  }
  return vector as number[];
}

function done(): unknown {
  return { operation_id: 0, status: "completed" };
}

function ok(result: unknown): Reply {
  return json(200, { result, status: "ok", time: 0.0001 });
}

function refuse(status: number, error: string): Refusal {
  return new Refusal(json(status, { status: { error }, time: 0 }));
}
