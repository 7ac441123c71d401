import type { TestContext } from "node:test";
import { bridged, upstash, UPSTASH_TOKEN, webdis } from "../../../dev/played/bridges.ts";
import { COLLECTION, PlayedDashVector } from "../../../dev/played/dashvector.ts";
import { V8Host } from "../../../dev/v8-host/host.ts";
import {
  type HttpCall,
  type HttpCluster,
  type HttpReply,
  LOST,
  REFUSED,
  UNKNOWN,
} from "../../../dev/v8-host/http-upstreams.ts";
import type { HostOptions } from "../../../dev/v8-host/options.ts";
import type { Plugin } from "../../../dev/v8-host/plugin.ts";
import { MemoryRedis } from "../../../dev/v8-host/redis/memory-redis.ts";
import type { RedisCluster, RedisOutcome } from "../../../dev/v8-host/redis/redis-cluster.ts";
import type { Opening, Stream } from "../../../dev/v8-host/stream.ts";
import type { Backend } from "./backends.ts";
import { asking, saying } from "./chat.ts";
import { DIMENSION, MODEL, PlayedDashScope } from "./services.ts";

/** An upstream by the name that the filter gives it. */
export type Step = "redis" | "embedding" | "vector";

/**
 * What goes wrong with a call; of a reply only what is named changes. `resp` is what Redis says itself, and `change` makes
 * another body of the right one.
 */
export type Fault =
  | typeof REFUSED
  | typeof LOST
  | typeof UNKNOWN
  | (HttpReply & { resp?: string; change?: (well: Buffer) => Buffer });

/** Decides about one call, by its HTTP request line or Redis command; null for nothing wrong. */
export type FaultOf = (what: string) => Fault | null;

export const LOOKUP_MS = 300;
/** Life of an entry, in seconds. */
export const TTL = 60;
/** The tick that a look-up's deadline waits for. */
export const TICK_MS = 50;
export const REDIS_CLUSTER = "outbound|6379||redis.dns";
const KEY = "service-key";

/** Everything around one filter, played: Redis, DashScope and DashVector in memory, by a virtual clock. */
export class World {
  readonly host: V8Host;
  readonly plugin: Plugin;
  readonly backend: Backend;
  /** The Redis behind the bridge or the callout. */
  readonly redis: MemoryRedis;
  /** The native callout; null where Redis is reached over HTTP. */
  readonly callout: RedisCluster | null;
  readonly dashscope = new PlayedDashScope(KEY);
  readonly dashvector = new PlayedDashVector(KEY, DIMENSION);
  /** What goes wrong with each upstream. */
  readonly faults: Partial<Record<Step, FaultOf>> = {};
  private readonly clusters: Partial<Record<Step, HttpCluster>> = {};

  private constructor(host: V8Host, backend: Backend, config: object) {
    this.host = host;
    this.backend = backend;
    this.callout = backend.dialect === "redis" ? host.redis(REDIS_CLUSTER) : null;
    this.redis = this.callout?.redis ?? new MemoryRedis(host.clock);
    if (this.callout)
      this.callout.answer = ({ command, args }) => this.troubledRedis(command.join(" "), args);
    else this.play("redis", (call) => bridged(this.bridge, this.redis, call));
    this.play("embedding", (call) => this.dashscope.answer(call));
    this.play("vector", (call) => this.dashvector.reply(call));
    this.plugin = this.configure(config);
  }

  /** A host with the filter in it, and everything that it calls. The test fails if the host saw a violation. */
  static async of(
    t: TestContext,
    backend: Backend,
    config: object = {},
    options: HostOptions = {},
  ): Promise<World> {
    const host = await V8Host.load(backend.path, { allowOnHeadersStopIteration: true, ...options });
    t.after(() => host.check());
    return new World(host, backend, config);
  }

  /** Another configuration in the same machine. */
  configure(config: object, rootId = ""): Plugin {
    const plugin = this.host.configure(withDefaults(this.backend, config), rootId);
    if (!plugin.accepted)
      throw new Error(`the configuration was refused:\n${this.host.log.lines().join("\n")}`);
    return plugin;
  }

  /** Sends a request; time stands still. */
  send(body: string, opening: Opening = {}, plugin = this.plugin): Stream {
    return plugin.open(opening).send(body);
  }

