import type { Context } from "../context.ts";
import { embedAll } from "../embeddings/embed-all.ts";
import { shareVectors, type SharedVectors } from "../embeddings/vectors.ts";
import { wantedTexts } from "../embeddings/wanted.ts";
import type { Row } from "../input/rows.ts";
import type { Section } from "../merged.ts";
import { ListFile } from "../played/list-file.ts";
import type { NeighbourLists } from "../played/neighbour-lists.ts";
import type { Bar } from "../progress.ts";
import type { Outcomes } from "./outcome.ts";
import { Pool } from "./pool.ts";

/** Rows that one job makes the lists of. */
const ROWS_A_JOB = 100;
/** What a module asks for may depend on what it got; it comes to an end soon. */
const MAX_ROUNDS = 5;
const NO_BAR: Bar = { step: () => undefined, end: () => undefined };

/** Runs one stream under any number of configurations, with every text embedded that the module asks for. */
export class Lab {
  readonly rows: readonly Row[];
  private readonly context: Context;
  private readonly questions: string[];
  private readonly others = new Set<string>();
  private pool: Pool | null = null;

  private constructor(context: Context, rows: readonly Row[], questions: string[]) {
    this.context = context;
    this.rows = rows;
    this.questions = questions;
  }

  static async open(context: Context, rows: readonly Row[]): Promise<Lab> {
    const asked = rows.map(({ question }) => question);
    const questions = await wantedTexts(context.wasm, context.config, asked);
    const lab = new Lab(context, rows, questions);
    await lab.prepare();
    return lab;
  }

  /** The outcomes under each configuration, in order. */
  async run(configs: readonly Section[], bar: Bar = NO_BAR): Promise<Outcomes[]> {
    const results: Outcomes[] = [];
    let open = configs.map((_, i) => i);
    for (let round = 0; open.length > 0; round++) {
      const jobs = open.map((i) => ({ config: configs[i]! }));
      const reports = await this.pool!.run<{ outcomes: Outcomes }>(jobs, round === 0 ? bar : NO_BAR);
      reports.forEach(({ outcomes }, i) => (results[open[i]!] = outcomes));
      open = open.filter((i) => results[i]!.missing.length > 0);
      if (open.length > 0 && round === MAX_ROUNDS)
        throw new Error(`after ${round} rounds the module still wants texts that are not embedded`);
      if (open.length > 0) await this.embedMore(open.flatMap((i) => results[i]!.missing));
    }
    return results;
  }

  async close(): Promise<void> {
    await this.pool?.close();
  }

  /** The module compares answers too: all of them are embedded, so that one round is enough. */
  private async embedMore(missing: string[]): Promise<void> {
    for (const { answer } of this.rows) this.others.add(answer);
    for (const text of missing) this.others.add(text);
    await this.prepare();
  }

  private async prepare(): Promise<void> {
    const { source, file, progress, wasm } = this.context;
    await embedAll(source, file, [...this.questions, ...this.others], progress);
    const vectors = shareVectors(this.questions, this.others, (text) => file.vector(text));
    await this.pool?.close();
    const { lists, isFilled } = new ListFile(this.context.lists, vectors).read();
    this.pool = new Pool({ wasm, vectors, lists, rows: this.rows });
    if (!isFilled) await this.fill(vectors, lists);
  }

  private async fill(vectors: SharedVectors, lists: NeighbourLists): Promise<void> {
    const jobs = [];
    for (let from = 0; from < vectors.listed; from += ROWS_A_JOB)
      jobs.push({ from, to: Math.min(vectors.listed, from + ROWS_A_JOB) });
    const bar = this.context.progress.begin("Looking for neighbours", jobs.length);
    await this.pool!.run(jobs, bar);
    bar.end();
    new ListFile(this.context.lists, vectors).write(lists);
  }
}
