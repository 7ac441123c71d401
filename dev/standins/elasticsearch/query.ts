/** A document's fields. */
export type Fields = Record<string, unknown>;

/** The queries that the filter sends, and the one for all documents. */
export interface Query {
  bool?: { filter: Query[] };
  term?: Record<string, unknown>;
  range?: Record<string, Partial<Record<"gt" | "gte" | "lt" | "lte", number>>>;
  match_all?: object;
}

const RANGES: Record<string, (value: number, bound: number) => boolean> = {
  gt: (value, bound) => value > bound,
  gte: (value, bound) => value >= bound,
  lt: (value, bound) => value < bound,
  lte: (value, bound) => value <= bound,
};

/** Whether a document meets a query; all meet none. */
export function matches(query: Query | undefined, fields: Fields): boolean {
  if (query?.bool) return query.bool.filter.every((part) => matches(part, fields));
  if (query?.term) return Object.entries(query.term).every(([field, value]) => fields[field] === value);
  if (!query?.range) return true;
  return Object.entries(query.range).every(([field, bounds]) => {
    const value = fields[field];
    if (typeof value !== "number") return false;
    return Object.entries(bounds).every(([relation, bound]) => RANGES[relation]!(value, bound));
  });
}