  /** Asks a question and waits until it was answered from the cache, or has gone on to the LLM. */
  ask(question: string, more: object = {}, plugin = this.plugin): Stream {
    const stream = this.send(asking(question, more), {}, plugin);
    for (let ms = 0; ms < 2 * LOOKUP_MS && !stream.answered && !stream.sentUpstream?.ended; ms++)
      this.host.clock.advance(1);
    return stream;
  }

  /** Asks a question that is not known, answers it in the LLM's place, and waits until that is stored. */
  teach(question: string, text = `Answer to ${question}`, more: object = {}): Stream {
    const stream = this.ask(question, more).respond(saying(text));
    this.host.clock.settle();
    return stream;
  }

  /** The calls to an upstream so far: HTTP request lines or Redis commands, keys and values as they are. */
  calls(step: Step): string[] {
    if (step === "redis" && this.callout) return this.callout.commands;
    return (this.clusters[step]?.calls ?? []).map((call) => this.lineOf(step, call));
  }

  /** Number of calls to each upstream so far. */
  get counts(): Record<Step, number> {
    const count = (step: Step): number => this.calls(step).length;
    return { redis: count("redis"), embedding: count("embedding"), vector: count("vector") };
  }

  /** The HTTP calls to an upstream. */
  http(step: Step): readonly HttpCall[] {
    return this.clusters[step]?.calls ?? [];
  }

  private get bridge() {
    return this.backend.dialect === "webdis" ? webdis : upstash;
  }

  private play(step: Step, answer: (call: HttpCall) => HttpReply): void {
    const name = { redis: "redis", embedding: "dashscope", vector: "dashvector" }[step];
    this.clusters[step] = this.host.http(name, (call) => {
      const fault = this.faults[step]?.(this.lineOf(step, call)) ?? null;
      if (fault === REFUSED || fault === LOST || fault === UNKNOWN) return fault;
      const { resp, change, ...rest } = fault ?? {};
      // Who says something else, or nothing, has not done what was asked.
      if (rest.body !== undefined || rest.reset) return rest;
      const reply = resp === undefined ? answer(call) : this.bridge.write(Buffer.from(resp, "latin1"));
      const body = change ? { body: change(Buffer.from(reply.body as Buffer)) } : {};
      return { ...reply, ...body, ...rest };
    });
  }

  private lineOf(step: Step, call: HttpCall): string {
    return step === "redis" ? this.bridge.read(call).join(" ") : `${call.method} ${call.path}`;
  }

  /** A fault of HTTP as the native callout shows it: what breaks a connection leaves the command unanswered. */
  private troubledRedis(command: string, args: Buffer[]): RedisOutcome {
    const fault = this.faults.redis?.(command) ?? null;
    if (fault === null || fault === REFUSED || fault === LOST || fault === UNKNOWN) return fault;
    if (fault.reset || fault.inside) return LOST;
    const { change, delay, twice = false } = fault;
    const well = (): Buffer => this.redis.execute(this.redis.connect(), args);
    const reply = fault.resp ?? fault.body ?? (change ? change(well()) : undefined);
    return { twice, ...(reply === undefined ? {} : { reply }), ...(delay === undefined ? {} : { delay }) };
  }
}

/** `config` over one that names every upstream of the world, and asks Redis each time. */
function withDefaults(
  { dialect }: Backend,
  config: { cache?: object | null; embedding?: object | null; vector?: object | null },
): object {
  const { cache, embedding, vector, ...rest } = config;
  const services = {
    webdis: { type: "webdis", cluster: "redis" },
    upstash: { type: "upstash", cluster: "redis", token: UPSTASH_TOKEN },
    redis: { type: "redis", serviceName: "redis.dns" },
  };
  const embedded = {
    type: "dashscope",
    cluster: "dashscope",
    apiKey: KEY,
    model: MODEL,
    dimension: DIMENSION,
  };
  const stored = {
    type: "dashvector",
    cluster: "dashvector",
    serviceHost: "v.example.com",
    apiKey: KEY,
    collectionID: COLLECTION,
    sweepInterval: 0,
    check: false,
  };
  return {
    ...(cache === null ? { cacheTTL: TTL } : { cache: { ...services[dialect], cacheTTL: TTL, ...cache } }),
    ...(embedding === null ? {} : { embedding: { ...embedded, ...embedding } }),
    ...(vector === null ? {} : { vector: { ...stored, ...vector } }),
    lookupTimeout: LOOKUP_MS,
    holdHeaders: true,
    local: { slots: 0 },
    breaker: false,
    ...rest,
  };
}
