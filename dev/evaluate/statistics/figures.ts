import type { Row } from "../input/rows.ts";
import { Outcome, type Outcomes } from "../stream/outcome.ts";
import { share, type Share } from "./share.ts";

/** What a stream came to under one setting. */
export interface Figures {
  /** Questions counted. */
  requests: number;
  /** Exact and semantic hits, of the questions. */
  hits: Share;
  exactHits: number;
  semanticHits: number;
  /** Semantic hits whose answer means something else than the question's own, of the hits. */
  wrong: Share;
  /** Exact hits of which the same is true: the stream answers one question in two ways. */
  exactWrong: number;
  audited: number;
  /** Questions that the cache failed at or stayed out of. */
  others: number;
}

/** Which questions are counted. */
export type Counted = (row: number) => boolean;

/** The figures of `outcomes`, by default of all questions. */
export function figures(rows: readonly Row[], outcomes: Outcomes, counted: Counted = () => true): Figures {
  const { kinds } = outcomes;
  const asked = [...kinds.keys()].filter(counted);
  const count = (kind: number): number => asked.filter((row) => kinds[row] === kind).length;
  const wrong = (kind: number): number =>
    asked.filter((row) => kinds[row] === kind && isWrong(rows, outcomes, row)).length;
  const [exactHits, semanticHits] = [count(Outcome.Exact), count(Outcome.Semantic)];
  const hits = exactHits + semanticHits;
  return {
    requests: asked.length,
    hits: share(hits, asked.length),
    exactHits,
    semanticHits,
    wrong: share(wrong(Outcome.Semantic), hits),
    exactWrong: wrong(Outcome.Exact),
    audited: count(Outcome.Audited),
    others: count(Outcome.Other),
  };
}

/** Whether the question of this row was answered with what is the answer to something else. */
export function isWrong(rows: readonly Row[], { served }: Outcomes, row: number): boolean {
  const from = served[row]!;
  return from >= 0 && rows[from]!.truth !== rows[row]!.truth;
}
