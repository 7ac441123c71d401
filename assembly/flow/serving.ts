import { Slice } from "../bytes/slice";
import { Completion } from "../chat/completion";
import { Replay } from "../chat/replay";
import { ChatRequest } from "../chat/request";
import { Gateway, LogLevel } from "../config/config";
import { hitHeaders, onlyIfCachedHeaders } from "./answer-headers";
import { logCacheStatus } from "./higress";
import { Outcome, outcomeName } from "./outcome";
import { Runtime } from "./runtime";
import { Hit, Manner } from "./step";

const NOT_CACHED =
  '{"error":{"message":"no cached answer, and the request allows no other","type":"only_if_cached","param":null,"code":"only_if_cached"}}';

/**
 * Answers the request of the stream in effect with what was found, in the form that it asks for.
 * @param now seconds since 1970
 */
export function serve(runtime: Runtime, request: ChatRequest, hit: Hit, now: i64): void {
  const completion = hit.entry.completion;
  count(runtime, outcomeOf(hit));
  runtime.metrics.saved(completion.promptTokens, completion.completionTokens);
  const host = runtime.host;
  if (runtime.gateway == Gateway.Higress) logCacheStatus(host, "hit");
  const headers = hitHeaders(hit, request.stream, now);
  host.reply(200, "ai-cache.hit", headers, bodyOf(runtime, request, completion));
}

/** Answers it that there is nothing, and that it wants nothing else. */
export function serveNothing(runtime: Runtime): void {
  count(runtime, Outcome.OnlyIfCached);
  runtime.host.reply(504, "ai-cache.only_if_cached", onlyIfCachedHeaders(), Slice.of(NOT_CACHED));
}

function outcomeOf(hit: Hit): Outcome {
  if (hit.manner == Manner.Collapsed) return Outcome.HitCollapsed;
  if (hit.manner == Manner.Stale) return Outcome.HitStale;
  if (hit.isLocal) return Outcome.HitLocal;
  return hit.isSemantic ? Outcome.HitSemantic : Outcome.HitExact;
}

function bodyOf(runtime: Runtime, request: ChatRequest, completion: Completion): Slice {
  const config = runtime.config.answer;
  const template = request.stream ? config.streamTemplate : config.template;
  if (template != null) return template.fill(completion.text());
  if (!request.stream) return completion.value.raw;
  return Replay.eventStream(completion, request.includeUsage);
}

function count(runtime: Runtime, outcome: Outcome): void {
  runtime.metrics.request(outcome, "");
  if (runtime.config.logLevel <= LogLevel.Debug) runtime.host.log(LogLevel.Debug, outcomeName(outcome));
}
