import { randomBytes } from "node:crypto";
import { Code, Failure } from "./failure.ts";
import { checkFieldName, type Schema } from "./schema.ts";

/** A field of a document; arrays hold one type. */
export type FieldValue = string | number | boolean | (string | number | boolean)[];

/** A document as stored. */
export interface Document {
  id: string;
  vector: number[];
  fields: Record<string, FieldValue>;
}

/** A document as it arrives: an update may leave out what stays. */
export interface Draft {
  id: string;
  vector: number[] | null;
  fields: Record<string, FieldValue>;
}

const INT_TYPES = ["INT", "LONG"];

/** The documents of an insert, upsert or update; an id that is missing is made up, as the service does. */
export function readDrafts(docs: unknown, schema: Required<Schema>): Draft[] {
  const list = (Array.isArray(docs) ? docs : [docs]) as Record<string, unknown>[];
  if (list.length < 1 || list.length > 1024) {
    throw new Failure(Code.InvalidBatchSize, `${list.length} documents are invalid, expected 1 to 1024`);
  }
  return list.map((doc) => {
    if (typeof doc !== "object" || doc === null)
      throw new Failure(Code.InvalidArgument, "a document is an object");
    const given = doc.vector ?? Object.values((doc.vectors ?? {}) as Record<string, unknown>)[0];
    return {
      id: checkId(doc.id || randomBytes(9).toString("hex")),
      vector: given === undefined || given === null ? null : readVector(given, schema.dimension),
      fields: readFields((doc.fields ?? {}) as Record<string, unknown>, schema),
    };
  });
}

/** Throws unless `id` may be a document's id. */
export function checkId(id: unknown): string {
  if (typeof id === "string" && /^[a-zA-Z0-9_\-!@#$%+=.]{1,64}$/.test(id)) return id;
  throw new Failure(
    Code.InvalidPrimaryKey,
    `id ${JSON.stringify(id)} is invalid, 1 to 64 of [a-zA-Z0-9_-!@#$%+=.]`,
  );
}

/** A vector of `dimension` numbers, kept in single precision as the service keeps it. */
export function readVector(value: unknown, dimension: number): number[] {
  if (!Array.isArray(value) || value.some((x) => typeof x !== "number")) {
    throw new Failure(Code.InvalidVectorFormat, "a vector is an array of numbers");
  }
  if (value.length !== dimension) {
    throw new Failure(
      Code.MismatchedDimension,
      `the vector has ${value.length} dimensions, expected ${dimension}`,
    );
  }
  return (value as number[]).map(Math.fround);
}

function readFields(fields: Record<string, unknown>, schema: Required<Schema>): Record<string, FieldValue> {
  const kept: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(fields)) {
    checkFieldName(name);
    if (value === null) continue;
    const type = schema.fields[name];
    for (const item of Array.isArray(value) ? value : [value])
      checkType(name, item, type?.replace("ARRAY_", ""));
    kept[name] = value as FieldValue;
  }
  return kept;
}

/** An integer must fit 32 bits unless the schema says LONG. https://help.aliyun.com/document_detail/2513006.html */
function checkType(name: string, value: unknown, type: string | undefined): void {
  const found = typeOf(value);
  const wide =
    found === "INT" && type !== "LONG" && type !== "FLOAT" && Math.abs(value as number) > 2 ** 31 - 1;
  const fits = type === undefined || found === type || (found === "INT" && ["LONG", "FLOAT"].includes(type));
  if (found !== null && fits && !wide) return;
  const expected = wide ? "a 32-bit integer" : (type ?? "a string, number or boolean");
  throw new Failure(Code.InvalidDataType, `field ${name} has ${JSON.stringify(value)}, expected ${expected}`);
}

/** The field type that `value` is written with, or null when there is none. */
export function typeOf(value: unknown): string | null {
  if (typeof value === "string") return "STRING";
  if (typeof value === "boolean") return "BOOL";
  if (typeof value === "number") return Number.isInteger(value) ? "INT" : "FLOAT";
  return null;
}

/** Whether a field of this type can be compared with `literal`. */
export function comparable(type: string, literal: unknown): boolean {
  const found = typeOf(literal);
  if (found === type) return true;
  return [...INT_TYPES, "FLOAT"].includes(type) && (found === "INT" || found === "FLOAT");
}
