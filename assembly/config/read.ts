import { Slice } from "../bytes/slice";
import { isUtf8 } from "../bytes/utf8";
import { skipSpace } from "../json/scan";
import { JsonValue } from "../json/value";
import { readBreaker } from "./breaker";
import { readAdmin, readControls, readKey, readLimits, readLogLevel } from "./common";
import { CacheConfig, Config, EntryConfig, Gateway } from "./config";
import { EmbeddingConfig, readEmbedding } from "./embedding";
import { readAnswer } from "./extraction";
import { Faults, kindOf } from "./faults";
import { FieldReader } from "./fields";
import { readFlight } from "./flight";
import { readGuards } from "./guards";
import { readDashScope, readDashVector, readRedis } from "./original";
import { readAudit, readLink } from "./learning";
import { readLife } from "./life";
import { readLocal } from "./local";
import { KEY_PREFIX, readCache, readEntry, readLegacyEntry } from "./ours";
import { Match, Rule } from "./rule";
import { readSigningKeys } from "./signing";
import { TextRule } from "./text-rule";
import { VectorConfig, readVector } from "./vector";
import { readVerifier } from "./verifier";
import { readVolatile } from "./volatile";

/** What became of a configuration. No message holds a secret. */
export class ConfigReading {
  constructor(
    /**
     * The first that matches a request is its; the one without conditions, where there is one, is the last. Null
     * when anything is wrong.
     */
    readonly rules: Rule[] | null,
    /** All that is wrong, each with its path. */
    readonly faults: string[],
    /** What was ignored, each with its path. */
    readonly warnings: string[],
  ) {}
}

/** What a configuration says about services, in either form; null where that is missing or wrong. */
class Services {
  cache: CacheConfig | null = null;
  entry: EntryConfig = new EntryConfig(KEY_PREFIX, 0);
  embedding: EmbeddingConfig | null = null;
  vector: VectorConfig | null = null;
}

/**
 * Reads the bytes of a configuration, a JSON object; no bytes count as an empty one. `_rules_` holds configurations
 * for some requests each; what stands beside them is the one for all others, if anything does.
 */
export function readConfig(bytes: Slice, gateway: Gateway): ConfigReading {
  const faults = new Faults();
  const rules = new Array<Rule>();
  const root = readRoot(bytes, faults);
  if (root != null) readRules(root, gateway, rules);
  return new ConfigReading(faults.faults.length == 0 ? rules : null, faults.faults, faults.warnings);
}

function readRoot(bytes: Slice, faults: Faults): FieldReader | null {
  const isEmpty = skipSpace(bytes, 0) == bytes.length;
  const text = isEmpty ? Slice.of("{}") : bytes;
  const json = isUtf8(text) ? JsonValue.parse(text) : null;
  if (json != null && json.isObject) return new FieldReader(json, "", faults);
  faults.expected("configuration", "a JSON object", json == null ? "text that is not JSON" : kindOf(json));
  return null;
}

function readRules(root: FieldReader, gateway: Gateway, rules: Rule[]): void {
  // Higress writes its own name of the plugin into each configuration.
  root.value("_plugin_id_");
  const sections = root.sections("_rules_");
  if (sections != null) {
    for (let i = 0; i < sections.length; i++) {
      const match = Match.read(sections[i]);
      const config = read(sections[i], gateway);
      if (config != null) rules.push(new Rule(config, match));
    }
    if (!root.hasMore) return;
  }
  const config = read(root, gateway);
  if (config != null) rules.push(new Rule(config));
}

