import { Status } from "./abi.ts";
import { bytesOf } from "./bytes.ts";
import type { Context, Machine } from "./machine.ts";

/** Properties of Higress that change what the proxy does with the stream. */
const LIMITS = { set_decoder_buffer_limit: "request", set_encoder_buffer_limit: "response" } as const;

/** A property of the stream or, where it has none, of its configuration or of the whole proxy; null for none. */
export function propertyOf(machine: Machine, { stream, plugin }: Context, path: string): Buffer | null {
  const own = stream?.properties.get(path);
  if (own) return own;
  if (path === "plugin_root_id") return bytesOf(plugin.rootId);
  const general = machine.settings.properties[path];
  return general === undefined ? null : bytesOf(general);
}

/** Sets a property of the stream; a root context has none. */
export function writeProperty(machine: Machine, { stream }: Context, path: string, value: Buffer): number {
  if (!stream) return Status.NotFound;
  stream.properties.set(path, value);
  stream.written.set(path, value);
  if (machine.settings.flavour === "higress" && path in LIMITS) {
    const limit = Number(value.toString());
    if (Number.isInteger(limit)) stream[LIMITS[path as keyof typeof LIMITS]].limit = limit;
  }
  return Status.Ok;
}
