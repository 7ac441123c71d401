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

const stream = (name: string) => ({ file: at(name), shuffle: 1, limit: 8000 });

/** One set twice: answered with the label, and with the label in varying words. */
export const SHIPPED_STREAMS: StreamInput[] = [
  { ...stream("banking77.csv"), paraphrase: false },
  { ...stream("banking77.csv"), paraphrase: true },
  { ...stream("clinc150.csv"), paraphrase: false },
];
