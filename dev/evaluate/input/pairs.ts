import { readFileSync } from "node:fs";
import { Faults, InputFault, shown } from "./fault.ts";

/** Two questions, and whether they ask the same. */
export interface Pair {
  a: string;
  b: string;
  same: boolean;
}

const EXPECTED = 'expected {"a": "…", "b": "…", "label": 0 or 1}';
const EXPECTED_IN_LIST = 'expected {"origin": "…", "similar": "…"}';

/**
 * Reads pairs: JSONL of `{a, b, label}`, 1 for the same question and 0 for another; or, as GPTCache's benchmark
 * has it, a JSON list of `{origin, similar}`, which all are the same.
 */
export function readPairs(file: string): Pair[] {
  const text = read(file).replace(/^\uFEFF/, "");
  const faults = new Faults();
  const pairs = text.trimStart().startsWith("[")
    ? readList(text, file, faults)
    : readJsonl(text, file, faults);
  faults.check();
  if (pairs.length === 0) throw new InputFault(`${file}: expected at least one pair, got none`);
  return pairs;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new InputFault(`${file}: ${(error as Error).message}`);
  }
}

function readJsonl(text: string, file: string, faults: Faults): Pair[] {
  return text.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    const { a, b, label } = (parsed(line) ?? {}) as Record<string, unknown>;
    const isLabel = label === 0 || label === 1 || typeof label === "boolean";
    if (isText(a) && isText(b) && isLabel) return [{ a, b, same: Boolean(label) }];
    faults.add(`${file}:${i + 1}`, `${EXPECTED}, got ${shown(line.trim())}`);
    return [];
  });
}

function readList(text: string, file: string, faults: Faults): Pair[] {
  const list = parsed(text);
  if (!Array.isArray(list)) throw new InputFault(`${file}: expected a JSON list, which this is not`);
  return (list as unknown[]).flatMap((item, i) => {
    const { origin, similar } = (item ?? {}) as Record<string, unknown>;
    if (isText(origin) && isText(similar)) return [{ a: origin, b: similar, same: true }];
    faults.add(`${file}, item ${i}`, `${EXPECTED_IN_LIST}, got ${shown(item)}`);
    return [];
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
