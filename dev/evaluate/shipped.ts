import { join, relative } from "node:path";
import { PROJECT } from "../stack/binaries.ts";
import type { StreamInput } from "./stream/evaluate.ts";

/** Folder of the sets that come with the project; its README names their sources and licences. */
export const DATA = join(PROJECT, "dev", "evaluate", "data");

/** As they are named in reports: from where `make` runs. */
const at = (name: string): string => relative(process.cwd(), join(DATA, name));

export const SHIPPED_PAIRS = ["banking77-pairs.jsonl", "gptcache-pairs.json", "paws-x-zh-pairs.jsonl"].map(
  at,
);

const banking = { file: at("banking77.csv"), shuffle: 1, limit: 8000 };

/** The same questions twice: answered with the label, and with the label in varying words. */
export const SHIPPED_STREAMS: StreamInput[] = [
  { ...banking, paraphrase: false },
  { ...banking, paraphrase: true },
];
