import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Embedder } from "../embedding/embedder.ts";
import { HashedEmbedder } from "../embedding/hashed.ts";
import { MiniLm } from "../embedding/minilm.ts";
import { DashScope } from "../standins/dashscope.ts";
import { DashVector } from "../standins/dashvector.ts";
import { Llm } from "../standins/llm.ts";
import { Upstash } from "../standins/upstash.ts";
import { findWebdis, PYTHON } from "./binaries.ts";
import { Envoy, type Reload } from "./envoy.ts";
import type { Ports, StackOptions } from "./options.ts";
import type { ConfigChange } from "./plugin-config.ts";
import { Redis } from "./redis.ts";
import { caBundle } from "./tls.ts";
import type { Upstream } from "./upstream.ts";
import { Webdis } from "./webdis.ts";
import { COLLECTION, DIMENSION, render, STANDIN_KEY, type Wiring } from "./wiring.ts";

/** A test does not wait for a model to think, unless it asks for that. */
const QUICK = { thinkingMs: 0, tokenMs: 0 };

/**
 * A real Envoy with the filter, a real Redis behind an HTTP bridge, and stand-ins for the cloud services in this
 * process. A part that a real service replaces is not started, and its field is not set.
 */
export class Stack {
  readonly envoy!: Envoy;
  readonly redis!: Redis;
  /** The Upstash bridge; not set when the bridge is Webdis. */
  readonly upstash!: Upstash;
  /** Set when the bridge is Webdis. */
  readonly webdis!: Webdis;
  readonly embedder!: Embedder;
  readonly dashscope!: DashScope;
  readonly dashvector!: DashVector;
  readonly llm!: Llm;
  /** Temporary folder of the programs, removed at the end. */
  readonly dir = mkdtempSync(join(tmpdir(), "ai-cache-"));
  private readonly options: StackOptions;
  private readonly caFile: string;
  private readonly wiring!: Wiring;
  private readonly open: { close(): Promise<void> }[] = [];
  private readonly sweep = (): void => rmSync(this.dir, { recursive: true, force: true });

  private constructor(options: StackOptions) {
    this.options = options;
    this.caFile = options.caFile ?? caBundle(this.dir);
    process.on("exit", this.sweep);
  }

  /** Resolves when the gateway answers. When a part does not start, the others are ended. */
  static async start(options: StackOptions = {}): Promise<Stack> {
    const stack = new Stack(options);
    try {
      await stack.begin();
    } catch (error) {
      await stack.close();
      throw error;
    }
    return stack;
  }

  /** Whether a stack with `redis: "webdis"` can be made on this machine. */
  static hasWebdis(): boolean {
    return findWebdis() !== null;
  }

  /** `http://127.0.0.1:PORT` of the gateway. */
  get url(): string {
    return `http://127.0.0.1:${this.envoy.port}`;
  }

  /** The same of Envoy's admin page. */
  get adminUrl(): string {
    return this.envoy.adminUrl;
  }

  /** Envoy's log so far, the module's lines and the access log included. */
  envoyLog(): string {
    return this.envoy.log();
  }

  /** The metrics as Prometheus reads them. */
  stats(): Promise<string> {
    return this.envoy.admin("/stats/prometheus");
  }

  /**
   * Gives the plugin another configuration while requests run. `change` starts from the stack's own wiring, as
   * `config` did, not from the configuration in force. New connections meet it when this resolves; connections that
   * exist meet it after their next response, or once `drained` has resolved.
   */
  async reload(change: ConfigChange): Promise<Reload> {
    const ports = { ...this.options.ports, gateway: this.envoy.port };
    return this.envoy.reload(render(this.wiring, { ...this.options, ports }, this.caFile, change));
  }

  /** Resolves when no connection uses an old configuration any more. */
  drained(): Promise<void> {
    return this.envoy.drained();
  }

  /** Ends every part, the youngest first, and removes their files. */
  async close(): Promise<void> {
    while (this.open.length > 0) await this.open.pop()!.close();
    this.sweep();
    process.off("exit", this.sweep);
  }

  private async begin(): Promise<void> {
    const { options, dir } = this;
    const wiring: Wiring = {
      llm: options.services?.llm?.upstream ?? (await this.beginLlm()),
      cache: await this.beginCache(),
      dashscope: options.services?.dashscope ?? (await this.beginDashScope()),
      dashvector: options.services?.dashvector ?? (await this.beginDashVector()),
    };
    const envoy = await Envoy.start(render(wiring, options, this.caFile), {
      dir,
      logFile: options.logFile ?? join(dir, "envoy.log"),
      concurrency: options.concurrency ?? 1,
      logLevel: options.logLevel ?? "info",
      drainSeconds: options.drainSeconds ?? 1,
    });
    Object.assign(this, { wiring, envoy: this.keep(envoy) });
  }

  private async beginLlm(): Promise<Upstream> {
    const llm = this.keep(await new Llm({ ...QUICK, ...this.options.llm, ...this.at("llm") }).start());
    return this.found({ llm }, llm.port);
  }

  private async beginCache(): Promise<Wiring["cache"]> {
    const { services = {}, redis: bridge = "upstash" } = this.options;
    if (services.upstash) return { ...services.upstash, type: "upstash" };
    const redisUrl = services.redisUrl ?? (await this.beginRedis());
    if (bridge === "webdis") {
      const webdis = this.keep(await Webdis.start(this.dir, this.redis.port, this.options.ports?.bridge));
      return { upstream: this.found({ webdis }, webdis.port), type: "webdis" };
    }
    const upstash = await new Upstash({ ...this.at("bridge"), redisUrl, token: STANDIN_KEY }).start();
    return {
      upstream: this.found({ upstash: this.keep(upstash) }, upstash.port),
      type: "upstash",
      token: STANDIN_KEY,
    };
  }

  private async beginRedis(): Promise<string> {
    const redis = this.keep(await Redis.start(this.dir, this.options.ports?.redis));
    Object.assign(this, { redis });
    return redis.url;
  }

  private async beginDashScope(): Promise<Wiring["dashscope"]> {
    const embedder = await this.beginEmbedder();
    const dashscope = await new DashScope({ ...this.at("dashscope"), embedder, apiKey: STANDIN_KEY }).start();
    const upstream = this.found({ embedder, dashscope: this.keep(dashscope) }, dashscope.port);
    return { upstream, apiKey: STANDIN_KEY };
  }

  private async beginEmbedder(): Promise<Embedder> {
    const { embedder = "hashed" } = this.options;
    if (embedder === "hashed") return new HashedEmbedder();
    return embedder === "minilm" ? this.keep(await MiniLm.start(PYTHON)) : embedder;
  }

  private async beginDashVector(): Promise<Wiring["dashvector"]> {
    const collections = [{ name: COLLECTION, dimension: DIMENSION }];
    const dashvector = await new DashVector({
      ...this.at("dashvector"),
      collections,
      apiKey: STANDIN_KEY,
    }).start();
    const upstream = this.found({ dashvector: this.keep(dashvector) }, dashvector.port);
    return { upstream, apiKey: STANDIN_KEY, collection: COLLECTION };
  }

  /** `part`, which the end of the stack will close. */
  private keep<Part extends { close(): Promise<void> }>(part: Part): Part {
    this.open.push(part);
    return part;
  }

  /** Sets the fields of `parts`; where they are reached. */
  private found(parts: Partial<Stack>, port: number): Upstream {
    Object.assign(this, parts);
    return { host: "127.0.0.1", port };
  }

  private at(part: keyof Ports): { port: number } {
    return { port: this.options.ports?.[part] ?? 0 };
  }
}
