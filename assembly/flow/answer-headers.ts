import { Slice } from "../bytes/slice";
import { Header } from "../call/call";
import { Host } from "../host/host";
import { Outcome } from "./outcome";
import { Hit, Manner } from "./step";

const X_AI_CACHE = "x-ai-cache";
const X_AI_CACHE_KEY = "x-ai-cache-key";
const CACHE_STATUS = "cache-status";

/**
 * The headers that say what the cache did; `cache-status` as in RFC 9211.
 * @param now seconds since 1970
 */
export function hitHeaders(hit: Hit, isStream: bool, now: i64): Header[] {
  const headers = [
    new Header("content-type", isStream ? "text/event-stream; charset=utf-8" : "application/json"),
    new Header(X_AI_CACHE, wordOf(hit)),
    new Header(CACHE_STATUS, "ai-cache; hit" + freshness(hit, now) + "; detail=" + detailOf(hit)),
    new Header(X_AI_CACHE_KEY, hit.id.toString()),
  ];
  const isFresh = hit.manner == Manner.Collapsed && !hit.isSemantic;
  if (!isFresh) headers.push(new Header("age", hit.entry.age(now).toString()));
  if (isStream) headers.push(new Header("cache-control", "no-cache"));
  if (hit.isSemantic) headers.push(new Header("x-ai-cache-distance", decimals(hit.distance)));
  return headers;
}

function wordOf(hit: Hit): string {
  if (hit.manner == Manner.Stale) return "stale";
  return hit.isSemantic ? "semantic-hit" : "hit";
}

function detailOf(hit: Hit): string {
  if (hit.manner == Manner.Stale) return "stale";
  return hit.isSemantic ? "semantic" : hit.isLocal ? "local" : "exact";
}

/** The parameters of `hit` that say how the answer came, or how long it is still fresh. */
function freshness(hit: Hit, now: i64): string {
  if (hit.manner == Manner.Collapsed) return "; collapsed";
  const expires = hit.entry.expires;
  return expires == 0 ? "" : "; ttl=" + (expires - now).toString();
}

/** The headers of the answer to a client that wanted a cached answer or none. */
export function onlyIfCachedHeaders(): Header[] {
  return [
    new Header("content-type", "application/json"),
    new Header(X_AI_CACHE, "miss"),
    new Header(CACHE_STATUS, "ai-cache; detail=only-if-cached"),
  ];
}

/**
 * Adds the headers to the response of the model.
 * @param why a bypass' reason, or the upstream that failed
 * @param key under which the answer would be stored
 */
export function markResponse(host: Host, outcome: Outcome, why: string, key: Slice | null): void {
  let word = "miss";
  let status = "ai-cache; fwd=uri-miss; fwd-status=" + statusOf(host);
  switch (outcome) {
    case Outcome.Bypass:
      word = "bypass";
      status = "ai-cache; fwd=bypass; detail=" + why;
      break;
    case Outcome.Refresh:
      word = "refresh";
      status = "ai-cache; fwd=request; detail=refresh";
      break;
    case Outcome.Renewal:
      status = "ai-cache; fwd=stale; fwd-status=" + statusOf(host);
      break;
    case Outcome.Audit:
      status = "ai-cache; fwd=miss; detail=audit";
      break;
    case Outcome.Error:
      word = "error";
      status = "ai-cache; fwd=miss; detail=" + why;
      break;
    default:
      break;
  }
  host.setResponseHeader(X_AI_CACHE, word);
  // A cache further upstream may have said its own: each adds one member to the list.
  host.addResponseHeader(CACHE_STATUS, status);
  const isStorable = outcome == Outcome.Miss || outcome == Outcome.Refresh || outcome == Outcome.Renewal;
  if (key != null && isStorable) host.setResponseHeader(X_AI_CACHE_KEY, key.toString());
}

function statusOf(host: Host): string {
  const status = host.responseHeader(":status");
  return status == null ? "0" : status.toString();
}

/** A distance, a lead or a share with four decimals. */
export function decimals(value: f64): string {
  const tenThousandths = <i64>Math.round(Math.abs(value) * 10000);
  const fraction = (tenThousandths % 10000).toString().padStart(4, "0");
  const sign = value < 0 && tenThousandths > 0 ? "-" : "";
  return sign + (tenThousandths / 10000).toString() + "." + fraction;
}
