import type { Asked, Exchange } from "./client.ts";

/** A kind of request. */
export type Kind = "known" | "similar" | "new" | "again" | "bypass" | "long" | "shared" | "probe";

/** Requests that failed alike. */
export interface Failure {
  kind: Kind;
  /** What went on then. */
  during: string;
  why: string;
  count: number;
  /** Seconds since the start. */
  first: number;
  last: number;
}

/** Counts what clients got, and judges it: whatever else fails, each request is to get the answer to its question. */
export class Record {
  requests = 0;
  failed = 0;
  /** Clients that left before the end. */
  left = 0;
  readonly failures: Failure[] = [];
  /** By kind, then by `x-ai-cache`. */
  readonly outcomes: { [kind: string]: { [outcome: string]: number } } = {};
  /** Answers to questions that were asked before, in calm, and were not there. */
  lost = 0;
  /** What goes on; "calm" where nothing does. */
  during = "calm";
  private readonly begun = performance.now();

  /** Seconds since the start. */
  get seconds(): number {
    return (performance.now() - this.begun) / 1000;
  }

  /** @param also another question whose answer will do */
  note(kind: Kind, asked: Asked, exchange: Exchange, also: string | null = null): void {
    this.requests++;
    if (exchange.hasLeft) {
      this.left++;
      return;
    }
    const outcomes = (this.outcomes[kind] ??= {});
    const why = whyFailed(kind, asked, exchange, also);
    const outcome = why === null ? exchange.cache : "failed";
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    if (why !== null) this.fail(kind, why);
  }

  private fail(kind: Kind, why: string): void {
    this.failed++;
    const { during } = this;
    const at = Math.round(this.seconds);
    const alike = this.failures.find((it) => it.kind === kind && it.during === during && it.why === why);
    if (!alike) this.failures.push({ kind, during, why, count: 1, first: at, last: at });
    else Object.assign(alike, { count: alike.count + 1, last: at });
  }
}

/** Why this is not what the LLM would have served, or null where it is. */
export function whyFailed(
  kind: Kind,
  { question }: Asked,
  { status, cache, text, fault }: Exchange,
  also: string | null,
): string | null {
  if (fault !== null) return fault;
  if (status !== 200) return `status ${status}`;
  if (text === null) return "no whole answer";
  if (cache === "") return "passed by the filter";
  if (kind === "bypass" && cache !== "bypass") return `a bypass was a ${cache}`;
  const isIts = text.includes(`«${question}»`) || (also !== null && text.includes(`«${also}»`));
  return isIts ? null : "the answer to another question";
}
