import { type Bytes, bytesOf } from "../bytes.ts";
import type { VirtualClock } from "../clock.ts";
import { bulk, error, integer, NIL, simple } from "./resp.ts";

/** Who may use a Redis. */
export interface RedisOptions {
  /** Nobody needs one unless told. */
  password?: string;
  /** The user whose password that is; `default` unless told. */
  username?: string;
}

/** One connection to it. */
export class RedisSession {
  isAuthenticated: boolean;
  db = 0;

  constructor(isAuthenticated: boolean) {
    this.isAuthenticated = isAuthenticated;
  }
}

interface Value {
  bytes: Buffer;
  /** Milliseconds since 1970; null for no expiry. */
  expires: number | null;
  /** A hash, which `GET` and its like refuse. */
  isHash: boolean;
}

const DATABASES = 16;
const NOAUTH = error("NOAUTH Authentication required.");
const WRONGPASS = error("WRONGPASS invalid username-password pair or user is disabled.");
const WRONGTYPE = error("WRONGTYPE Operation against a key holding the wrong kind of value");
const SYNTAX = error("ERR syntax error");
const NOT_A_TTL = error("ERR invalid expire time in 'set' command");

/** A Redis in memory, by the virtual clock: the few commands that a cache sends. Keys and values are any bytes. */
export class MemoryRedis {
  private readonly clock: VirtualClock;
  private readonly options: RedisOptions;
  private readonly databases = Array.from({ length: DATABASES }, () => new Map<string, Value>());

  constructor(clock: VirtualClock, options: RedisOptions = {}) {
    this.clock = clock;
    this.options = options;
  }

  /** A new connection. */
  connect(): RedisSession {
    return new RedisSession(this.options.password === undefined);
  }

  get(key: Bytes, db = 0): Buffer | null {
    return this.find(db, bytesOf(key))?.bytes ?? null;
  }

  /** @param ttl seconds; 0 for no expiry */
  set(key: Bytes, value: Bytes, ttl = 0, db = 0): void {
    const expires = ttl > 0 ? this.clock.now + ttl * 1000 : null;
    this.databases[db]!.set(nameOf(bytesOf(key)), { bytes: bytesOf(value), expires, isHash: false });
  }

  /** Puts a hash where a string is expected. */
  setHash(key: Bytes, db = 0): void {
    const value = { bytes: Buffer.alloc(0), expires: null, isHash: true };
    this.databases[db]!.set(nameOf(bytesOf(key)), value);
  }

  /** Seconds left; -1 without expiry, -2 without a value, as `TTL` answers. */
  ttl(key: Bytes, db = 0): number {
    const value = this.find(db, bytesOf(key));
    if (!value) return -2;
    return value.expires === null ? -1 : Math.ceil((value.expires - this.clock.now) / 1000);
  }

  /** The keys that are there, in the order of their first writing. */
  keys(db = 0): string[] {
    const all = [...this.databases[db]!.keys()].map((name) => Buffer.from(name, "latin1"));
    return all.filter((key) => this.find(db, key)).map((key) => key.toString());
  }

  /** Does a command; the reply in RESP. */
  execute(session: RedisSession, [name, ...args]: Buffer[]): Buffer {
    const command = name!.toString().toUpperCase();
    if (command === "AUTH") return this.authenticate(session, args);
    if (!session.isAuthenticated) return NOAUTH;
    switch (command) {
      case "PING":
        return simple("PONG");
      case "SELECT":
        return select(session, args);
      case "GET":
        return args.length === 1 ? this.onGet(session, args[0]!) : wrongNumber(command);
      case "SET":
        return args.length >= 2 ? this.onSet(session, args) : wrongNumber(command);
      case "SETEX":
        return args.length === 3
          ? this.onSet(session, [args[0]!, args[2]!, Buffer.from("EX"), args[1]!])
          : wrongNumber(command);
      case "DEL":
        return integer(args.filter((key) => this.databases[session.db]!.delete(nameOf(key))).length);
      case "TTL":
        return args.length === 1 ? integer(this.ttl(args[0]!, session.db)) : wrongNumber(command);
      default:
        return error(`ERR unknown command '${name!.toString()}'`);
    }
  }

  private authenticate(session: RedisSession, args: Buffer[]): Buffer {
    const password = args.at(-1)?.toString();
    const username = args.length > 1 ? args[0]!.toString() : "default";
    if (args.length < 1 || args.length > 2) return wrongNumber("auth");
    if (this.options.password === undefined)
      return error("ERR AUTH <password> called without any password configured for the default user.");
    if (password !== this.options.password || username !== (this.options.username ?? "default"))
      return WRONGPASS;
    session.isAuthenticated = true;
    return simple("OK");
  }

  private onGet(session: RedisSession, key: Buffer): Buffer {
    const value = this.find(session.db, key);
    if (!value) return NIL;
    return value.isHash ? WRONGTYPE : bulk(value.bytes);
  }

  private onSet(session: RedisSession, [key, value, ...options]: Buffer[]): Buffer {
    const isNew = options[0]?.toString().toUpperCase() === "NX";
    const [option, seconds] = isNew ? options.slice(1) : options;
    if (option && (option.toString().toUpperCase() !== "EX" || !seconds)) return SYNTAX;
    const ttl = Number(seconds?.toString() ?? 0);
    if (option && !(Number.isInteger(ttl) && ttl > 0)) return NOT_A_TTL;
    if (isNew && this.find(session.db, key!)) return NIL;
    this.set(key!, value!, ttl, session.db);
    return simple("OK");
  }

  private find(db: number, key: Buffer): Value | null {
    const value = this.databases[db]!.get(nameOf(key));
    if (!value) return null;
    return value.expires !== null && value.expires <= this.clock.now ? null : value;
  }
}

function select(session: RedisSession, [index]: Buffer[]): Buffer {
  const db = Number(index?.toString());
  if (!Number.isInteger(db) || db < 0 || db >= DATABASES) return error("ERR DB index is out of range");
  session.db = db;
  return simple("OK");
}

function wrongNumber(command: string): Buffer {
  return error(`ERR wrong number of arguments for '${command.toLowerCase()}' command`);
}

function nameOf(key: Buffer): string {
  return key.toString("latin1");
}
