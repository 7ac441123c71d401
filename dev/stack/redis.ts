import { Redis as Client } from "ioredis";
import { findRedis } from "./binaries.ts";
import { Child } from "./child.ts";
import { freePort } from "./ports.ts";

const START_MS = 10_000;

/** A real Redis that keeps nothing on disk. */
export class Redis {
  readonly port: number;
  /** Connected when first used; reconnects after `stop` and `start`. */
  readonly client: Client;
  private readonly dir: string;
  private child: Child | null = null;

  private constructor(dir: string, port: number) {
    this.dir = dir;
    this.port = port;
    this.client = new Client(this.url, { lazyConnect: true, retryStrategy: () => 50 });
    // A stopped Redis is part of some tests; commands report it, the client's own event would end the process.
    this.client.on("error", () => undefined);
  }

  /** Starts Redis on `port`, 0 for any free one, with its files in `dir`. */
  static async start(dir: string, port = 0): Promise<Redis> {
    const redis = new Redis(dir, await freePort(port));
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Starts the server again, empty, on the same port. */
  async start(): Promise<void> {
    const options = { port: this.port, bind: "127.0.0.1", dir: this.dir, save: "", appendonly: "no" };
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
    this.child = new Child(findRedis(), args, `${this.dir}/redis.log`);
    try {
      await this.child.until(() => this.answers(), START_MS);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /** Ends the server. What it held is lost. */
  async stop(): Promise<void> {
    await this.child?.stop();
    this.child = null;
  }

  async close(): Promise<void> {
    this.client.disconnect();
    await this.stop();
  }

  private async answers(): Promise<boolean> {
    const probe = new Client(this.url, { lazyConnect: true, retryStrategy: () => null });
    probe.on("error", () => undefined);
    try {
      // A Redis of somebody else on this port would answer too.
      return (await probe.info("server")).includes(`process_id:${this.pid}\r`);
    } finally {
      probe.disconnect();
    }
  }
}
