import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { Host } from "../host/host";
import { JsonWriter } from "../json/json-writer";
import { writeInner } from "../json/text";
import { JsonValue, Members } from "../json/value";
import { SKIPPED } from "./directives";

/** The property whose text Higress puts into its access log: a JSON object, escaped as the inside of a string. */
const AI_LOG = "ai_log";
const CACHE_STATUS = "cache_status";

/**
 * Readies a stream in Higress for a request that is read here.
 * @param maxRequestBytes how much of a body may wait in the proxy
 */
export function prepareStream(host: Host, maxRequestBytes: i32): void {
  // Our own headers steer no route: to choose one again would only cost, and could choose another.
  host.setProperty("clear_route_cache", "off");
  host.setProperty("set_decoder_buffer_limit", maxRequestBytes.toString());
}

/**
 * Says of a request that has gone on to the model what Higress's own plugin does: only where there is a key, or the client
 * would have none of the cache.
 */
export function logPassed(host: Host, why: string, hasKey: bool): void {
  if (why == SKIPPED) logCacheStatus(host, "skip");
  else if (hasKey) logCacheStatus(host, "miss");
}

/** Says `hit`, `miss` or `skip` in the access log, beside what other plugins say there. */
export function logCacheStatus(host: Host, status: string): void {
  const text = host.property(AI_LOG);
  const out = new JsonWriter().openObject();
  if (text != null && text.length > 0) {
    const said = unescaped(text);
    // Another plugin's words that cannot be read stay as they are.
    if (said == null || !said.isObject) return;
    const members = new Members(said);
    while (members.next()) {
      if (!members.isNamed(CACHE_STATUS)) out.nameSlice(members.key).raw(members.value.raw);
    }
  }
  const object = out.name(CACHE_STATUS).string(status).closeObject().finish();
  const escaped = new ByteWriter(object.length * 2);
  writeInner(escaped, object);
  host.setProperty(AI_LOG, escaped.finish().toString());
}

function unescaped(text: Slice): JsonValue | null {
  const literal = JsonValue.parse(Slice.of('"' + text.toString() + '"'));
  const inner: Slice | null = literal == null ? null : literal.text();
  return inner == null ? null : JsonValue.parse(inner);
}
