import { cosineDistance } from "../embedding/vector.ts";
import { type Fields, matches, type Query } from "./elasticsearch/query.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

interface Index {
  properties: Record<string, { type: string; dims?: number; similarity?: string }>;
  documents: Map<string, Fields>;
}

/** What the stand-in is made of. */
export interface ElasticsearchOptions extends Address {
  /** The only key accepted, in the form that clients send. */
  apiKey: string;
}

type Body = Record<string, any>;

const SERVER = { "x-elastic-product": "Elasticsearch" };

/**
 * The part of Elasticsearch's API that the filter uses, with exact search in memory. What is stored is found at once,
 * where a server takes up to a second. https://www.elastic.co/docs/api/doc/elasticsearch
 */
export class Elasticsearch extends Standin {
  private readonly apiKey: string;
  private readonly indexes = new Map<string, Index>();

  constructor(options: ElasticsearchOptions) {
    super(options);
    this.apiKey = options.apiKey;
  }

  /** The documents of an index, in the order of their insertion, without their vectors. */
  documents(index: string): { id: string; fields: Fields }[] {
    return [...(this.indexes.get(index)?.documents ?? [])].map(([id, { vector: _, ...fields }]) => ({
      id,
      fields,
    }));
  }

  protected override answer(request: Received): Reply {
    if (request.headers.authorization !== `ApiKey ${this.apiKey}`) {
      throw refuse(401, "security_exception", "missing authentication credentials");
    }
    const [, name = "", ...rest] = request.url.pathname.split("/");
    const body = request.json;
    if (!body) throw refuse(400, "parse_exception", "request body is no JSON");
    const route = `${request.method} ${rest[0] ?? ""}`;
    if (route === "PUT ") return this.create(name, body);
    // As on a server that is not told otherwise, a document makes the index that it is for.
    if (route === "PUT _doc" && !this.indexes.has(name)) {
      this.indexes.set(name, { properties: {}, documents: new Map() });
    }
    const index = this.indexes.get(name);
    if (!index) throw refuse(404, "index_not_found_exception", `no such index [${name}]`);
    return this.act(route, name, index, rest[1] ?? "", body);
  }

  private act(route: string, name: string, index: Index, id: string, body: Body): Reply {
    const { documents } = index;
    switch (route) {
      case "GET _mapping":
        return ok({ [name]: { mappings: { dynamic: "false", properties: index.properties } } });
      case "DELETE ":
        this.indexes.delete(name);
        return ok({ acknowledged: true });
      case "POST _refresh":
        return ok({ _shards: { total: 1, successful: 1, failed: 0 } });
      case "PUT _doc":
        return put(name, index, id, body);
      case "GET _doc":
        return ok({ _index: name, _id: id, found: documents.has(id), _source: documents.get(id) });
      case "DELETE _doc":
        if (documents.delete(id)) return ok({ _index: name, _id: id, result: "deleted" });
        return json(404, { _index: name, _id: id, result: "not_found" }, SERVER);
      case "POST _search":
        return search(name, index, body);
      case "POST _delete_by_query":
        return removeWhere(index, body.query as Query);
      default:
        throw refuse(400, "illegal_argument_exception", `no handler found for ${route}`);
    }
  }

  private create(name: string, body: Body): Reply {
    if (this.indexes.has(name)) {
      throw refuse(400, "resource_already_exists_exception", `index [${name}] already exists`);
    }
    if (!/^[a-z0-9][a-z0-9._-]*$/.test(name)) throw refuse(400, "invalid_index_name_exception", name);
    const properties = body.mappings?.properties ?? {};
    this.indexes.set(name, { properties, documents: new Map() });
    return ok({ acknowledged: true, shards_acknowledged: true, index: name });
  }
}

function put(name: string, index: Index, id: string, document: Body): Reply {
  const { vector } = document;
  const dims = index.properties.vector?.dims;
  if (dims !== undefined) checkVector(vector, dims);
  const result = index.documents.has(id) ? "updated" : "created";
  index.documents.set(id, document);
  return json(result === "created" ? 201 : 200, { _index: name, _id: id, result }, SERVER);
}

function search(name: string, { properties, documents }: Index, { knn, size = 10, _source }: Body): Reply {
  const field = properties[knn?.field as string];
  if (field?.type !== "dense_vector") {
    throw refuse(
      400,
      "query_shard_exception",
      `failed to create query: field [${knn?.field}] does not exist`,
    );
  }
  if (knn.k > knn.num_candidates) {
    throw refuse(400, "x_content_parse_exception", "[num_candidates] cannot be less than [k]");
  }
  const wanted = checkVector(knn.query_vector, field.dims!);
  const hits = [...documents]
    .filter(([, fields]) => matches(knn.filter as Query | undefined, fields))
    .map(([id, fields]) => ({
      _index: name,
      _id: id,
      _score: 1 - cosineDistance(fields.vector as number[], wanted) / 2,
      _source: picked(fields, _source as string[] | undefined),
    }))
    .sort((a, b) => b._score - a._score)
    .slice(0, Math.min(knn.k as number, size as number));
  const _shards = { total: 1, successful: 1, skipped: 0, failed: 0 };
  const total = { value: hits.length, relation: "eq" };
  return ok({
    took: 1,
    timed_out: false,
    _shards,
    hits: { total, max_score: hits[0]?._score ?? null, hits },
  });
}

function removeWhere({ documents }: Index, query: Query): Reply {
  const gone = [...documents].filter(([, fields]) => matches(query, fields)).map(([id]) => id);
  for (const id of gone) documents.delete(id);
  const counts = { total: gone.length, deleted: gone.length, version_conflicts: 0 };
  return ok({ took: 1, timed_out: false, ...counts, failures: [] });
}

function picked(fields: Fields, names: string[] | undefined): Fields {
  if (!names) return fields;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => names.includes(name)));
}

function checkVector(vector: unknown, dims: number): number[] {
  if (!Array.isArray(vector) || vector.length !== dims) {
    const got = Array.isArray(vector) ? vector.length : "none";
    throw refuse(400, "illegal_argument_exception", `different number of dimensions: ${got}, not ${dims}`);
  }
  if (vector.every((x) => x === 0)) {
    throw refuse(400, "illegal_argument_exception", "the cosine does not support vectors of zero magnitude");
  }
  return vector as number[];
}

function ok(body: unknown): Reply {
  return json(200, body, SERVER);
}

function refuse(status: number, type: string, reason: string): Refusal {
  return new Refusal(
    json(status, { error: { root_cause: [{ type, reason }], type, reason }, status }, SERVER),
  );
}
