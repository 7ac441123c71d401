import { decimalOf } from "../bytes/decimal";
import { Slice } from "../bytes/slice";
import { Host } from "../host/host";

/** Whether the headers are those of a chat completion request: `POST`, a configured path, a JSON body. */
export function isCandidate(host: Host, pathSuffixes: string[]): bool {
  const method = host.requestHeader(":method");
  if (method == null || !method.equals("POST")) return false;
  const path = host.requestHeader(":path");
  if (path == null || !endsAsConfigured(path, pathSuffixes)) return false;
  const encoding = host.requestHeader("content-encoding");
  if (encoding != null && !encoding.equalsIgnoreCase("identity")) return false;
  const type = host.requestHeader("content-type");
  return type != null && isJson(type);
}

/** The announced size of the body in bytes, or -1. */
export function announcedSize(host: Host): i64 {
  const length = host.requestHeader("content-length");
  return length == null ? -1 : decimalOf(length);
}

function endsAsConfigured(path: Slice, suffixes: string[]): bool {
  const query = path.indexOf(0x3f);
  const bare = query < 0 ? path : path.slice(0, query);
  for (let i = 0; i < suffixes.length; i++) if (bare.endsWith(suffixes[i])) return true;
  return false;
}

function isJson(contentType: Slice): bool {
  const semicolon = contentType.indexOf(0x3b);
  const type = semicolon < 0 ? contentType : contentType.slice(0, semicolon);
  return type.trim().equalsIgnoreCase("application/json");
}
