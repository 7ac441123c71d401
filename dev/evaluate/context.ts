import type { Source } from "./embeddings/source.ts";
import type { VectorFile } from "./embeddings/vector-file.ts";
import type { Section } from "./merged.ts";
import type { Progress } from "./progress.ts";

/** What every part of an evaluation works with. */
export interface Context {
  /** File of the module. */
  wasm: string;
  /** Of the operator, over the module's defaults. */
  config: Section;
  /** Shares of wrong hits to stay within. */
  budgets: number[];
  source: Source;
  /** The vectors of `source` that are known. */
  file: VectorFile;
  /** Folder for lists of neighbours. */
  lists: string;
  /** Whether the best setting is tried in a real Envoy too. */
  envoy: boolean;
  progress: Progress;
}
