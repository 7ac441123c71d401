import { said } from "../stand-in-llm.ts";
import type { Row } from "../input/rows.ts";
import { Outcome, type Outcomes, unasked } from "./outcome.ts";

/** What a client gets, wherever it comes from. */
export interface Got {
  header(name: string): string | undefined;
  text: string;
}

/** A response that contradicts what was stored: the gateway is at fault, and no figure would be worth anything. */
export class Contradiction extends Error {}

const KINDS: Record<string, number> = {
  miss: Outcome.Miss,
  hit: Outcome.Exact,
  "semantic-hit": Outcome.Semantic,
};

/** Reads what became of each question of a stream from what its client got. */
export class Asked {
  readonly outcomes: Outcomes;
  private readonly rows: readonly Row[];
  /** The row whose answer is stored under a key. */
  private readonly rowOf = new Map<string, number>();

  constructor(rows: readonly Row[]) {
    this.rows = rows;
    this.outcomes = unasked(rows.length);
  }

  /** Takes the response to the question of row `row`. */
  take(row: number, got: Got): void {
    const { kinds, distances, served } = this.outcomes;
    const kind = kindOf(got);
    const key = got.header("x-ai-cache-key");
    kinds[row] = kind;
    if (kind === Outcome.Exact || kind === Outcome.Semantic) served[row] = this.servedBy(key, got);
    else if (key !== undefined) this.rowOf.set(key, row);
    if (kind === Outcome.Semantic) distances[row] = Number(got.header("x-ai-cache-distance"));
  }

  /** An answer to the question of row `row` was stored under `key`: of an audited hit the response does not say so. */
  store(row: number, key: string): void {
    this.rowOf.set(key, row);
  }

  private servedBy(key: string | undefined, got: Got): number {
    const row = this.rowOf.get(key ?? "");
    if (row === undefined) throw new Contradiction(`a hit names the entry ${key}, which nobody stored`);
    const expected = this.rows[row]!.answer;
    if (said(got.text) !== expected)
      throw new Contradiction(`entry ${key} says «${said(got.text)}» in place of «${expected}»`);
    return row;
  }
}

function kindOf(got: Got): number {
  if (got.header("cache-status")?.includes("detail=audit")) return Outcome.Audited;
  return KINDS[got.header("x-ai-cache") ?? ""] ?? Outcome.Other;
}
