import { Slice } from "../bytes/slice";
import { CallerSource, KeyConfig } from "../config/config";
import { Host } from "../host/host";

/** Where a gateway puts who has been authenticated (Higress). */
const CONSUMER = "x-mse-consumer";
/** Where a client puts its own credential: OpenAI's way, Azure's, Anthropic's. */
const CREDENTIALS: StaticArray<string> = ["authorization", "api-key", "x-api-key"];

/** Who asks, for the scope; its parts are marked so that one kind never passes for another. Never to be logged. */
export function readCaller(host: Host, config: KeyConfig): string {
  switch (config.caller) {
    case CallerSource.None:
      return "";
    case CallerSource.Header:
      return named(config.callerHeader, host.requestHeader(config.callerHeader));
    default:
      return defaultCaller(host);
  }
}

function defaultCaller(host: Host): string {
  const consumer = host.requestHeader(CONSUMER);
  if (consumer != null) return named(CONSUMER, consumer);
  let caller = "";
  for (let i = 0; i < CREDENTIALS.length; i++) {
    const value = host.requestHeader(CREDENTIALS[i]);
    if (value != null) caller += named(CREDENTIALS[i], value);
  }
  return caller;
}

function named(header: string, value: Slice | null): string {
  return value == null ? "" : header + "=" + value.length.toString() + ":" + value.toString() + ";";
}
