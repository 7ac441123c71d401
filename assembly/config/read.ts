import { Slice } from "../bytes/slice";
import { isUtf8 } from "../bytes/utf8";
import { skipSpace } from "../json/scan";
import { JsonValue } from "../json/value";
import { readAdmin } from "./admin";
import { readBreaker } from "./breaker";
import { readControls, readKey, readLimits, readLogLevel } from "./common";
import { Config, Gateway } from "./config";
import { readAnswer } from "./extraction";
import { Faults, kindOf } from "./faults";
import { FieldReader } from "./fields";
import { readFlight } from "./flight";
import { readGuards } from "./guards";
import { readAudit, readLink } from "./learning";
import { readLife } from "./life";
import { readLocal } from "./local";
import { NamedServices } from "./named-services";
import { readOriginal } from "./original";
import { readOurs } from "./ours";
import { Match, Rule } from "./rule";
import { readSigningKeys } from "./signing";
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
function readSemantic(root: FieldReader, services: NamedServices): bool {
  const isWanted = root.flag("enableSemanticCache", true);
  const isPossible = services.vector != null && services.embedding != null;
  if (isPossible && !isWanted && services.cache == null) {
    root.unused("enableSemanticCache", "without a cache there is no other look-up");
    return true;
  }
  return isPossible && isWanted;
}
