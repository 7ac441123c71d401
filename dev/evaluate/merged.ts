/** A part of a JSON configuration. */
export type Section = { [field: string]: unknown };

/** `over` laid over `base`: objects field by field, anything else as a whole. */
export function merged(base: Section, over: Section): Section {
  const result: Section = { ...base };
  for (const [name, value] of Object.entries(over)) {
    const old = result[name];
    result[name] = isSection(old) && isSection(value) ? merged(old, value) : value;
  }
  return result;
}

/** Whether `value` is an object and no list. */
export function isSection(value: unknown): value is Section {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
