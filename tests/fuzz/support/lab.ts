import { bridged, upstash, UPSTASH_TOKEN, webdis } from "../../../dev/played/bridges.ts";
import { V8Host } from "../../../dev/v8-host/host.ts";
import { type HttpCall, type HttpReply, LOST, REFUSED } from "../../../dev/v8-host/http-upstreams.ts";
import type { Plugin } from "../../../dev/v8-host/plugin.ts";
import { MemoryRedis } from "../../../dev/v8-host/redis/memory-redis.ts";
import type { RedisOutcome } from "../../../dev/v8-host/redis/redis-cluster.ts";
import type { Opening, Response, Stream } from "../../../dev/v8-host/stream.ts";
import { type Backend, type Dialect, HIGRESS, UPSTASH, WEBDIS } from "../../v8-host/support/backends.ts";
import { saying } from "../../v8-host/support/chat.ts";
import { type Document, EMBEDDERS, STORES, VERIFIERS } from "./vendors.ts";

/** An upstream by the name that metrics give it. */
export type Step = "redis" | "embedding" | "vector" | "verifier";
export const STEPS: Step[] = ["redis", "embedding", "vector", "verifier"];

/** What comes in the place of a reply; of one that is well only what is named changes. */
export type Trouble = typeof REFUSED | typeof LOST | HttpReply;

/** Decides about a call; null for nothing wrong. What it does not ask for, its own reply, is not done either. */
export type TroubleOf = (step: Step, well: () => Buffer) => Trouble | null;

/** What a lab has around the filter. */
export interface Equipment {
  dialect: Dialect;
  /** By their `type`; absent where only exact look-ups are wanted. */
  embedder?: string;
  store?: string;
  verifier?: string;
  /** Further fields of the configuration. */
  more?: object;
}

export const LOOKUP_MS = 300;
/** The tick that a look-up's deadline waits for. */
const TICK_MS = 50;
const STORE_MS = 500;
const PAGE = 64 * 1024;
/** Pages of memory that a guest may come to: a request and an answer are small here. */
const MOST_PAGES = 128;
/** Host calls that one case may cost, and each piece of a body. */
const MOST_CALLS = 2_000;
const SIGNING_KEY = "0123456789abcdef0123456789abcdef";
const BACKENDS: Record<Dialect, Backend> = { webdis: WEBDIS, upstash: UPSTASH, redis: HIGRESS };

/**
 * One filter with everything around it, played as cheaply as may be: bytes that were made ready before, and none of it
 * grows. For hundreds of thousands of cases, of which each leaves it as it was.
 */
export class Lab {
  readonly host: V8Host;
  readonly plugin: Plugin;
  readonly redis: MemoryRedis;
  readonly dialect: Dialect;
  trouble: TroubleOf | null = null;
  /** What a search finds, and how far away. */
  neighbours: Document[] = [];
  distance = 0.05;
  /** Documents written since the last `reset`. */
  readonly written: Document[] = [];
  private readonly equipment: Equipment;
  private readonly clearers: (() => void)[] = [];
  private calls = 0;

  private constructor(host: V8Host, equipment: Equipment) {
    this.host = host;
    this.equipment = equipment;
    this.dialect = equipment.dialect;
    this.redis = this.playRedis();
    this.playServices();
    this.plugin = host.configure(this.configuration());
    if (!this.plugin.accepted) throw new Error(`the lab was refused:\n${host.log.lines().join("\n")}`);
  }

  static async of(equipment: Equipment): Promise<Lab> {
    const { path } = BACKENDS[equipment.dialect];
    return new Lab(await V8Host.load(path, { allowOnHeadersStopIteration: true }), equipment);
  }

  /** Sends a request, in pieces, and lets time pass until it is answered or has gone on. */
  ask(body: Buffer | Buffer[], opening: Opening = {}): Stream {
    const pieces = [body].flat();
    const stream = this.plugin.open(opening);
    pieces.forEach((piece, i) => stream.send(piece, i === pieces.length - 1));
    const start = this.host.clock.now;
    while (!stream.answered && !stream.sentUpstream?.ended) {
      if (this.host.clock.now - start > LOOKUP_MS + TICK_MS) throw new Error("held longer than it may be");
      this.host.clock.advance(5);
    }
    return stream;
  }

  /** Asks a question that is not known, has it answered with `text`, and waits until that is stored. */
  teach(body: string, text: string, more: Response = {}): Stream {
    const stream = this.ask(Buffer.from(body)).respond({ ...saying(text), ...more });
    this.settle();
    return stream;
  }

