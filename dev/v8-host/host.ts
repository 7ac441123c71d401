import { readFile } from "node:fs/promises";
import { abiVersion } from "./abi.ts";
import type { Bytes } from "./bytes.ts";
import { VirtualClock } from "./clock.ts";
import { type HttpAnswer, HttpCluster, HttpUpstreams } from "./http-upstreams.ts";
import { importsFor } from "./imports/table.ts";
import type { Log } from "./log.ts";
import { Machine } from "./machine.ts";
import type { Metrics } from "./metrics.ts";
import { type HostOptions, settings } from "./options.ts";
import { Plugin } from "./plugin.ts";
import type { RedisOptions } from "./redis/memory-redis.ts";
import { RedisCluster } from "./redis/redis-cluster.ts";
import { RedisUpstreams } from "./redis/redis-upstreams.ts";
import { SharedData } from "./shared-data.ts";
import type { Tally, Work } from "./tally.ts";

const START = Date.UTC(2026, 0, 1);

/** Compiled modules by path: a test file loads the same one many times. */
const compiled = new Map<string, Promise<WebAssembly.Module>>();

/**
 * A Proxy-Wasm host on Node's own WebAssembly, V8 as in Envoy: one worker with one module, any number of
 * configurations and streams, and a clock that moves when told to. Nothing in it waits, and nothing goes over a network.
 *
 *     const host = await V8Host.load("build/ai-cache.wasm");
 *     const redis = host.http("redis", () => ({ body: "$-1\r\n" }));
 *     const plugin = host.configure({ cache: { type: "webdis", cluster: "redis" } });
 *     const stream = plugin.open().send(body);
 *     host.clock.advance(5);
 *     stream.sentUpstream; // the request, as the LLM would see it
 *     stream.respond({ headers: { "content-type": "application/json" }, body: answer });
 *     stream.answered; // what the client sees
 *     host.check(); // throws where a real proxy would have come to harm
 */
export class V8Host {
  /** Such as "0.2.1". */
  readonly abi: string;
  readonly clock: VirtualClock;
  readonly shared: SharedData;
  private readonly machine: Machine;

  private constructor(module: WebAssembly.Module, options: HostOptions) {
    this.abi = abiVersion(WebAssembly.Module.exports(module).map(({ name }) => name));
    this.clock = new VirtualClock(options.start ?? START);
    this.shared = options.shared ?? new SharedData();
    const upstreams = (machine: Machine) => ({
      http: new HttpUpstreams(machine),
      redis: new RedisUpstreams(machine),
    });
    this.machine = new Machine(settings(options, this.abi), this.clock, this.shared, upstreams);
    this.machine.boot(new WebAssembly.Instance(module, importsFor(this.machine, module)));
  }

  /** Loads the module in the file `path`. */
  static async load(path: string, options: HostOptions = {}): Promise<V8Host> {
    let module = compiled.get(path);
    if (!module) compiled.set(path, (module = readFile(path).then((bytes) => WebAssembly.compile(bytes))));
    return new V8Host(await module, options);
  }

  /** Loads a module of the caller's making. */
  static async of(bytes: Uint8Array, options: HostOptions = {}): Promise<V8Host> {
    return new V8Host(await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>), options);
  }

  get log(): Log {
    return this.machine.log;
  }

  get metrics(): Metrics {
    return this.machine.metrics;
  }

  /** Host calls and bytes since the beginning. */
  get tally(): Tally {
    return this.machine.tally;
  }

  /** Bytes of the guest's linear memory. */
  get memoryBytes(): number {
    return this.machine.memory.size;
  }

  /** What would break or hang a real proxy. */
  get violations(): readonly string[] {
    return this.machine.violations;
  }

  /** Calls that a proxy answers with Ok and then ignores, such as resuming a stream that is gone. */
  get ineffective(): readonly string[] {
    return this.machine.ineffective;
  }

  /** Adds a configuration: an object becomes JSON, text and bytes are taken as they are. */
  configure(configuration: object | Bytes, rootId = ""): Plugin {
    const isText = typeof configuration === "string" || configuration instanceof Uint8Array;
    const bytes = isText ? configuration : JSON.stringify(configuration);
    return new Plugin(this.machine, bytes, rootId).start();
  }

  /** Adds a cluster that answers HTTP calls, or replaces the one of this name. */
  http(name: string, answer: HttpAnswer): HttpCluster {
    const cluster = new HttpCluster(name, answer);
    this.machine.http.add(cluster);
    return cluster;
  }

  /** Adds a cluster with a Redis in memory behind it, or replaces the one of this name. */
  redis(name: string, options: RedisOptions = {}): RedisCluster {
    const cluster = new RedisCluster(this.clock, name, options);
    this.machine.redis.add(cluster);
    return cluster;
  }

  /** What `action` costs the guest in host calls and bytes. */
  measure(action: () => void): Work {
    return this.tally.during(action);
  }

  /** Throws where a real proxy would have come to harm. */
  check(): void {
    if (this.violations.length > 0) throw new Error(`violations of the ABI:\n${this.violations.join("\n")}`);
  }
}
