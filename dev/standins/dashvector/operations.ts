import type { Collection, Found, Write } from "./collection.ts";
import { checkId, type Document, readDrafts, readVector } from "./document.ts";
import { Code, Failure } from "./failure.ts";
import { readFilter } from "./filter.ts";

/** The JSON object of a request. */
export type Body = Record<string, unknown>;

/** Insert, upsert or update: one result for each document. */
export function write(collection: Collection, how: Write, body: Body) {
  return collection.write(
    how,
    collection.partition(body.partition),
    readDrafts(body.docs, collection.schema),
  );
}

/** The nearest documents. https://help.aliyun.com/document_detail/2510319.html */
export function query(collection: Collection, body: Body) {
  const partition = collection.partition(body.partition);
  const topk = body.topk ?? 10;
  if (typeof topk !== "number" || !Number.isInteger(topk) || topk < 1 || topk > 1024) {
    throw new Failure(Code.InvalidTopk, `topk ${JSON.stringify(topk)} is invalid, expected 1 to 1024`);
  }
  const only = body.output_fields ?? [];
  if (!Array.isArray(only)) throw new Failure(Code.InvalidQuery, "output_fields is an array of field names");
  const vector = queryVector(collection, body, partition);
  const found = collection.search(partition, vector, matcher(collection, body), topk);
  return found.map((doc) => written(doc, body.include_vector === true, only));
}

/** The documents with these ids, by id; those that are missing are left out. */
export function fetch(collection: Collection, ids: string[], partition: string | null) {
  const docs = collection.partition(partition);
  const found = checkIds(ids).flatMap((id) => docs.get(id) ?? []);
  return Object.fromEntries(found.map((doc) => [doc.id, written({ ...doc, score: 0 }, true, [])]));
}

/** Deletes by ids, by filter or everything. */
export function remove(collection: Collection, body: Body) {
  const partition = collection.partition(body.partition);
  const named = checkIds((body.ids ?? []) as string[]);
  const ways = [named.length > 0, Boolean(body.filter), body.delete_all === true].filter(Boolean);
  if (ways.length !== 1)
    throw new Failure(Code.InvalidArgument, "give exactly one of ids, filter and delete_all");
  if (named.length > 0) return collection.delete(partition, named);
  const doomed = collection.search(partition, null, matcher(collection, body), Infinity);
  return collection.delete(
    partition,
    doomed.map((doc) => doc.id),
  );
}

function matcher(collection: Collection, body: Body): (doc: Document) => boolean {
  if (!body.filter) return () => true;
  if (typeof body.filter !== "string") throw new Failure(Code.InvalidFilter, "filter is a string");
  const matches = readFilter(body.filter, collection.schema.fields);
  return (doc) => matches(doc.fields);
}

/** `vector` from older clients and plain HTTP, `vectors` from newer ones, or the vector of document `id`. */
function queryVector(collection: Collection, body: Body, partition: Map<string, Document>): number[] | null {
  const named = Object.values((body.vectors ?? {}) as Record<string, { vector?: unknown }>);
  const vector = body.vector ?? named[0]?.vector ?? null;
  const id = body.id ?? null;
  if (vector !== null && id !== null)
    throw new Failure(Code.ExistVectorAndId, "give a vector or an id, not both");
  if (vector !== null) return readVector(vector, collection.schema.dimension);
  if (id === null) return null;
  const doc = partition.get(checkId(id));
  if (!doc) throw new Failure(Code.InexistentKey, `document ${String(id)} does not exist`);
  return doc.vector;
}

function checkIds(ids: string[]): string[] {
  if (ids.length > 1024)
    throw new Failure(Code.ExceedIdsLimit, `${ids.length} ids are too many, at most 1024`);
  return ids.map(checkId);
}

/** A document as answered; clients up to 1.0.6 fail without a score. An empty `only` means every field. */
function written(doc: Found, withVector: boolean, only: unknown[]): unknown {
  const kept = Object.entries(doc.fields).filter(([name]) => only.length === 0 || only.includes(name));
  const vector = withVector ? { vector: doc.vector } : {};
  return { id: doc.id, score: doc.score, fields: Object.fromEntries(kept), ...vector };
}
