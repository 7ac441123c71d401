import { Call, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { CacheConfig, CacheType, Config, Gateway, LogLevel } from "../config/config";
import { VectorConfig, VectorType } from "../config/vector";
import { Host, Receiver } from "../host/host";
import { vectorStore } from "../vector/factory";
import { VectorStore } from "../vector/vector-store";
import { Allowance } from "./allowance";
import { Background } from "./background";
import { Backends } from "./backends";
import { Breakers } from "./breakers";
import { Deadlines } from "./deadlines";
import { Dice } from "./dice";
import { FaultLog } from "./fault-log";
import { Flights } from "./flights";
import { Learning } from "./learning";
import { LocalCache } from "./local-cache";
import { Metrics } from "./metrics";
import { Preparing } from "./preparing";
import { Recent } from "./recent";
import { maxReplyBytes } from "./reply-limit";

/** What the streams of one configuration in one worker have in common. */
export class Runtime {
  readonly backends: Backends;
  readonly metrics: Metrics;
  readonly faults: FaultLog;
  readonly deadlines: Deadlines = new Deadlines();
  readonly recent: Recent = new Recent();
  /** The questions that are being asked. */
  readonly flights: Flights;
  /** Until when requests wait for others' answers; as long for all of them, but not as long as look-ups. */
  readonly waits: Deadlines = new Deadlines();
  /** Until when hits are held back. */
  readonly delays: Deadlines = new Deadlines();
  /** Null where only exact look-ups are configured. */
  readonly learning: Learning | null;
  readonly dice: Dice;
  /** Null where nothing is kept in the proxy's own memory. */
  readonly local: LocalCache | null;
  readonly breakers: Breakers;
  readonly allowance: Allowance;
  /** Null where only exact look-ups are configured. */
  private readonly preparing: Preparing | null;

  constructor(
    readonly host: Host,
    readonly config: Config,
    readonly gateway: Gateway,
    readonly background: Background,
    storeFor: (config: VectorConfig) => VectorStore = vectorStore,
  ) {
    // Several configurations may share a host, each for some routes.
    host.maxReplyBytes = max(host.maxReplyBytes, maxReplyBytes(config));
    this.backends = new Backends(config, storeFor);
    this.allowance = new Allowance(config.limits.maxRecordingBytes);
    this.flights = new Flights(config.flight.waiters, config.flight.workerWaiters);
    const metrics = new Metrics(host);
    this.metrics = metrics;
    const faults = new FaultLog(host, config.logLevel);
    this.faults = faults;
    const dice = new Dice(host.now());
    this.dice = dice;
    this.breakers = new Breakers(config.breaker, metrics, faults, dice);
    const semantic = this.backends.semantic;
    this.preparing = semantic == null ? null : new Preparing(this, semantic.preparation);
    const local = config.local;
    this.local = local == null ? null : new LocalCache(host, local, this.backends.records, config);
    const vector = config.vector;
    this.learning = vector == null ? null : new Learning(host, config, vector, this.metrics);
    const cache = config.cache;
    if (cache != null && cache.type == CacheType.Redis) this.openRedis(cache);
    const index = indexOf(config);
    if (index != null) this.openRedis(index);
  }

  private openRedis(redis: CacheConfig): void {
    if (this.host.openRedis(redis)) return;
    this.host.log(LogLevel.Warn, "Redis cannot be reached yet (is the cluster configured and healthy?)");
  }

  /** Has the vector store's collection made ready, unless it is. */
  prepare(): void {
    const preparing = this.preparing;
    if (preparing != null) preparing.wake();
  }

  /**
   * Sends a call, unless its upstream has failed too often of late. The reply where it comes at once; null where it comes later, to
   * `receiver` with `tag`.
   * @param timeout in milliseconds
   */
  send(call: Call, timeout: i32, receiver: Receiver, tag: i32): Reply | null {
    const isAllowed = this.breakers.allows(call.upstream, this.host.now(), timeout);
    return isAllowed ? this.host.dispatch(call, timeout, receiver, tag) : Reply.skipped();
  }

  /** @param now milliseconds since 1970 */
  onTick(now: i64): void {
    this.deadlines.expire(now);
    // Answers first: one that has come just in time is worth more than one more question to the model.
    this.flights.settle();
    this.waits.expire(now);
    this.delays.expire(now);
    const learning = this.learning;
    if (learning != null) learning.onTick(now);
  }

  /**
   * Counts a call that has been answered, and says in the log what was wrong with it. An embedding service that has had
   * too many is left alone from now on.
   * @param fault null when nothing was
   * @param sentAt milliseconds since 1970
   */
  report(upstream: Upstream, reply: Reply, fault: string | null, sentAt: i64): void {
    const now = this.host.now();
    this.breakers.note(upstream, reply, fault, now);
    if (reply.isSkipped) return this.metrics.callSkipped(upstream);
    this.metrics.call(upstream, fault == null ? "ok" : reply.refused ? "refused" : "error", now - sentAt);
    if (fault != null) this.faults.report(upstream, fault, now);
    const semantic = this.backends.semantic;
    if (semantic == null || upstream != Upstream.Embedding || !reply.isTooMany) return;
    semantic.pause.begin(reply.retryAfter, now / 1000);
  }
}

/** The Redis that is the vector store; null where none is, or the cache is in the same. */
function indexOf(config: Config): CacheConfig | null {
  const vector = config.vector;
  if (vector == null || vector.type != VectorType.Redis) return null;
  const cache = config.cache;
  if (cache != null && cache.service == vector.service) return null;
  const login = vector.login;
  const username: string | null = login == null || login.username == "" ? null : login.username;
  const password: string | null = login == null ? null : login.password;
  return new CacheConfig(CacheType.Redis, vector.service, username, password, -1);
}
