import { Code, Failure } from "./failure.ts";

/** The vector's name in a collection that has only one. */
export const ONLY_VECTOR = "proxima_vector";

/** How two vectors are compared. */
export type Metric = "cosine" | "euclidean" | "dotproduct";

const METRICS: unknown[] = ["cosine", "euclidean", "dotproduct"];
const FIELD_TYPES: unknown[] = ["BOOL", "STRING", "INT", "FLOAT", "LONG"].flatMap((type) => [
  type,
  `ARRAY_${type}`,
]);

/** What a collection is created with. */
export interface Schema {
  name: string;
  dimension: number;
  metric?: Metric;
  /** Field name to type: BOOL, STRING, INT, FLOAT, LONG or one of these after ARRAY_. */
  fields?: Record<string, string>;
}

/** Throws unless `name` may name a collection or partition. */
export function checkName(name: unknown, code: number): string {
  if (typeof name === "string" && /^[a-zA-Z0-9_-]{3,32}$/.test(name)) return name;
  throw new Failure(code, `name ${JSON.stringify(name)} is invalid, expected 3 to 32 of [a-zA-Z0-9_-]`);
}

/** The schema in a create request: flat from clients up to 1.0.6, in `vectors_schema` from later ones. */
export function readSchema(request: Record<string, unknown>): Required<Schema> {
  const vectors = Object.values((request.vectors_schema ?? {}) as Record<string, Record<string, unknown>>);
  if (vectors.length > 1)
    throw new Failure(Code.InvalidArgument, "this stand-in keeps one vector in a document");
  const { dimension, metric = "cosine", dtype = "FLOAT" } = vectors[0] ?? request;
  const name = checkName(request.name, Code.InvalidCollectionName);
  if (typeof dimension !== "number" || !Number.isInteger(dimension) || dimension <= 1 || dimension > 20000) {
    throw new Failure(
      Code.InvalidDimension,
      `dimension ${JSON.stringify(dimension)} is invalid, expected 2 to 20000`,
    );
  }
  if (!METRICS.includes(metric))
    throw new Failure(Code.InvalidArgument, `metric ${JSON.stringify(metric)} is unknown`);
  if (dtype !== "FLOAT") throw new Failure(Code.InvalidArgument, "this stand-in keeps FLOAT vectors only");
  const fields = (request.fields_schema ?? {}) as Record<string, string>;
  for (const [field, type] of Object.entries(fields)) {
    checkFieldName(field);
    if (!FIELD_TYPES.includes(type))
      throw new Failure(Code.InvalidDataType, `field ${field} has no type ${type}`);
  }
  return { name, dimension, metric: metric as Metric, fields };
}

/** Throws unless `name` may name a field. */
export function checkFieldName(name: string): void {
  if (/^[a-zA-Z0-9_-]{1,32}$/.test(name)) return;
  throw new Failure(
    Code.InvalidFieldName,
    `field name ${name} is invalid, expected 1 to 32 of [a-zA-Z0-9_-]`,
  );
}
