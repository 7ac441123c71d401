import { Controls, Gateway, KeyConfig, KeyStrategy, Limits, LogLevel } from "./config";
import { readQuestion } from "./extraction";
import { FieldReader } from "./fields";
import { readScope } from "./scope";
import { TextRule } from "./text-rule";

/** In the order of `KeyStrategy` and `LogLevel`. */
const STRATEGIES = ["lastQuestion", "allQuestions", "disabled"];
const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "critical"];

const NORMALIZATIONS = ["none", "case"];

const MAX_TIMEOUT = 600000;
const MAX_BYTES = 1 << 30;

/** `cacheKeyStrategy`, `cacheKeyFrom`, `normalize`, `generation` and `scope`. */
export function readKey(root: FieldReader): KeyConfig {
  const strategy = <KeyStrategy>root.oneOf("cacheKeyStrategy", STRATEGIES, KeyStrategy.LastQuestion);
  const foldCase = root.oneOf("normalize", NORMALIZATIONS, 0) == 1;
  const scope = readScope(root);
  const question = readQuestion(root, strategy);
  return new KeyConfig(strategy, scope, foldCase, question, readGeneration(root));
}

/** `generation`, a string or a number. */
function readGeneration(root: FieldReader): string {
  const value = root.value("generation");
  if (value != null && value.isNumber) return value.raw.toString();
  return root.text("generation", "");
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

/**
 * Times, sizes and paths.
 * @param isChat whether questions are those of chat completions; others may come on any path
 */
export function readLimits(root: FieldReader, gateway: Gateway, isChat: bool): Limits {
  return new Limits(
    root.texts("pathSuffixes", TextRule.PathEnding, isChat ? ["/chat/completions"] : [""]),
    root.integer("lookupTimeout", 1, MAX_TIMEOUT, 1000),
    root.integer("storeTimeout", 1, MAX_TIMEOUT, 10000),
    root.integer("hideTiming", 0, MAX_TIMEOUT, 0),
    root.integer("maxRequestBytes", 1, MAX_BYTES, 524288),
    root.integer("maxTurns", 0, 10000, 8),
    root.integer("maxEntryBytes", 1, MAX_BYTES, 1048576),
    root.integer("maxRecordingBytes", 1, MAX_BYTES, 67108864),
    root.flag("holdHeaders", gateway == Gateway.Higress),
  );
}

export function readLogLevel(root: FieldReader): LogLevel {
  return <LogLevel>root.oneOf("logLevel", LOG_LEVELS, LogLevel.Info);
}
