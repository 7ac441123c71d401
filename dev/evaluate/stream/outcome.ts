/** What became of one question, as its client can tell from the headers. */
export const Outcome = {
  Miss: 0,
  /** The same question was known. */
  Exact: 1,
  /** Answered by that of another question. */
  Semantic: 2,
  /** A hit that was sent to the LLM all the same, to compare the answers. */
  Audited: 3,
  /** The cache failed or stayed out of it. */
  Other: 4,
} as const;

/** The outcomes of a stream, question by question. */
export interface Outcomes {
  /** One of `Outcome` each. */
  kinds: Uint8Array;
  /** Of semantic hits, to four decimals as `x-ai-cache-distance` gives it; NaN elsewhere. */
  distances: Float64Array;
  /** Of hits: the row whose answer was served; -1 elsewhere. */
  served: Int32Array;
  /** Texts that the module wanted embedded and that were not: the outcomes are not to be used then. */
  missing: string[];
}

/** Outcomes of `count` questions that have not been asked yet. */
export function unasked(count: number): Outcomes {
  return {
    kinds: new Uint8Array(count).fill(Outcome.Other),
    distances: new Float64Array(count).fill(NaN),
    served: new Int32Array(count).fill(-1),
    missing: [],
  };
}
