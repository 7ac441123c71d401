import { cosineDistance, dot } from "../embedding/vector.ts";
import { type Fields, readFilter } from "./milvus/filter.ts";
import type { Received } from "./received.ts";
import { json, Refusal, type Reply } from "./reply.ts";
import { type Address, Standin } from "./server.ts";

interface Field {
  fieldName: string;
  dataType: string;
  isPrimary?: boolean;
  elementTypeParams?: { dim?: number | string; max_length?: number | string };
}

interface Collection {
  fields: Field[];
  metric: string;
  /** By their id. */
  entities: Map<string, Fields>;
}

/** What the stand-in is made of. */
export interface MilvusOptions extends Address {
  /** The only token accepted. */
  apiKey: string;
}

type Body = Record<string, any>;

/** https://milvus.io/docs/error-codes.md */
const Code = { NoCollection: 100, InvalidParameter: 1100, NotAuthenticated: 1800, InvalidData: 1804 };

/**
 * The part of version 2 of Milvus's RESTful API that the filter uses, with exact search in memory. Errors come with status 200.
 * https://milvus.io/api-reference/restful/v2.5.x/About.md
 */
export class Milvus extends Standin {
  private readonly apiKey: string;
  /** By database and name. */
  private readonly collections = new Map<string, Collection>();

  constructor(options: MilvusOptions) {
    super(options);
    this.apiKey = options.apiKey;
  }

  /** The entities of a collection, in the order of their insertion, without their vectors. */
  documents(collection: string, database = "default"): { id: string; fields: Fields }[] {
    const entities = this.collections.get(`${database}/${collection}`)?.entities ?? new Map<string, Fields>();
    return [...entities].map(([id, { id: _, vector: __, ...fields }]) => ({ id, fields }));
  }

  protected override answer(request: Received): Reply {
    if (request.headers.authorization !== `Bearer ${this.apiKey}`) {
      throw new Refusal(json(401, { code: Code.NotAuthenticated, message: "user hasn't authenticated" }));
    }
    const prefix = "/v2/vectordb/";
    const { pathname } = request.url;
    if (request.method !== "POST" || !pathname.startsWith(prefix)) {
      throw new Refusal(json(404, "404 page not found"));
    }
    const body = readBody(request.body);
    const name = `${body.dbName ?? "default"}/${body.collectionName}`;
    const action = pathname.slice(prefix.length);
    if (action === "collections/create") return ok(this.create(name, body));
    const collection = this.collections.get(name);
    if (!collection) throw refuse(Code.NoCollection, `collection not found[collection=${name}]`);
    if (action === "collections/drop") return ok(this.collections.delete(name) ? {} : {});
    return ok(act(action, body.collectionName as string, collection, body));
  }

  /** To make a collection that is there is no error. */
  private create(name: string, { schema, indexParams }: Body): unknown {
    const fields = (schema?.fields ?? []) as Field[];
    const primary = fields.find(({ isPrimary }) => isPrimary);
    if (!primary || !fields.some(({ dataType }) => dataType === "FloatVector")) {
      throw refuse(Code.InvalidParameter, "primary key or vector field is missing");
    }
    for (const { fieldName, dataType, elementTypeParams } of fields) {
      const length = Number(elementTypeParams?.max_length);
      if (dataType === "VarChar" && !(length >= 1 && length <= 65535)) {
        throw refuse(Code.InvalidParameter, `max_length of ${fieldName} is to be from 1 to 65535`);
      }
    }
    if (!this.collections.has(name)) {
      this.collections.set(name, { fields, metric: indexParams[0].metricType, entities: new Map() });
    }
    return {};
  }
}

function act(action: string, name: string, collection: Collection, body: Body): unknown {
  switch (action) {
    case "collections/describe":
      return describe(name, collection);
    case "entities/upsert":
      return upsert(collection, body.data as Fields[]);
    case "entities/search":
      return search(collection, body);
    case "entities/query":
      return query(collection, body);
    case "entities/delete":
      return remove(collection, body.filter as string);
    default:
      throw new Refusal(json(404, "404 page not found"));
  }
}

