import { Slice } from "../bytes/slice";
import { Service } from "../call/call";
import { JsonPath } from "../json/path";
import { AdminConfig } from "./admin";
import { BreakerConfig } from "./breaker";
import { EmbeddingConfig } from "./embedding";
import { AnswerConfig } from "./extraction";
import { FlightConfig } from "./flight";
import { AuditConfig, LinkConfig } from "./learning";
import { LifeConfig } from "./life";
import { LocalConfig } from "./local";
import { ScopeConfig } from "./scope";
import { VectorConfig } from "./vector";
import { VerifierConfig } from "./verifier";
import { VolatileConfig } from "./volatile";

/** The gateway that this build is for: Higress has Redis callouts, and its own defaults. */
export const enum Gateway {
  Envoy,
  Higress,
}

/**
 * What the operator asked for, checked and complete: absence is `null`, never 0 or "". One virtual machine runs
 * many configurations side by side, so none of this is ever kept in a module-level variable.
 */
export class Config {
  constructor(
    /** Null where the vector store keeps the entries; then `vector` is not null. */
    readonly cache: CacheConfig | null,
    /** Null where only exact look-ups are asked for; then `vector` is null too. */
    readonly embedding: EmbeddingConfig | null,
    readonly vector: VectorConfig | null,
    readonly link: LinkConfig,
    readonly audit: AuditConfig,
    /** Null where nobody is asked whether a neighbour is the same question; never without `vector`. */
    readonly verifier: VerifierConfig | null,
    readonly entry: EntryConfig,
    readonly life: LifeConfig,
    readonly flight: FlightConfig,
    /** Null where nothing is kept in the proxy's own memory. */
    readonly local: LocalConfig | null,
    readonly key: KeyConfig,
    readonly answer: AnswerConfig,
    /** Secrets with which entries are signed: the first signs; none where they are not. */
    readonly signingKeys: Slice[],
    /** Null where questions about now are like all others. */
    readonly volatile: VolatileConfig | null,
    readonly guards: GuardConfig,
    readonly controls: Controls,
    /** Null where nobody may remove entries. */
    readonly admin: AdminConfig | null,
    readonly limits: Limits,
    readonly breaker: BreakerConfig,
    readonly logLevel: LogLevel,
  ) {}
}

/** Severity of a log line; the values are those of the Proxy-Wasm ABI. */
export const enum LogLevel {
  Trace,
  Debug,
  Info,
  Warn,
  Error,
  Critical,
}

/** How Redis is spoken to. */
export const enum CacheType {
  Webdis,
  Upstash,
  /** Higress's own callouts, which speak RESP. */
  Redis,
}

export class CacheConfig {
  constructor(
    readonly type: CacheType,
    readonly service: Service,
    /** Webdis: HTTP basic authentication; Redis: the user of `AUTH`. */
    readonly username: string | null,
    /** Webdis: the password of basic authentication; Redis: of `AUTH`; Upstash: the bearer token. A secret. */
    readonly password: string | null,
    /** The Redis database number (Webdis, Redis); -1 leaves the server's own. */
    readonly database: i32,
  ) {}
}

/** How answers are kept, wherever they are. */
export class EntryConfig {
  constructor(
    readonly keyPrefix: string,
    /** Life of an entry in seconds; 0 for no expiry. */
    readonly ttl: i32,
  ) {}
}

/** When the nearest neighbour is taken for the same question. */
export class Policy {
  constructor(
    /** Its distance has to be less than this (or equal, with `inclusive`). */
    readonly threshold: f64,
    readonly inclusive: bool,
    /** How much nearer it has to be than one with another answer. */
    readonly margin: f64,
    /** The distance over which a neighbour's say falls to a third (1/e); 0 lets the nearest of each answer speak alone. */
    readonly fade: f64,
  ) {}
}

/** Which part of a conversation is the question. */
export const enum KeyStrategy {
  LastQuestion,
  AllQuestions,
  Disabled,
}

export class KeyConfig {
  constructor(
    readonly strategy: KeyStrategy,
    readonly scope: ScopeConfig,
    /** Whether letter case is ignored in questions. */
    readonly foldCase: bool,
    /** Where the question stands in the request body; null for the user's words in the messages of a chat. */
    readonly question: JsonPath | null,
    /** Part of every key, so that another one retires all entries at once; empty for none. */
    readonly generation: string,
  ) {}
}

/** By what two texts contradict each other. Bits of a mask, in this order. */
export const enum Guard {
  /** Amounts, with their units. */
  Numbers,
  /** Dates and times of day. */
  Dates,
  /** Numbers of versions, models and codes. */
  Versions,
  Negation,
  Antonyms,
  /** What goes where, or is more than what. */
  Direction,
  /** Quoted text, code, names of files and the like. */
  Quotes,
  /** The language that is written or asked for. */
  Language,
  None,
}

/** Which contradictions keep a question from being taken for its neighbour. */
export class GuardConfig {
  constructor(
    /** One bit for each guard that is on: `1 << guard`. */
    readonly mask: i32,
  ) {}

  has(guard: Guard): bool {
    return ((this.mask >> guard) & 1) != 0;
  }
}

/** Which request headers may steer the cache. */
export class Controls {
  constructor(
    readonly bypass: bool,
    readonly refresh: bool,
    readonly onlyIfCached: bool,
    readonly ttl: bool,
    readonly cacheControl: bool,
  ) {}
}

export class Limits {
  constructor(
    /** Path endings, query aside, of the requests that are looked at. */
    readonly pathSuffixes: string[],
    /** The whole look-up, in milliseconds. */
    readonly lookupTimeout: i32,
    /** One call of a store, in milliseconds; also how long a replaced configuration lives on for its stores. */
    readonly storeTimeout: i32,
    /** How long a hit is held back, in milliseconds; 0 for not at all. */
    readonly hideTiming: i32,
    readonly maxRequestBytes: i32,
    /** A conversation in which the user has spoken more often is looked up exactly only; 0 for any. */
    readonly maxTurns: i32,
    readonly maxEntryBytes: i32,
    /** All answers that a worker records or is storing, together. */
    readonly maxRecordingBytes: i32,
    /** Whether the proxy holds request headers while the body is read. */
    readonly holdHeaders: bool,
  ) {}
}
