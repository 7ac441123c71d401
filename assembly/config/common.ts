import { JsonValue } from "../json/value";
import {
  AdminConfig,
  CallerSource,
  Controls,
  Gateway,
  KeyConfig,
  KeyStrategy,
  Limits,
  LogLevel,
} from "./config";
import { readQuestion } from "./extraction";
import { FieldReader } from "./fields";
import { TextRule, isToken } from "./text-rule";

/** In the order of `KeyStrategy` and `LogLevel`. */
const STRATEGIES = ["lastQuestion", "allQuestions", "disabled"];
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "critical"];

const NORMALIZATIONS = ["none", "case"];
const CALLER_HEADER = "header:";

const MAX_TIMEOUT = 600000;
const MAX_BYTES = 1 << 30;

/** `cacheKeyStrategy`, `cacheKeyFrom`, `normalize`, `generation` and `scope`. */
export function readKey(root: FieldReader): KeyConfig {
  const strategy = <KeyStrategy>root.oneOf("cacheKeyStrategy", STRATEGIES, KeyStrategy.LastQuestion);
  const foldCase = root.oneOf("normalize", NORMALIZATIONS, 0) == 1;
  const scope = root.section("scope");
  const header: string | null = scope == null ? null : readCallerHeader(scope);
  if (scope != null) scope.finish();
  const question = readQuestion(root, strategy);
  const generation = readGeneration(root);
  if (header != null)
    return new KeyConfig(strategy, CallerSource.Header, header, foldCase, question, generation);
  const isShared = scope != null && isNone(scope.value("caller"));
  const caller = isShared ? CallerSource.None : CallerSource.Default;
  return new KeyConfig(strategy, caller, "", foldCase, question, generation);
}

/** `generation`, a string or a number. */
function readGeneration(root: FieldReader): string {
  const value = root.value("generation");
  if (value != null && value.isNumber) return value.raw.toString();
  return root.text("generation", "");
}

/** The header of `header:NAME`, in lower case; null for the words that `caller` may be instead. */
function readCallerHeader(scope: FieldReader): string | null {
  const value = scope.value("caller");
  if (value == null || value.isString("default") || isNone(value)) return null;
  const text = value.text();
  const caller = text == null ? "" : text.toString();
  const header = caller.startsWith(CALLER_HEADER) ? caller.substring(CALLER_HEADER.length) : "";
  if (!isToken(header)) scope.expected("caller", "one of default, none, header:NAME", value);
  return header.toLowerCase();
}

function isNone(caller: JsonValue | null): bool {
  return caller != null && caller.isString("none");
}

/** `controls` and `honorCacheControl`. */
export function readControls(root: FieldReader): Controls {
  const cacheControl = root.flag("honorCacheControl", false);
  const fields = root.section("controls");
  if (fields == null) return new Controls(true, false, false, false, cacheControl);
  const bypass = fields.flag("bypass", true);
  const refresh = fields.flag("refresh", false);
  const onlyIfCached = fields.flag("onlyIfCached", false);
  const ttl = fields.flag("ttl", false);
  fields.finish();
  return new Controls(bypass, refresh, onlyIfCached, ttl, cacheControl);
}

/** `admin`; null where it is absent. */
export function readAdmin(root: FieldReader): AdminConfig | null {
  const fields = root.section("admin");
  if (fields == null) return null;
  const path = fields.requiredText("path", TextRule.Path);
  const token = fields.requiredText("token", TextRule.Token);
  fields.finish();
  return new AdminConfig(path, token);
}

/**
 * Times, sizes and paths.
 * @param isChat whether questions are those of chat completions; others may come on any path
 */
export function readLimits(root: FieldReader, gateway: Gateway, isChat: bool): Limits {
  return new Limits(
    root.texts("pathSuffixes", TextRule.PathEnding, isChat ? ["/chat/completions"] : [""]),
    root.integer("lookupTimeout", 1, MAX_TIMEOUT, 1000),
    root.integer("storeTimeout", 1, MAX_TIMEOUT, 10000),
    root.integer("maxRequestBytes", 1, MAX_BYTES, 524288),
    root.integer("maxTurns", 0, 10000, 8),
    root.integer("maxEntryBytes", 1, MAX_BYTES, 1048576),
    root.flag("holdHeaders", gateway == Gateway.Higress),
  );
}

export function readLogLevel(root: FieldReader): LogLevel {
  return <LogLevel>root.oneOf("logLevel", LOG_LEVELS, LogLevel.Info);
}
