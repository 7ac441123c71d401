import { decimalOf } from "../bytes/decimal";
import { Slice } from "../bytes/slice";
import { Controls } from "../config/config";
import { HiddenHeaders } from "./hidden-headers";

const CONTROL = "x-ai-cache";
const TTL = "x-ai-cache-ttl";
const HIGRESS_SKIP = "x-higress-skip-ai-cache";
/** The label of a bypass by Higress's own header. */
export const SKIPPED = "skip_header";
const CACHE_CONTROL = "cache-control";

/** What the client's headers ask of the cache, as far as the configuration lets them. */
export class Directives {
  /** Why the cache is to stay out of it, as a label; null when it is not. */
  bypass: string | null = null;
  /** Not to be answered from the cache, but stored. */
  refresh: bool = false;
  onlyIfCached: bool = false;
  /** Life of the stored answer in seconds; 0 leaves the configured one. */
  ttl: i32 = 0;
  /** Oldest answer that will do, in seconds; -1 for any. */
  maxAge: i32 = -1;

  /** Reads the request's headers, and hides those that are meant for the cache alone. */
  static take(headers: HiddenHeaders, controls: Controls): Directives {
    const directives = new Directives();
    const control = takeHeader(headers, CONTROL);
    if (control != null) directives.readControl(control, controls);
    const skip = takeHeader(headers, HIGRESS_SKIP);
    if (skip != null && controls.bypass && skip.equalsIgnoreCase("on")) directives.bypass = SKIPPED;
    const ttl = takeHeader(headers, TTL);
    if (ttl != null && controls.ttl) directives.ttl = max(0, decimalOf(ttl));
    if (controls.cacheControl) {
      const cacheControl = takeHeader(headers, CACHE_CONTROL);
      if (cacheControl != null) directives.readCacheControl(cacheControl);
    }
    return directives;
  }

  private readControl(value: Slice, controls: Controls): void {
    if (controls.bypass && value.equalsIgnoreCase("bypass")) this.bypass = "control";
    else if (controls.refresh && value.equalsIgnoreCase("refresh")) this.refresh = true;
    else if (controls.onlyIfCached && value.equalsIgnoreCase("only-if-cached")) this.onlyIfCached = true;
  }

  /** The request directives of RFC 9111, section 5.2.1, that a shared cache can heed. */
  private readCacheControl(value: Slice): void {
    let from = 0;
    while (from <= value.length) {
      const comma = value.indexOf(0x2c, from);
      const to = comma < 0 ? value.length : comma;
      const directive = value.slice(from, to).trim();
      if (directive.equalsIgnoreCase("no-store")) this.bypass = "no_store";
      else if (directive.equalsIgnoreCase("no-cache")) this.refresh = true;
      else if (directive.equalsIgnoreCase("only-if-cached")) this.onlyIfCached = true;
      else if (directive.slice(0, 8).equalsIgnoreCase("max-age="))
        this.maxAge = decimalOf(directive.slice(8));
      from = to + 1;
    }
  }
}

function takeHeader(headers: HiddenHeaders, name: string): Slice | null {
  const value = headers.hide(name);
  return value == null ? null : value.trim();
}
