/** Turns texts into vectors; what the DashScope stand-in answers with. */
export interface Embedder {
  /** Length of every vector. */
  readonly dimension: number;
  /** One vector of length 1 for each text, in order. */
  embed(texts: string[]): Promise<number[][]>;
  /** Frees whatever the embedder holds; it cannot be used afterwards. */
  close(): Promise<void>;
}
