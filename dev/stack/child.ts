import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";

const PATIENCE_MS = 5000;
const LAST_WORDS = 8;

const running = new Set<Child>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A program of the stack. It ends with this process, however this process ends. */
export class Child {
  /** Resolves once the program has ended, with the reason in words. */
  readonly ended: Promise<string>;
  private readonly process: ChildProcess;
  private readonly logFile: string;
  private alive = true;

  /** Starts `command`; everything it prints is appended to `logFile`. */
  constructor(command: string, args: string[], logFile: string) {
    this.logFile = logFile;
    const log = openSync(logFile, "a");
    // A group of its own: Ctrl-C in the terminal reaches this process alone, which then ends the rest in order.
    this.process = spawn(command, args, { stdio: ["ignore", log, log], detached: true });
    closeSync(log);
    running.add(this);
    this.ended = new Promise((resolve) => {
      this.process.on("error", (error) => resolve(this.onEnd(`${command} did not start: ${error.message}`)));
      this.process.on("exit", (code, signal) =>
        resolve(this.onEnd(`${command} ended with ${signal ?? code}`)),
      );
    });
    if (this.process.pid) guard(this.process.pid, this.ended);
  }

  /** The process id, or undefined when the program did not start. */
  get pid(): number | undefined {
    return this.process.pid;
  }

  /** What the program has printed so far. */
  log(): string {
    return readFileSync(this.logFile, "utf8");
  }

  /** Asks `ready` again and again until it holds. Rejects with the log's end when the program ends before that. */
  async until(ready: () => Promise<boolean>, patienceMs: number): Promise<void> {
    const deadline = Date.now() + patienceMs;
    while (!(await ready().catch(() => false))) {
      if (!this.alive) throw new Error(`${await this.ended}\n${this.lastWords()}`);
      if (Date.now() > deadline) throw new Error(`not ready after ${patienceMs} ms\n${this.lastWords()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Ends the program: politely first, by force if that is not enough. */
  async stop(): Promise<void> {
    this.kill("SIGTERM");
    const force = setTimeout(() => this.kill("SIGKILL"), PATIENCE_MS);
    await this.ended;
    clearTimeout(force);
  }

  /** Sends `signal`, unless the program has ended and its id may be another's. */
  kill(signal: NodeJS.Signals): void {
    if (this.alive) this.process.kill(signal);
  }

  private onEnd(reason: string): string {
    this.alive = false;
    running.delete(this);
    return reason;
  }

  private lastWords(): string {
    return this.log().trimEnd().split("\n").slice(-LAST_WORDS).join("\n");
  }
}

/**
 * A shell that outlives this process by an instant. Its `read` fails when this process dies without a word, even
 * by SIGKILL, and then it kills `pid`; a line on its stdin sends it home.
 */
function guard(pid: number, ended: Promise<unknown>): void {
  const shell = spawn("/bin/sh", ["-c", 'read -r line || kill -9 "$0"', String(pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.on("error", () => undefined);
  shell.stdin.on("error", () => undefined);
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  void ended.then(() => shell.stdin.end("\n"));
}
