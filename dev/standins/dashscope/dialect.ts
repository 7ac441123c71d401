import type { Refusal } from "../reply.ts";

/** An embedding request without its spelling. */
export interface Wanted {
  model: string;
  texts: string[];
  /** Undefined means the model's default. */
  dimension: number | undefined;
}

/** One of the two ways DashScope spells requests, answers and errors. */
export interface Dialect {
  /** Throws the refusal of a body that is not a request. */
  read(body: string): Wanted;
  write(model: string, vectors: number[][], tokens: number): unknown;
  /** The answer to a refused request; `code` as the native API calls it. */
  refuse(status: number, code: string, message: string): Refusal;
}

/** The JSON object in `body`; `dialect` refuses anything else. */
export function readObject(body: string, dialect: Dialect): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>;
  } catch {
    // Falls through to the refusal.
  }
  throw dialect.refuse(400, "InvalidParameter", "Request body is not a JSON object.");
}

/** A field that must be one of `values` or absent. */
export function checkOneOf(value: unknown, name: string, values: string[], dialect: Dialect): void {
  if (value === undefined || value === null || values.includes(value as string)) return;
  const expected = values.join(", ");
  throw dialect.refuse(
    400,
    "InvalidParameter",
    `${name} must be one of ${expected}, got ${JSON.stringify(value)}.`,
  );
}

/** A dimension, or undefined when there is none. */
export function readDimension(value: unknown, name: string, dialect: Dialect): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (Number.isInteger(value)) return value as number;
  throw dialect.refuse(400, "InvalidParameter", `${name} must be an integer, got ${JSON.stringify(value)}.`);
}
