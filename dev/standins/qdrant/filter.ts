/** A point's payload. */
export type Payload = Record<string, unknown>;

/** One condition of a filter: a field that equals a value, or lies in a range. */
interface Condition {
  key: string;
  match?: { value: string | number | boolean };
  range?: Partial<Record<"gt" | "gte" | "lt" | "lte", number>>;
}

export interface Filter {
  must?: Condition[];
}

const RANGES: Record<string, (value: number, bound: number) => boolean> = {
  gt: (value, bound) => value > bound,
  gte: (value, bound) => value >= bound,
  lt: (value, bound) => value < bound,
  lte: (value, bound) => value <= bound,
};

/** The fields that a filter asks for. */
export function fieldsOf(filter: Filter | undefined): string[] {
  return (filter?.must ?? []).map(({ key }) => key);
}

/** Whether `payload` meets every condition; without any, all do. */
export function matches(filter: Filter | undefined, payload: Payload): boolean {
  return (filter?.must ?? []).every(({ key, match, range }) => {
    const value = payload[key];
    if (match) return value === match.value;
    if (!range || typeof value !== "number") return false;
    return Object.entries(range).every(([relation, bound]) => RANGES[relation]!(value, bound));
  });
}
