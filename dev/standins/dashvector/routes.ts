import type { Received } from "../received.ts";
import { Collection } from "./collection.ts";
import { Code, Failure } from "./failure.ts";
import { type Body, fetch, query, remove, write } from "./operations.ts";
import { checkName, readSchema } from "./schema.ts";

/** The version answered to `/service_version`. */
const VERSION = "1.1.0";
const MAX_REQUEST_BYTES = 2 * 1024 * 1024;

/** Fields of the answer; `results` stands for the `output` of a write. */
type Answer = Record<string, unknown>;

/** Does what the path and method ask for; null when there is no such path. */
export function route(request: Received, collections: Map<string, Collection>): Answer | null {
  const { pathname } = request.url;
  if (pathname === "/service_version") return { version: VERSION };
  const [root, v1, kind, name, ...rest] = pathname.split("/").map(decodeURIComponent);
  if (root !== "" || v1 !== "v1" || kind !== "collections") return null;
  if (name === undefined) return allCollections(request, collections);
  const collection = collections.get(checkName(name, Code.InvalidCollectionName));
  if (!collection) throw new Failure(Code.InexistentCollection, `collection ${name} does not exist`);
  if (rest.length === 0 && request.method === "DELETE") return dropped(collections, name);
  return rest[0] === "partitions"
    ? partitions(request, collection, rest)
    : documents(request, collection, rest);
}

function allCollections(request: Received, collections: Map<string, Collection>): Answer | null {
  if (request.method === "GET") return { output: [...collections.keys()] };
  if (request.method !== "POST") return null;
  const schema = readSchema(body(request));
  if (collections.has(schema.name))
    throw new Failure(Code.DuplicateCollection, `${schema.name} already exists`);
  collections.set(schema.name, new Collection(schema));
  return {};
}

function dropped(collections: Map<string, Collection>, name: string): Answer {
  collections.delete(name);
  return {};
}

function documents(request: Received, collection: Collection, rest: string[]): Answer | null {
  const params = request.url.searchParams;
  switch (`${request.method} ${rest.join("/")}`) {
    case "GET ":
      return { output: collection.describe() };
    case "GET stats":
      return { output: collection.stats() };
    case "POST docs":
      return { results: write(collection, "insert", body(request)), usage: { write_units: 1 } };
    case "PUT docs":
      return { results: write(collection, "update", body(request)), usage: { write_units: 1 } };
    case "POST docs/upsert":
      return { results: write(collection, "upsert", body(request)), usage: { write_units: 1 } };
    case "POST query":
      return { output: query(collection, body(request)), usage: { read_units: 1 } };
    case "GET docs":
      return { output: fetch(collection, (params.get("ids") ?? "").split(","), params.get("partition")) };
    case "DELETE docs":
      return { output: remove(collection, body(request)), usage: { write_units: 1 } };
    default:
      return null;
  }
}

function partitions(request: Received, collection: Collection, [, name, stats]: string[]): Answer | null {
  const { method } = request;
  if (name === undefined && method === "GET") return { output: [...collection.partitions.keys()] };
  if (name === undefined && method === "POST") return createPartition(collection, body(request).name);
  if (name === undefined) return null;
  const docs = collection.partition(checkName(name, Code.InvalidPartitionName));
  if (method === "GET" && stats === "stats") return { output: { total_doc_count: docs.size } };
  if (method === "GET") return { output: "SERVING" };
  if (method !== "DELETE") return null;
  if (name === "default") throw new Failure(Code.InvalidPartitionName, "the default partition stays");
  collection.partitions.delete(name);
  return {};
}

function createPartition(collection: Collection, wanted: unknown): Answer {
  const name = checkName(wanted, Code.InvalidPartitionName);
  if (collection.partitions.has(name)) throw new Failure(Code.DuplicatePartition, `${name} already exists`);
  collection.partitions.set(name, new Map());
  return {};
}

function body(request: Received): Body {
  if (request.bytes.length > MAX_REQUEST_BYTES) {
    throw new Failure(Code.ExceedRequestSize, `the request has ${request.bytes.length} bytes, at most 2 MiB`);
  }
  try {
    const value: unknown = JSON.parse(request.body);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Body;
  } catch {
    // Falls through to the failure.
  }
  throw new Failure(Code.InvalidJson, "the body is not a JSON object");
}
