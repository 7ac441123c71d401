import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { CallerSource, KeyConfig } from "../config/config";
import { Host } from "../host/host";

/** Where a gateway puts who has been authenticated (Higress). */
const CONSUMER = "x-mse-consumer";
/** Where a client puts its own credential: OpenAI's way, Azure's, Anthropic's. */
const CREDENTIALS: StaticArray<string> = ["authorization", "api-key", "x-api-key"];

/** Who asks, for the scope: bytes of which no two callers have the same. Never to be logged. */
export function readCaller(host: Host, config: KeyConfig): Slice {
  const out = new ByteWriter();
  switch (config.caller) {
    case CallerSource.None:
      break;
    case CallerSource.Header:
      writeHeader(out, host, config.callerHeader);
      break;
    default:
      if (!writeHeader(out, host, CONSUMER)) {
        for (let i = 0; i < CREDENTIALS.length; i++) writeHeader(out, host, CREDENTIALS[i]);
      }
  }
  return out.finish();
}

/** Appends name and value of a header; false where it is absent. */
function writeHeader(out: ByteWriter, host: Host, name: string): bool {
  const value = host.requestHeader(name);
  if (value == null) return false;
  out.part(Slice.of(name)).part(value);
  return true;
}
