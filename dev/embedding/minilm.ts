import type { Embedder } from "./embedder.ts";
import { Worker, type WorkerLine } from "./worker.ts";

const MAX_BATCH = 32;

interface Job {
  texts: string[];
  resolve: (vectors: number[][]) => void;
  reject: (error: Error) => void;
}

/**
 * The real all-MiniLM-L6-v2, run by `minilm.py` in a Python that has dev/requirements.txt. Calls that wait while
 * the worker is busy go to it together. An English model, 384 dimensions, about 30 ms for a sentence on one core.
 */
export class MiniLm implements Embedder {
  readonly dimension: number;
  private readonly worker: Worker;
  private waiting: Job[] = [];
  private running: Job[] = [];
  private batch = 0;
  private end: Error | null = null;

  private constructor(worker: Worker, dimension: number) {
    this.worker = worker;
    this.dimension = dimension;
    void worker.ended.then((reason) => this.onEnd(new Error(reason)));
  }

  /** Starts `python` and waits until the model is loaded. */
  static async start(python: string): Promise<MiniLm> {
    let onLine: (line: WorkerLine) => void = () => undefined;
    const first = new Promise<WorkerLine>((resolve) => (onLine = resolve));
    const worker = new Worker(python, (line) => onLine(line));
    const ended = worker.ended.then((reason) => Promise.reject(new Error(reason)));
    const { dimension = 0 } = await Promise.race([first, ended]);
    ended.catch(() => undefined);
    const model = new MiniLm(worker, dimension);
    onLine = (line) => model.onLine(line);
    return model;
  }

  /** The worker's process id. */
  get pid(): number | undefined {
    return this.worker.pid;
  }

  embed(texts: string[]): Promise<number[][]> {
    if (this.end) return Promise.reject(this.end);
    if (texts.length === 0) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      this.waiting.push({ texts, resolve, reject });
      this.next();
    });
  }

  async close(): Promise<void> {
    await this.worker.close();
  }

  /** Sends what waits, unless the worker is busy. */
  private next(): void {
    if (this.running.length > 0 || this.waiting.length === 0) return;
    let size = 0;
    let jobs = 0;
    for (const { texts } of this.waiting) {
      if (jobs > 0 && size + texts.length > MAX_BATCH) break;
      size += texts.length;
      jobs++;
    }
    this.running = this.waiting.splice(0, jobs);
    this.worker.send({ id: ++this.batch, texts: this.running.flatMap((job) => job.texts) });
  }

  private onLine(line: WorkerLine): void {
    const jobs = this.running;
    this.running = [];
    let from = 0;
    for (const job of jobs) {
      if (!line.vectors) job.reject(new Error(`minilm.py: ${line.error}`));
      else job.resolve(line.vectors.slice(from, from + job.texts.length));
      from += job.texts.length;
    }
    this.next();
  }

  private onEnd(reason: Error): void {
    this.end = reason;
    for (const job of [...this.running, ...this.waiting]) job.reject(reason);
    this.running = [];
    this.waiting = [];
  }
}
