import type { Embedder } from "../../embedding/embedder.ts";

/** Where the vectors of an evaluation come from. */
export interface Source {
  /** As `EMBEDDER` names it. */
  readonly name: string;
  readonly model: string;
  /** Length of the vectors; null for the model's own, which its first answer tells. */
  readonly dimension: number | null;
  /** Texts that are sent at once at most. */
  readonly batch: number;
  /** Called only when a vector is not on disk yet, so that nothing is started for nothing. */
  open(): Promise<Pick<Embedder, "embed" | "close">>;
}
