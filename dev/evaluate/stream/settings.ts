import { merged, type Section } from "../merged.ts";

/**
 * The two policies that are compared: a fixed threshold and nothing else, as caches usually have it, and the
 * module with all it has.
 */
export type Family = "fixed" | "ours";

/** One point of the grid. */
export interface Setting {
  family: Family;
  threshold: number;
  /** 0 for the fixed family. */
  margin: number;
}

const OFF = { guards: false, link: false };

/** The module's configuration of a setting: over `config`, which the operator gave. */
export function configOf({ family, threshold, margin }: Setting, config: Section): Section {
  if (family === "fixed") return merged(config, { ...OFF, vector: { threshold, margin: 0, topK: 1 } });
  return merged(config, { vector: { threshold, margin } });
}

/** A setting as a text that is the same for the same setting. */
export function nameOf({ family, threshold, margin }: Setting): string {
  return `${family} ${threshold} ${margin}`;
}