/** One configuration; null where it is wrong. */
function read(root: FieldReader, gateway: Gateway): Config | null {
  const services = root.value("Dash") == null ? readOurs(root, gateway) : readOriginal(root, gateway);
  const isSemantic = readSemantic(root, services);
  const verifier = readVerifier(root, isSemantic);
  const life = readLife(root, services.cache != null, services.entry.ttl);
  const flight = readFlight(root);
  const local = readLocal(root);
  const key = readKey(root);
  const answer = readAnswer(root);
  const link = readLink(root, isSemantic);
  const vector = isSemantic ? services.vector : null;
  const audit = readAudit(root, isSemantic, vector != null && vector.isAuto);
  const signingKeys = readSigningKeys(root);
  const volatile = readVolatile(root);
  const guards = readGuards(root);
  const controls = readControls(root);
  const admin = readAdmin(root);
  const limits = readLimits(root, gateway, key.question == null);
  const breaker = readBreaker(root);
  const logLevel = readLogLevel(root);
  root.finish();
  return new Config(
    services.cache,
    isSemantic ? services.embedding : null,
    vector,
    link,
    audit,
    verifier,
    services.entry,
    life,
    flight,
    local,
    key,
    answer,
    signingKeys,
    volatile,
    guards,
    controls,
    admin,
    limits,
    breaker,
    logLevel,
  );
}

/** `enableSemanticCache`: whether questions in other words are looked for. */
function readSemantic(root: FieldReader, services: Services): bool {
  const isWanted = root.flag("enableSemanticCache", true);
  const isPossible = services.vector != null && services.embedding != null;
  if (isPossible && !isWanted && services.cache == null) {
    root.unused("enableSemanticCache", "without a cache there is no other look-up");
    return true;
  }
  return isPossible && isWanted;
}

/** Higress's form. */
function readOurs(root: FieldReader, gateway: Gateway): Services {
  const services = new Services();
  // Before it had sections, Higress's plugin knew Redis alone.
  const redis = root.section("redis");
  if (redis != null) {
    services.cache = readRedis(redis, gateway);
    services.entry = readLegacyEntry(root, redis);
    redis.finish();
  }
  const cache: FieldReader | null = redis == null ? root.section("cache") : null;
  if (cache != null) {
    services.cache = readCache(cache, gateway);
    services.entry = readEntry(cache);
    cache.finish();
  } else if (redis == null) {
    services.entry = readEntry(root);
  }
  const hasCache = redis != null || root.value("cache") != null;
  const embedding = root.section("embedding");
  if (embedding != null) {
    services.embedding = readEmbedding(embedding, hasCache);
    embedding.finish();
  }
  const vector = root.section("vector");
  if (vector != null) {
    services.vector = readVector(vector, !hasCache, gateway, services.cache);
    vector.finish();
  }
  checkSections(root, hasCache);
  return services;
}

/**
 * Some place for answers must be there: a cache, or a vector store, which needs an embedding service. What cannot
 * work beside a cache that does is worth a warning only.
 */
function checkSections(root: FieldReader, hasCache: bool): void {
  const hasEmbedding = root.value("embedding") != null;
  const hasVector = root.value("vector") != null;
  if (!hasCache) {
    if (!hasVector) root.expected("cache", "an object (or vector in its place)", null);
    else if (!hasEmbedding)
      root.expected("embedding", "an object because vector has no cache beside it", null);
    return;
  }
  if (!hasVector) root.unused("embedding", "not used without vector");
  if (!hasEmbedding) root.unused("vector", "not used without embedding");
  const wanted = root.value("enableSemanticCache");
  if (wanted == null || !wanted.isTrue || (hasVector && hasEmbedding)) return;
  root.unused("enableSemanticCache", "not used without vector and embedding");
}

/** The original form: `Dash` and `redis`. */
function readOriginal(root: FieldReader, gateway: Gateway): Services {
  const services = new Services();
  let session: string | null = null;
  const dash = root.section("Dash");
  if (dash != null) {
    services.embedding = readDashScope(dash, gateway);
    services.vector = readDashVector(dash, gateway);
    session = dash.optionalText("sessionID", TextRule.Any);
    dash.finish();
  }
  const redis = root.requiredSection("redis");
  if (redis != null) {
    services.cache = readRedis(redis, gateway);
    services.entry = readEntry(redis, session);
    redis.finish();
  }
  refuseBesideDash(root, "cache");
  refuseBesideDash(root, "embedding");
  refuseBesideDash(root, "vector");
  return services;
}

function refuseBesideDash(root: FieldReader, name: string): void {
  const value = root.value(name);
  if (value != null) root.expected(name, "nothing beside Dash", value);
}
