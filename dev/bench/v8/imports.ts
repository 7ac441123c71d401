import { Status } from "../../v8-host/abi.ts";
import type { LeanHost } from "./host.ts";
import { pairsOf } from "./message.ts";
import type { Call, Watch } from "./stopwatch.ts";

/** As it stands in a module: some numbers have 64 bits. */
type Table = Record<string, (...args: never[]) => number>;

const NANOSECONDS = 1_000_000n;
/** The number of pairs, before their sizes. */
const COUNT_SIZE = 4;

/** The host functions that `module` imports, watched; throws with the name of one that the benchmark does not play. */
export function importsOf(host: LeanHost, module: WebAssembly.Module, watch: Watch): WebAssembly.Imports {
  const table: Table = { ...messageImports(host), ...callImports(host), ...stateImports(host) };
  const imports: WebAssembly.Imports = {};
  for (const { module: room, name } of WebAssembly.Module.imports(module)) {
    const call = table[name];
    if (!call) throw new Error(`the module imports ${room}.${name}, which the benchmark does not play`);
    (imports[room] ??= {})[name] = watch.ofImport(call as Call, name);
  }
  return imports;
}

function messageImports(host: LeanHost): Table {
  const mark = (_type: number, name: number, size: number, value: number, valueSize: number): number => {
    if (host.sent) host.marked += `${host.memory.text(name, size)}: ${host.memory.text(value, valueSize)}\n`;
    return Status.Ok;
  };
  return {
    proxy_get_header_map_value(type: number, name: number, size: number, addressAt: number, sizeAt: number) {
      const value = host.linesOf(type).get(host.memory.text(name, size));
      if (value === undefined) return Status.NotFound;
      host.memory.handOver(value, addressAt, sizeAt);
      return Status.Ok;
    },
    proxy_get_header_map_pairs(type: number, addressAt: number, sizeAt: number) {
      host.memory.handOver(pairsOf(host.linesOf(type)), addressAt, sizeAt);
      return Status.Ok;
    },
    proxy_replace_header_map_value: mark,
    proxy_add_header_map_value: mark,
    proxy_remove_header_map_value: () => Status.Ok,
    proxy_get_buffer_bytes(type: number, from: number, size: number, addressAt: number, sizeAt: number) {
      const buffer = host.bufferOf(type);
      const isWhole = from === 0 && size >= buffer.length;
      host.memory.handOver(isWhole ? buffer : buffer.subarray(from, from + size), addressAt, sizeAt);
      return Status.Ok;
    },
    proxy_continue_stream() {
      if (host.stream) host.stream.isPassed = true;
      return Status.Ok;
    },
    proxy_send_local_response(
      _status: number,
      _details: number,
      _detailsSize: number,
      _body: number,
      _bodySize: number,
      headers: number,
      size: number,
    ) {
      if (host.sent) host.marked += host.memory.text(headers + COUNT_SIZE, size - COUNT_SIZE);
      if (host.stream) host.stream.isLocal = true;
      return Status.Ok;
    },
  };
}

function callImports(host: LeanHost): Table {
  return {
    proxy_http_call(
      _cluster: number,
      _clusterSize: number,
      headers: number,
      headersSize: number,
      body: number,
      bodySize: number,
      _trailers: number,
      _trailersSize: number,
      _timeout: number,
      tokenAt: number,
    ) {
      const { memory } = host;
      const look = () => ({
        isRedis: false,
        headers: memory.text(headers, headersSize),
        body: memory.copy(body, bodySize),
      });
      memory.writeU32(tokenAt, host.take(false, look));
      return Status.Ok;
    },
    proxy_redis_init: () => Status.Ok,
    proxy_redis_call(_service: number, _serviceSize: number, query: number, size: number, tokenAt: number) {
      const look = () => ({ isRedis: true, headers: "", body: host.memory.copy(query, size) });
      host.memory.writeU32(tokenAt, host.take(true, look));
      return Status.Ok;
    },
  };
}

function stateImports(host: LeanHost): Table {
  let metrics = 0;
  return {
    proxy_log(_level: number, address: number, size: number) {
      host.logged.push(host.memory.text(address, size));
      return Status.Ok;
    },
    proc_exit(code: number): number {
      throw new Error(`the guest has trapped (${code}); it last logged: ${host.logged.at(-1) ?? "nothing"}`);
    },
    clock_time_get(_clock: number, _precision: bigint, at: number) {
      host.memory.writeU64(at, BigInt(Math.floor(host.now)) * NANOSECONDS);
      return Status.Ok;
    },
    proxy_set_tick_period_milliseconds(period: number) {
      host.tickPeriod = period;
      return Status.Ok;
    },
    proxy_set_effective_context: (id: number) => (host.enterById(id) ? Status.Ok : Status.BadArgument),
    proxy_define_metric(_type: number, _name: number, _size: number, at: number) {
      host.memory.writeU32(at, ++metrics);
      return Status.Ok;
    },
    proxy_increment_metric: () => Status.Ok,
    proxy_record_metric: () => Status.Ok,
    proxy_done: () => Status.Ok,
    proxy_get_property(path: number, size: number, addressAt: number, sizeAt: number) {
      const value = host.properties.get(host.memory.text(path, size));
      if (!value) return Status.NotFound;
      host.memory.handOver(value, addressAt, sizeAt);
      return Status.Ok;
    },
    proxy_set_property: () => Status.Ok,
    proxy_get_shared_data(key: number, size: number, addressAt: number, sizeAt: number, casAt: number) {
      const value = host.shared.get(host.memory.text(key, size));
      if (!value) return Status.NotFound;
      host.memory.handOver(value, addressAt, sizeAt);
      host.memory.writeU32(casAt, 1);
      return Status.Ok;
    },
    proxy_set_shared_data(key: number, size: number, value: number, valueSize: number) {
      host.shared.set(host.memory.text(key, size), host.memory.copy(value, valueSize));
      return Status.Ok;
    },
  };
}
