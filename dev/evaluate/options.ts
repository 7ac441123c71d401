import { existsSync } from "node:fs";
import { join } from "node:path";
import { chooseSource } from "./embeddings/choose.ts";
import type { Source } from "./embeddings/source.ts";
import { Faults, shown } from "./input/fault.ts";
import { isSection, type Section } from "./merged.ts";
import { SHIPPED_PAIRS, SHIPPED_STREAMS } from "./shipped.ts";
import type { StreamInput } from "./stream/evaluate.ts";
import { PROJECT } from "../stack/binaries.ts";

type Env = Record<string, string | undefined>;

/** What an evaluation is to do. */
export interface Options {
  pairs: string[];
  streams: StreamInput[];
  source: Source;
  config: Section;
  /** The operator's own first, then the two that are always told. */
  budgets: number[];
  /** File of the module. */
  wasm: string;
  /** Folder for reports, vectors and neighbours. */
  out: string;
  /** Whether the best setting is tried in a real Envoy too. */
  envoy: boolean;
  /** Whether the README's table and plot are written. */
  shipped: boolean;
}

/** Shares of wrong hits that every report has. */
const BUDGETS = [0.02, 0.05];

/** Reads the options; throws all that is wrong with them. Null where there is nothing to evaluate. */
export function readOptions(env: Env): Options | null {
  const shipped = isOn(env.SHIPPED);
  const pairs = shipped ? SHIPPED_PAIRS : listed(env.PAIRS);
  const files = listed(env.STREAM);
  if (pairs.length === 0 && files.length === 0) return null;
  const faults = new Faults();
  if (shipped && (env.PAIRS || env.STREAM))
    faults.add("SHIPPED", "expected neither PAIRS nor STREAM beside it");
  const streams = shipped ? SHIPPED_STREAMS : files.map((file) => streamInput(file, env, faults));
  for (const file of [...pairs, ...streams.map(({ file }) => file)])
    if (!existsSync(file)) faults.add(file, "expected a file, which is not there");
  const options = {
    pairs,
    streams,
    source: chooseSource(env, faults),
    config: readConfig(env.CONFIG, isOn(env.ENVOY), faults),
    budgets: readBudgets(env.BUDGET, faults),
    wasm: env.AI_CACHE_WASM || join(PROJECT, "build", "ai-cache.wasm"),
    out: env.OUT || join(PROJECT, "build", "evaluation"),
    envoy: isOn(env.ENVOY),
    shipped,
  };
  faults.check();
  return options;
}

/** Files separated by commas. */
function listed(text: string | undefined): string[] {
  return (text ?? "").split(",").filter((file) => file !== "");
}

function isOn(text: string | undefined): boolean {
  return text !== undefined && text !== "" && text !== "0";
}

function streamInput(file: string, env: Env, faults: Faults): StreamInput {
  const shuffle = count(env, "SHUFFLE", faults) ?? 1;
  const limit = count(env, "LIMIT", faults);
  if (limit === 0) faults.add("LIMIT", "expected at least 1, got 0");
  return { file, shuffle, limit, paraphrase: isOn(env.PARAPHRASE) };
}

function count(env: Env, name: string, faults: Faults): number | null {
  const text = env[name];
  if (!text) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  faults.add(name, `expected a whole number from 0, got ${text}`);
  return null;
}

function readConfig(text: string | undefined, envoy: boolean, faults: Faults): Section {
  const value = text ? parsed(text) : {};
  if (!isSection(value)) {
    faults.add("CONFIG", `expected a JSON object such as {"vector":{"topK":8}}, got ${shown(text)}`);
    return {};
  }
  if (value.verifier) faults.add("CONFIG", "expected no verifier, as there is no service for it here");
  if (envoy && value.audit)
    faults.add("CONFIG", "expected no audit with ENVOY=1, as chance decides what is audited");
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readBudgets(text: string | undefined, faults: Faults): number[] {
  if (!text) return BUDGETS;
  const budget = Number(text);
  if (!(budget > 0 && budget < 1)) faults.add("BUDGET", `expected a share above 0 and below 1, got ${text}`);
  return [...new Set([budget, ...BUDGETS])];
}
