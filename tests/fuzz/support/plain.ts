/** Deepest nesting that the module reads. */
const MAX_DEPTH = 64;

/** Whether all readers read the same in a JSON text: no name is lost to another of its object, and nothing is nested too deep. */
export function isPlain(text: string): boolean {
  const names = [...text.matchAll(/"(?:[^"\\]|\\.)*"\s*(:?)/gs)].filter(([, colon]) => colon);
  return namesIn(JSON.parse(text), MAX_DEPTH) === names.length;
}

/** Names in a value; NaN where it is nested deeper than `depth`. */
function namesIn(value: unknown, depth: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (depth === 0) return NaN;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce<number>((sum, inner) => sum + namesIn(inner, depth - 1), own);
}
