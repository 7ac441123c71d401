import { bridged, webdis } from "../../played/bridges.ts";
import { COLLECTION, PlayedDashVector } from "../../played/dashvector.ts";
import { V8Host } from "../../v8-host/host.ts";
import type { HttpCall, HttpCluster, HttpReply } from "../../v8-host/http-upstreams.ts";
import type { Plugin } from "../../v8-host/plugin.ts";
import { MemoryRedis } from "../../v8-host/redis/memory-redis.ts";
import type { Stream } from "../../v8-host/stream.ts";
import type { Vectors } from "../embeddings/vectors.ts";
import { merged, type Section } from "../merged.ts";
import { NearCollection } from "./near-collection.ts";
import type { NeighbourLists } from "./neighbour-lists.ts";
import { PlayedEmbedding } from "./embedding.ts";

const KEY = "evaluation";
const PREFIX = "ai-cache:";
/** Between two questions, so that what the module does in its own time gets some: two ticks. */
const GAP_MS = 100;

/** The module took a configuration, or did something, that makes an evaluation meaningless. */
export class GatewayError extends Error {}

/**
 * The built module on V8 with all its services played in memory, by a virtual clock: Webdis, DashScope and
 * DashVector. One request is asked at a time, and what it leads to is over before the next.
 */
export class Gateway {
  readonly embedding: PlayedEmbedding;
  private readonly host: V8Host;
  private readonly dashvector: PlayedDashVector;
  private readonly clusters: HttpCluster[] = [];
  private readonly stored: string[] = [];
  private readonly plugin: Plugin;

  private constructor(host: V8Host, vectors: Vectors, lists: NeighbourLists | null, config: Section) {
    this.host = host;
    this.embedding = new PlayedEmbedding(vectors);
    const make = (schema: ConstructorParameters<typeof NearCollection>[0]) =>
      new NearCollection(schema, vectors, lists);
    // Before anything is embedded nobody knows the dimension; the collection must have one all the same.
    this.dashvector = new PlayedDashVector(KEY, vectors.dimension || 1, make);
    const redis = new MemoryRedis(host.clock);
    this.play("redis", (call) => {
      this.note(call);
      return bridged(webdis, redis, call);
    });
    this.play("dashscope", (call) => this.embedding.answer(call));
    this.play("dashvector", (call) => this.dashvector.reply(call));
    this.plugin = host.configure(merged(services(vectors.dimension), config));
    if (!this.plugin.accepted)
      throw new GatewayError(`the module refuses this configuration:\n${host.log.from("error").join("\n")}`);
  }

  /** @param config over what names the services and nothing else, so that all else is the module's default */
  static async open(
    wasm: string,
    vectors: Vectors,
    lists: NeighbourLists | null,
    config: Section,
  ): Promise<Gateway> {
    return new Gateway(
      await V8Host.load(wasm, { allowOnHeadersStopIteration: true }),
      vectors,
      lists,
      config,
    );
  }

  /** Sends a chat request and waits until it is answered from the cache, or the LLM has all of it. */
  ask(body: string): Stream {
    this.host.clock.advance(GAP_MS);
    const stream = this.plugin.open().send(body);
    this.host.clock.settle();
    if (!stream.answered && !stream.sentUpstream?.ended)
      throw new GatewayError("the module neither answers a request nor lets it go on");
    return stream;
  }

  /** Waits until what is done after the answer is done; the ids of the entries that were stored since the last time. */
  settle(): string[] {
    this.host.clock.settle();
    this.host.check();
    for (const { calls } of this.clusters) calls.length = 0;
    this.host.log.all.length = 0;
    return this.stored.splice(0);
  }

  /** Removes every vector document. */
  forget(): void {
    this.dashvector.reset();
  }

  private note(call: HttpCall): void {
    const [command, key] = webdis.read(call).map(String);
    if (/^SET/i.test(command!)) this.stored.push(key!.slice(PREFIX.length));
  }

  private play(name: string, answer: (call: HttpCall) => HttpReply): void {
    this.clusters.push(this.host.http(name, answer));
  }
}

function services(dimension: number): Section {
  return {
    cache: { type: "webdis", cluster: "redis", cacheKeyPrefix: PREFIX },
    // A text that is not embedded yet is an error here, of which there may be many, and all have to be told.
    breaker: false,
    embedding: {
      type: "dashscope",
      cluster: "dashscope",
      apiKey: KEY,
      model: "text-embedding-v4",
      ...(dimension > 0 ? { dimension } : {}),
    },
    vector: {
      type: "dashvector",
      cluster: "dashvector",
      serviceHost: "dashvector.example.com",
      apiKey: KEY,
      collectionID: COLLECTION,
    },
    holdHeaders: true,
    logLevel: "warn",
  };
}