  /** Lets time pass until nothing is to come. */
  settle(): void {
    this.host.clock.settle();
  }

  /** What a case must leave behind: nothing broken, no more memory than there may be, and no work without an end. */
  check(pieces: number): void {
    this.host.check();
    const [wasted] = this.host.ineffective;
    if (wasted !== undefined) throw new Error(`to no effect: ${wasted}`);
    if (this.plugin.openStreams > 0) throw new Error("a stream stays open");
    const pages = this.host.memoryBytes / PAGE;
    if (pages > MOST_PAGES) throw new Error(`${pages} pages of memory`);
    const calls = this.host.tally.calls();
    const most = MOST_CALLS + 20 * pieces;
    if (calls - this.calls > most) throw new Error(`${calls - this.calls} host calls, where ${most} may be`);
  }

  /** Forgets what it has heard, and all entries but those of `kept`. */
  reset(kept: readonly string[] = []): void {
    this.trouble = null;
    this.calls = this.host.tally.calls();
    this.host.log.all.length = 0;
    this.written.length = 0;
    for (const clear of this.clearers) clear();
    for (const key of this.redis.keys())
      if (!kept.includes(key))
        this.redis.execute(this.redis.connect(), [Buffer.from("DEL"), Buffer.from(key)]);
  }

  private configuration(): object {
    const { dialect, embedder, store, verifier, more } = this.equipment;
    const caches = {
      webdis: { type: "webdis", cluster: "redis" },
      upstash: { type: "upstash", cluster: "redis", token: UPSTASH_TOKEN },
      redis: { type: "redis", serviceName: "redis.dns" },
    };
    return {
      cache: caches[dialect],
      ...(embedder
        ? { embedding: { type: embedder, cluster: "embedding", ...EMBEDDERS[embedder]!.fields } }
        : {}),
      ...(store
        ? {
            vector: {
              type: store,
              cluster: "vector",
              collectionID: "ai_cache",
              sweepInterval: 0,
              ...STORES[store]!.fields,
            },
          }
        : {}),
      ...(verifier
        ? { verifier: { type: verifier, cluster: "verifier", ...VERIFIERS[verifier]!.fields } }
        : {}),
      lookupTimeout: LOOKUP_MS,
      storeTimeout: STORE_MS,
      holdHeaders: true,
      local: { slots: 0 },
      breaker: false,
      signingKey: SIGNING_KEY,
      ...more,
    };
  }

  private playRedis(): MemoryRedis {
    const { host } = this;
    if (this.dialect === "redis") {
      const cluster = host.redis("outbound|6379||redis.dns");
      this.clearers.push(() => (cluster.calls.length = 0));
      cluster.answer = ({ args }) => this.resp(() => cluster.redis.execute(cluster.redis.connect(), args));
      return cluster.redis;
    }
    const bridge = this.dialect === "webdis" ? webdis : upstash;
    const redis = new MemoryRedis(host.clock);
    this.play("redis", (call) => bridged(bridge, redis, call));
    return redis;
  }

  /** What an HTTP call may meet, as the native callout shows it. */
  private resp(well: () => Buffer): RedisOutcome {
    const trouble = this.trouble?.("redis", well) ?? null;
    if (trouble === REFUSED || trouble === LOST) return trouble;
    if (trouble?.reset || trouble?.inside) return LOST;
    return { reply: trouble?.body ?? well(), delay: trouble?.delay ?? 1 };
  }

  private playServices(): void {
    const { embedder, store, verifier } = this.equipment;
    if (embedder)
      this.play("embedding", (call) => ({ body: JSON.stringify(EMBEDDERS[embedder]!.reply(call)) }));
    if (store) this.play("vector", (call) => ({ body: this.stored(store, call) }));
    if (verifier) this.play("verifier", () => ({ body: JSON.stringify(VERIFIERS[verifier]!.yes) }));
  }

  private stored(store: string, call: HttpCall): string {
    const vendor = STORES[store]!;
    const document = vendor.written(call);
    if (document) this.written.push(document);
    return JSON.stringify(vendor.reply(call, this.neighbours, this.distance));
  }

  private play(step: Step, answer: (call: HttpCall) => HttpReply): void {
    const cluster = this.host.http(step, (call) => {
      const trouble = this.trouble?.(step, () => Buffer.from(answer(call).body as Buffer)) ?? null;
      if (trouble === REFUSED || trouble === LOST) return trouble;
      return trouble?.body === undefined ? { ...answer(call), ...trouble } : trouble;
    });
    this.clearers.push(() => (cluster.calls.length = 0));
  }
}
