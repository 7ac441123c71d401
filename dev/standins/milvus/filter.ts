/** An entity's fields. */
export type Fields = Record<string, unknown>;

const CONDITION = /^\s*(\w+)\s*(==|>=|<=|>|<)\s*("(?:[^"\\]|\\.)*"|-?\d+)\s*$/;

const RELATIONS: Record<string, (value: number, bound: number) => boolean> = {
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
};

/**
 * Reads a filter such as `scope == "x" and expires_at > 5`; the result says which entities match. Null where it is none, or
 * names a field that is not in `known`.
 */
export function readFilter(filter: string, known: string[]): ((fields: Fields) => boolean) | null {
  if (filter.trim() === "") return () => true;
  const conditions = filter.split(/ and /).map((text) => CONDITION.exec(text));
  if (conditions.some((match) => match === null || !known.includes(match[1]!))) return null;
  return (fields) =>
    conditions.every((match) => {
      const [, field, relation, text] = match!;
      const value = fields[field!];
      const constant: unknown = JSON.parse(text!);
      if (relation === "==") return value === constant;
      if (typeof value !== "number" || typeof constant !== "number") return false;
      return RELATIONS[relation!]!(value, constant);
    });
}
