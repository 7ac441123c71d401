import { Header } from "./call";

/** The headers of a call with a body of JSON; first comes the one that tells who asks, where there is one. */
export function jsonHeaders(credential: Header | null): Header[] {
  const type = new Header("content-type", "application/json");
  return credential == null ? [type] : [credential, type];
}

/** The header `name` with a secret in it; null without one. */
export function keyHeader(name: string, key: string | null): Header | null {
  return key == null ? null : new Header(name, key);
}

/** A bearer token (RFC 6750, section 2.1); null without one. */
export function bearer(token: string | null): Header | null {
  return token == null ? null : new Header("authorization", "Bearer " + token);
}
