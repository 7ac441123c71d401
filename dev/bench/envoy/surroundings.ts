import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compile, FILTER } from "../../compile.ts";
import { findWebdis, PROJECT } from "../../stack/binaries.ts";
import { Child } from "../../stack/child.ts";
import { EnvoyConfig } from "../../stack/envoy-config.ts";
import { Envoy } from "../../stack/envoy.ts";
import { freePort } from "../../stack/ports.ts";
import { Redis } from "../../stack/redis.ts";
import { Webdis } from "../../stack/webdis.ts";
import { STANDIN_KEY } from "../../stack/wiring.ts";
import { Upstash } from "../../standins/upstash.ts";
import { fileOf } from "../module/modules.ts";
import * as payload from "../v8/payload.ts";
import { USUAL } from "../v8/scenario.ts";

/** What a gateway of the benchmark is. */
export interface GatewayOptions {
  /**
   * "cache" is the filter, "empty" a filter that does nothing, "calling" one that answers with what it asks the bridge
   * for, "none" is Envoy alone.
   */
  filter: "cache" | "empty" | "calling" | "none";
  /** Where requests go that pass: to the model (and the services beside it), to Redis' bridge, or nowhere. */
  to: "model" | "redis" | { answer: string };
  workers?: number;
  /** Changes the configuration of the filter; of the calling one it is the path to ask for. */
  config?: object | string;
}

/** Redis and its bridge, the services, and as many Envoys as are asked for; all end with `close`. */
export class Surroundings {
  readonly bridge: "webdis" | "upstash" = findWebdis() ? "webdis" : "upstash";
  readonly redis!: Redis;
  private readonly dir = mkdtempSync(join(tmpdir(), "ai-cache-bench-"));
  private readonly open: { close(): Promise<void> }[] = [];
  private bridgePort = 0;
  private modelPort = 0;
  private gateways = 0;

  static async start(): Promise<Surroundings> {
    const surroundings = new Surroundings();
    try {
      await surroundings.begin();
    } catch (error) {
      await surroundings.close();
      throw error;
    }
    return surroundings;
  }

  /** Starts an Envoy. */
  async gateway(options: GatewayOptions): Promise<Envoy> {
    const config = new EnvoyConfig();
    config.listen(0, 0);
    config.dropAccessLog();
    const services = { host: "127.0.0.1", port: this.modelPort };
    const bridge = { host: "127.0.0.1", port: this.bridgePort };
    config.connect("redis", bridge, "");
    config.connect("dashscope", services, "");
    config.connect("dashvector", services, "");
    config.connect("llm", options.to === "redis" ? bridge : services, "");
    if (typeof options.to === "object") config.answerDirectly(options.to.answer);
    if (options.filter === "none") config.module = null;
    if (options.filter === "empty" || options.filter === "calling")
      config.module = this.guest(options.filter);
    if (options.filter === "calling") config.plugin = String(options.config);
    if (options.filter === "cache") {
      config.module = join(PROJECT, fileOf("envoy"));
      config.plugin = { ...this.plugin(), ...(options.config as object) };
    }
    if (options.filter !== "none") config.hold("headers");
    const dir = join(this.dir, `gateway-${++this.gateways}`);
    mkdirSync(dir);
    const envoy = await Envoy.start(config, {
      dir,
      logFile: join(dir, "envoy.log"),
      concurrency: options.workers ?? 1,
      logLevel: "warning",
      drainSeconds: 1,
    });
    this.open.push(envoy);
    return envoy;
  }

  /** How the value of a key is asked for at the bridge itself. */
  reading(key: string): { path: string; headers: Record<string, string> } {
    const name = encodeURIComponent(key);
    if (this.bridge === "webdis") return { path: `/GET/${name}.raw`, headers: {} };
    const headers = { authorization: `Bearer ${STANDIN_KEY}`, "upstash-encoding": "base64" };
    return { path: `/get/${name}`, headers };
  }

  async close(): Promise<void> {
    while (this.open.length > 0) await this.open.pop()!.close();
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async begin(): Promise<void> {
    const redis = this.keep(await Redis.start(this.dir));
    Object.assign(this, { redis });
    this.bridgePort = await this.beginBridge(redis);
    this.modelPort = await this.beginServices();
    const options = [...FILTER, "--optimizeLevel", "3", "--shrinkLevel", "1"];
    for (const name of ["empty", "calling"])
      writeFileSync(this.guest(name), await compile(`dev/bench/guests/${name}.ts`, options));
  }

  private guest(name: string): string {
    return join(this.dir, `${name}.wasm`);
  }

  private async beginBridge(redis: Redis): Promise<number> {
    if (this.bridge === "webdis") return this.keep(await Webdis.start(this.dir, redis.port)).port;
    return this.keep(await new Upstash({ redisUrl: redis.url, token: STANDIN_KEY }).start()).port;
  }

  private async beginServices(): Promise<number> {
    const port = await freePort();
    const file = join(PROJECT, "dev/bench/envoy/upstreams-main.ts");
    const args = ["--import", "tsx", file, String(port)];
    const child = new Child(process.execPath, args, join(this.dir, "services.log"));
    this.open.push({ close: () => child.stop() });
    const answers = async (): Promise<boolean> => (await fetch(`http://127.0.0.1:${port}/`)).ok;
    await child.until(answers, 20_000);
    return port;
  }

  private plugin(): object {
    const bridges = { webdis: { type: "webdis" }, upstash: { type: "upstash", token: STANDIN_KEY } };
    const config = payload.configuration("envoy", USUAL.dimension) as { cache: object };
    return { ...config, cache: { cluster: "redis", cacheTTL: 86_400, ...bridges[this.bridge] } };
  }

  private keep<Part extends { close(): Promise<void> }>(part: Part): Part {
    this.open.push(part);
    return part;
  }
}