function describe(collectionName: string, { fields, metric }: Collection): unknown {
  const described = fields.map(({ fieldName, dataType, isPrimary = false, elementTypeParams = {} }, i) => ({
    autoId: false,
    description: "",
    id: 100 + i,
    name: fieldName,
    params: Object.entries(elementTypeParams).map(([key, value]) => ({ key, value: String(value) })),
    primaryKey: isPrimary,
    type: dataType,
  }));
  const indexes = [{ fieldName: "vector", indexName: "vector", metricType: metric }];
  return {
    aliases: [],
    autoId: false,
    collectionName,
    fields: described,
    indexes,
    load: "LoadStateLoaded",
    shardsNum: 1,
  };
}

function upsert({ fields, entities }: Collection, data: Fields[]): unknown {
  for (const entity of data) {
    for (const { fieldName, dataType, elementTypeParams } of fields) {
      const value = entity[fieldName];
      if (value === undefined) throw refuse(Code.InvalidData, `the field ${fieldName} is not given`);
      const limit = Number(elementTypeParams?.max_length);
      if (dataType === "VarChar" && Buffer.byteLength(value as string) > limit) {
        throw refuse(Code.InvalidParameter, `the length of ${fieldName} exceeds max length (${limit})`);
      }
      if (dataType === "FloatVector") checkVector(fields, value);
    }
    const known = Object.keys(entity).every((name) => fields.some(({ fieldName }) => fieldName === name));
    if (!known) throw refuse(Code.InvalidData, "has pass more field without dynamic schema");
    entities.set(entity.id as string, entity);
  }
  return { upsertCount: data.length, upsertIds: data.map(({ id }) => id) };
}

function search({ fields, metric, entities }: Collection, body: Body): unknown {
  const { data, filter = "", limit = 100, outputFields = [] } = body;
  const wanted = checkVector(fields, data[0]);
  return selected(fields, entities, filter as string)
    .map((entity) => {
      const vector = entity.vector as number[];
      // A similarity, whatever it is called.
      const distance = metric === "COSINE" ? 1 - cosineDistance(vector, wanted) : dot(vector, wanted);
      return { distance, ...picked(entity, outputFields as string[]) };
    })
    .sort((a, b) => b.distance - a.distance)
    .slice(0, limit as number);
}

function query({ fields, entities }: Collection, { filter = "", limit = 100, outputFields }: Body): unknown {
  const found = selected(fields, entities, filter as string).slice(0, limit as number);
  return found.map((entity) => picked(entity, outputFields as string[]));
}

function remove({ fields, entities }: Collection, filter: string): unknown {
  for (const { id } of selected(fields, entities, filter)) entities.delete(id as string);
  return {};
}

function selected(fields: Field[], entities: Map<string, Fields>, filter: string): Fields[] {
  const matches = readFilter(
    filter,
    fields.map(({ fieldName }) => fieldName),
  );
  if (matches === null) throw refuse(Code.InvalidParameter, `failed to create query plan: ${filter}`);
  return [...entities.values()].filter(matches);
}

/** The id always, and what is asked for. */
function picked(entity: Fields, names: string[] | undefined): Fields {
  const all = !names || names.includes("*");
  return Object.fromEntries(
    Object.entries(entity).filter(([name]) => name === "id" || all || names.includes(name)),
  );
}

function checkVector(fields: Field[], vector: unknown): number[] {
  const dim = Number(fields.find(({ dataType }) => dataType === "FloatVector")!.elementTypeParams?.dim);
  if (!Array.isArray(vector) || vector.length !== dim) {
    throw refuse(Code.InvalidParameter, `the dim (${(vector as [])?.length}) is not the schema dim (${dim})`);
  }
  return vector as number[];
}

function readBody(text: string): Body {
  try {
    return JSON.parse(text) as Body;
  } catch {
    throw refuse(1801, "can only accept json format request");
  }
}

function ok(data: unknown): Reply {
  return json(200, { code: 0, cost: 0, data });
}

function refuse(code: number, message: string): Refusal {
  return new Refusal(json(200, { code, message }));
}
