import { Status } from "../abi.ts";
import { type Bytes, bytesOf } from "../bytes.ts";
import type { Cancel, VirtualClock } from "../clock.ts";
import { LOST, REFUSED, UNKNOWN } from "../http-upstreams.ts";
import type { Plugin } from "../plugin.ts";
import { MemoryRedis, type RedisOptions, type RedisSession } from "./memory-redis.ts";

/** A command of the guest. */
export interface RedisCall {
  /** Name and arguments as text. */
  command: string[];
  /** The same as bytes. */
  args: Buffer[];
  /** Milliseconds since 1970. */
  at: number;
}

/** What becomes of a command. */
export interface RedisReply {
  /** Raw RESP in place of what the Redis would answer; the command is then not done. */
  reply?: Bytes;
  /** Milliseconds from call to reply; 1 unless told. */
  delay?: number;
  /** Delivered once more, as no proxy does. */
  twice?: boolean;
}

/**
 * `REFUSED` is `InternalFailure`, no healthy host; `UNKNOWN` is `BadArgument`, no cluster; `LOST` never answers; null
 * leaves it to the Redis.
 */
export type RedisOutcome = RedisReply | typeof REFUSED | typeof LOST | typeof UNKNOWN | null;

/** What `proxy_redis_init` has said. */
export interface RedisLogin {
  username: string;
  password: string;
  db: number;
  /** Milliseconds. */
  timeout: number;
}

interface Pending {
  plugin: Plugin;
  token: number;
  reply: Buffer;
  /** Milliseconds since 1970; infinite for a reply that never comes. */
  due: number;
}

const DELAY = 1;
const NOTHING = Buffer.alloc(0);

/**
 * A cluster of Redis, and this worker's one connection to it: replies come in the order of the commands, and a
 * timeout fails all that wait.
 */
export class RedisCluster {
  readonly name: string;
  readonly redis: MemoryRedis;
  /** What becomes of a command; null, here or as its answer, leaves it to the Redis. */
  answer: ((call: RedisCall) => RedisOutcome) | null = null;
  /** Every command, refused ones too. */
  readonly calls: RedisCall[] = [];
  /** What each configuration said, oldest first; the last one counts for all. */
  readonly logins: RedisLogin[] = [];

  private readonly clock: VirtualClock;
  private session: RedisSession | null = null;
  private pending: Pending[] = [];
  private cancelReply: Cancel | null = null;
  private cancelTimeout: Cancel | null = null;

  constructor(clock: VirtualClock, name: string, options: RedisOptions = {}) {
    this.clock = clock;
    this.name = name;
    this.redis = new MemoryRedis(clock, options);
  }

  /** The commands as text, such as "GET ai-cache:…". */
  get commands(): string[] {
    return this.calls.map(({ command }) => command.join(" "));
  }

  /** Logs in anew; what Redis says to that the proxy does not look at. */
  login(login: RedisLogin): void {
    this.logins.push(login);
    this.session = this.redis.connect();
    const { username, password, db } = login;
    const credentials = [username, password].filter((text) => text !== "");
    if (password !== "") this.redis.execute(this.session, ["AUTH", ...credentials].map(bytesOf));
    if (db !== 0) this.redis.execute(this.session, ["SELECT", String(db)].map(bytesOf));
  }

  /** Sends a command; a status, and the token of one that was taken. Its reply is never there before this returns. */
  send(plugin: Plugin, args: Buffer[]): { status: number; token: number } {
    const call = { command: args.map(String), args, at: this.clock.now };
    this.calls.push(call);
    const outcome = this.answer?.(call) ?? {};
    if (outcome === UNKNOWN) return { status: Status.BadArgument, token: 0 };
    if (outcome === REFUSED || !this.session) return { status: Status.InternalFailure, token: 0 };
    const token = plugin.nextRedisToken();
    const due = outcome === LOST ? Infinity : this.clock.now + (outcome.delay ?? DELAY);
    const pending = { plugin, token, due, reply: outcome === LOST ? NOTHING : this.replyTo(outcome, args) };
    this.wait(pending);
    if (outcome !== LOST && outcome.twice) this.wait(pending);
    return { status: Status.Ok, token };
  }

  private replyTo(outcome: RedisReply, args: Buffer[]): Buffer {
    return outcome.reply === undefined ? this.redis.execute(this.session!, args) : bytesOf(outcome.reply);
  }

  private wait(call: Pending): void {
    const before = this.pending.at(-1);
    this.pending.push({ ...call, due: Math.max(call.due, before?.due ?? 0) });
    if (before) return;
    this.armTimeout();
    this.armReply();
  }

  private armReply(): void {
    const due = this.pending[0]?.due ?? Infinity;
    this.cancelReply = due === Infinity ? null : this.clock.after(due - this.clock.now, () => this.onReply());
  }

  private armTimeout(): void {
    this.cancelTimeout?.();
    this.cancelTimeout = null;
    if (this.pending.length === 0) return;
    this.cancelTimeout = this.clock.after(this.logins.at(-1)!.timeout, () => this.onTimeout());
  }

  private onReply(): void {
    const call = this.pending.shift()!;
    this.armTimeout();
    this.armReply();
    call.plugin.onRedisReply(call.token, Status.Ok, call.reply);
  }

  private onTimeout(): void {
    const failed = this.pending;
    this.pending = [];
    this.cancelReply?.();
    this.cancelReply = null;
    this.cancelTimeout = null;
    for (const { plugin, token } of failed) plugin.onRedisReply(token, Status.BrokenConnection, NOTHING);
  }
}
