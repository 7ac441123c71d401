import { HeaderMapType, Status, StreamType } from "../abi.ts";
import { HeaderMap } from "../header-map.ts";
import type { Machine } from "../machine.ts";
import { bufferOf } from "./state.ts";
import type { ImportTable } from "./table.ts";

/** Host calls about headers, bodies, and whether a stream goes on. */
export function streamImports(machine: Machine): ImportTable {
  return { ...headerImports(machine), ...bufferImports(machine), ...flowImports(machine) };
}

function headerImports(machine: Machine): ImportTable {
  const text = (address: number, size: number): string =>
    machine.memory.read(address, size).toString("latin1");
  const change = (type: number, how: (map: HeaderMap) => void): number => {
    const map = writableMap(machine, type);
    if (!map) return Status.BadArgument;
    how(map);
    return Status.Ok;
  };
  return {
    proxy_get_header_map_value(
      type: number,
      name: number,
      nameSize: number,
      addressAt: number,
      sizeAt: number,
    ): number {
      const map = readableMap(machine, type);
      if (!map) return Status.BadArgument;
      const value = map.get(text(name, nameSize));
      if (value === undefined) return Status.NotFound;
      machine.memory.handOver(Buffer.from(value, "latin1"), addressAt, sizeAt);
      return Status.Ok;
    },
    proxy_get_header_map_pairs(type: number, addressAt: number, sizeAt: number): number {
      const map = readableMap(machine, type) ?? new HeaderMap();
      machine.memory.handOver(map.size === 0 ? "" : map.serialise(), addressAt, sizeAt);
      return Status.Ok;
    },
    proxy_get_header_map_size(type: number, sizeAt: number): number {
      const map = readableMap(machine, type);
      if (!map) return Status.BadArgument;
      machine.memory.writeU32(sizeAt, Buffer.byteLength(map.entries().flat().join(""), "latin1"));
      return Status.Ok;
    },
    proxy_set_header_map_pairs(type: number, address: number, size: number): number {
      const pairs = HeaderMap.parse(machine.memory.read(address, size));
      return change(type, (map) => {
        for (const [name] of map.entries()) map.remove(name);
        for (const [name, value] of pairs.entries()) map.add(name, value);
      });
    },
    proxy_add_header_map_value: (type: number, name: number, nameSize: number, value: number, size: number) =>
      change(type, (map) => map.add(text(name, nameSize), text(value, size))),
    proxy_replace_header_map_value: (
      type: number,
      name: number,
      nameSize: number,
      value: number,
      size: number,
    ) => change(type, (map) => map.set(text(name, nameSize), text(value, size))),
    proxy_remove_header_map_value: (type: number, name: number, nameSize: number) =>
      change(type, (map) => map.remove(text(name, nameSize))),
  };
}

function bufferImports(machine: Machine): ImportTable {
  return {
    proxy_get_buffer_bytes(
      type: number,
      start: number,
      length: number,
      addressAt: number,
      sizeAt: number,
    ): number {
      const buffer = bufferOf(machine, type);
      if (!buffer) return Status.NotFound;
      machine.memory.handOver(buffer.subarray(start, start + length), addressAt, sizeAt);
      return Status.Ok;
    },
    proxy_get_buffer_status(type: number, lengthAt: number, flagsAt: number): number {
      const buffer = bufferOf(machine, type);
      if (!buffer) return Status.NotFound;
      machine.memory.writeU32(lengthAt, buffer.length);
      machine.memory.writeU32(flagsAt, 0);
      return Status.Ok;
    },
  };
}

function flowImports(machine: Machine): ImportTable {
  return {
    proxy_continue_stream(type: number): number {
      if (type !== StreamType.Request && type !== StreamType.Response) return Status.BadArgument;
      const { stream, id } = machine.context;
      if (stream) stream.resume(type === StreamType.Request ? stream.request : stream.response);
      else machine.ineffective.push(`continue for context ${id}, which is no stream`);
      return Status.Ok;
    },
    proxy_send_local_response(
      status: number,
      details: number,
      detailsSize: number,
      body: number,
      bodySize: number,
      headers: number,
      headersSize: number,
    ): number {
      const { memory, context, running } = machine;
      const map = HeaderMap.parse(memory.read(headers, headersSize));
      const bytes = memory.read(body, bodySize);
      const why = memory.text(details, detailsSize);
      const hook = running?.context.stream && HOOK.test(running.name) ? running.context : null;
      if (hook && hook !== context)
        machine.violations.push(
          `a local reply to context ${context.id} from within ${running!.name} of stream ${hook.id}`,
        );
      if (context.stream) context.stream.replyLocally(status, why, map, bytes);
      else machine.ineffective.push(`local reply for context ${context.id}, which is no stream`);
      machine.stop();
      return Status.Ok;
    },
  };
}

/** The hooks that a reply to another stream breaks. */
const HOOK = /^proxy_on_(request|response)_/;

function writableMap(machine: Machine, type: number): HeaderMap | null {
  const { stream } = machine.context;
  switch (type) {
    case HeaderMapType.RequestHeaders:
      return stream?.request.headers ?? null;
    case HeaderMapType.RequestTrailers:
      return stream?.request.trailers ?? null;
    case HeaderMapType.ResponseHeaders:
      return stream?.response.headers ?? null;
    case HeaderMapType.ResponseTrailers:
      return stream?.response.trailers ?? null;
    default:
      return null;
  }
}

function readableMap(machine: Machine, type: number): HeaderMap | null {
  const { stream, plugin } = machine.context;
  switch (type) {
    case HeaderMapType.RequestHeaders:
      return stream?.readableRequestHeaders ?? null;
    case HeaderMapType.ResponseHeaders:
      return stream?.readableResponseHeaders ?? null;
    case HeaderMapType.HttpCallResponseHeaders:
      return plugin.httpReply?.headers ?? null;
    case HeaderMapType.HttpCallResponseTrailers:
      return plugin.httpReply?.trailers ?? null;
    default:
      return writableMap(machine, type);
  }
}
