import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";

const SCRIPT = fileURLToPath(new URL("minilm.py", import.meta.url));
const KEPT_STDERR = 2000;
const PATIENCE_MS = 3000;

/** One line of the worker's stdout; `minilm.py` says which fields come when. */
export interface WorkerLine {
  ready?: boolean;
  dimension?: number;
  id?: number;
  vectors?: number[][];
  error?: string;
}

/** The Python process behind `MiniLm`: lines out, lines in, and what it said when it ended. */
export class Worker {
  /** Resolves once the process has ended, with the reason in words. */
  readonly ended: Promise<string>;
  private readonly process: ChildProcessByStdio<Writable, Readable, Readable>;
  private stderr = "";

  constructor(python: string, onLine: (line: WorkerLine) => void) {
    this.process = spawn(python, [SCRIPT], {
      stdio: ["pipe", "pipe", "pipe"],
      // More BLAS threads than cores only slow a sentence down.
      env: { OPENBLAS_NUM_THREADS: "1", ...process.env, PYTHONUTF8: "1", PYTHONUNBUFFERED: "1" },
    });
    this.process.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.stderr = (this.stderr + text).slice(-KEPT_STDERR);
    });
    createInterface({ input: this.process.stdout }).on("line", (line) =>
      onLine(JSON.parse(line) as WorkerLine),
    );
    // Writing to a worker that has just ended fails here; `ended` tells the caller.
    this.process.stdin.on("error", () => undefined);
    this.ended = new Promise((resolve) => {
      this.process.on("error", (error) => resolve(`${python} did not start: ${error.message}`));
      this.process.on("close", (code, signal) => resolve(this.lastWords(signal ?? `code ${code}`)));
    });
  }

  /** The process id, or undefined when it did not start. */
  get pid(): number | undefined {
    return this.process.pid;
  }

  /** Sends one request. */
  send(request: { id: number; texts: string[] }): void {
    this.process.stdin.write(JSON.stringify(request) + "\n");
  }

  /** Ends the process: by the end of its stdin, by force if that is not enough. */
  async close(): Promise<void> {
    this.process.stdin.end();
    const force = setTimeout(() => this.process.kill("SIGKILL"), PATIENCE_MS);
    await this.ended;
    clearTimeout(force);
  }

  private lastWords(how: string): string {
    return `minilm.py ended with ${how}${this.stderr ? `: ${this.stderr.trim()}` : ""}`;
  }
}
