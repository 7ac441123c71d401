import { ByteWriter } from "../bytes/byte-writer";
import { fromBase64Url } from "../bytes/base64";
import { Slice } from "../bytes/slice";
import { isUtf8 } from "../bytes/utf8";
import { CallerSource, ScopeConfig } from "../config/scope";
import { Host } from "../host/host";
import { JsonValue } from "../json/value";

/** Where a gateway puts who has been authenticated (Higress). */
const CONSUMER = "x-mse-consumer";
/** Where a client puts its own credential: OpenAI's way, Azure's, Anthropic's. */
const CREDENTIALS: StaticArray<string> = ["authorization", "api-key", "x-api-key"];

const BEARER_BYTES: i32 = 7;

/** Who asks, for the scope: bytes of which no two callers have the same. Never to be logged. */
export function readCaller(host: Host, scope: ScopeConfig): Slice {
  const out = new ByteWriter();
  switch (scope.caller) {
    case CallerSource.None:
      break;
    case CallerSource.Header:
      writeHeader(out, host, scope.callerName);
      break;
    case CallerSource.Credential:
      writeCredential(out, host);
      break;
    case CallerSource.Jwt:
      if (!writeClaim(out, host.requestHeader("authorization"), scope.callerName)) writeCredential(out, host);
      break;
    default:
      if (!writeHeader(out, host, CONSUMER)) writeCredential(out, host);
  }
  return out.finish();
}

function writeCredential(out: ByteWriter, host: Host): void {
  for (let i = 0; i < CREDENTIALS.length; i++) writeHeader(out, host, CREDENTIALS[i]);
}

/**
 * Appends a claim of a bearer token (RFC 7519) and the token's issuer, whose name it is; false where it has none. That
 * the token is genuine is the gateway's to see to.
 */
function writeClaim(out: ByteWriter, authorization: Slice | null, name: string): bool {
  const claims: JsonValue | null = authorization == null ? null : readClaims(authorization);
  const value: JsonValue | null = claims == null ? null : claims.memberNamed(Slice.of(name));
  if (value == null || (!value.isText && !value.isNumber)) return false;
  const issuer = claims!.member("iss");
  out.part(Slice.of("jwt")).part(Slice.of(name)).part(value.raw);
  out.part(issuer == null ? Slice.EMPTY : issuer.raw);
  return true;
}

/** The claims of `Bearer header.claims.signature`; null where it is something else. */
function readClaims(authorization: Slice): JsonValue | null {
  if (!authorization.slice(0, BEARER_BYTES).equalsIgnoreCase("bearer ")) return null;
  const token = authorization.slice(BEARER_BYTES).trim();
  const first = token.indexOf(0x2e);
  const second = first < 0 ? -1 : token.indexOf(0x2e, first + 1);
  if (second < 0) return null;
  const text = fromBase64Url(token.slice(first + 1, second));
  return text == null || !isUtf8(text) ? null : JsonValue.parse(text);
}

/** Appends name and value of a header; false where it is absent. */
function writeHeader(out: ByteWriter, host: Host, name: string): bool {
  const value = host.requestHeader(name);
  if (value == null) return false;
  out.textPart(name).part(value);
  return true;
}
