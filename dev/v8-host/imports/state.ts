import { BufferType, LOG_LEVELS, Status } from "../abi.ts";
import type { Machine } from "../machine.ts";
import { propertyOf, writeProperty } from "../properties.ts";
import type { ImportTable } from "./table.ts";

const NANOSECONDS = 1_000_000n;
const INFO = 2;

/** Host calls about what belongs to no one stream: log, time, metrics, shared values; and properties. */
export function stateImports(machine: Machine): ImportTable {
  const { clock, metrics, shared, log } = machine;
  return {
    proxy_log(level: number, address: number, size: number): number {
      const name = LOG_LEVELS[level];
      if (name === undefined) return Status.BadArgument;
      log.write(name, machine.memory.text(address, size));
      return Status.Ok;
    },
    proxy_get_log_level(levelAt: number): number {
      machine.memory.writeU32(levelAt, INFO);
      return Status.Ok;
    },
    proxy_get_current_time_nanoseconds(at: number): number {
      machine.memory.writeU64(at, BigInt(Math.floor(clock.now)) * NANOSECONDS);
      return Status.Ok;
    },
    proxy_set_tick_period_milliseconds(period: number): number {
      machine.context.plugin.tick(period);
      return Status.Ok;
    },
    proxy_get_property(path: number, pathSize: number, addressAt: number, sizeAt: number): number {
      const value = propertyOf(machine, machine.context, pathOf(machine, path, pathSize));
      if (value === null) return Status.NotFound;
      machine.memory.handOver(value, addressAt, sizeAt);
      return Status.Ok;
    },
    proxy_set_property(path: number, pathSize: number, value: number, valueSize: number): number {
      const { memory, context } = machine;
      return writeProperty(machine, context, pathOf(machine, path, pathSize), memory.read(value, valueSize));
    },
    proxy_get_shared_data(
      key: number,
      keySize: number,
      addressAt: number,
      sizeAt: number,
      casAt: number,
    ): number {
      const found = shared.get(machine.memory.text(key, keySize));
      if (!found) return Status.NotFound;
      machine.memory.handOver(found.value, addressAt, sizeAt);
      machine.memory.writeU32(casAt, found.cas);
      return Status.Ok;
    },
    proxy_set_shared_data(
      key: number,
      keySize: number,
      value: number,
      valueSize: number,
      cas: number,
    ): number {
      const { memory } = machine;
      return shared.set(memory.text(key, keySize), memory.read(value, valueSize), cas);
    },
    proxy_define_metric(type: number, name: number, nameSize: number, idAt: number): number {
      const id = metrics.define(type, machine.memory.text(name, nameSize));
      if (id === null) return Status.BadArgument;
      machine.memory.writeU32(idAt, id);
      return Status.Ok;
    },
    proxy_increment_metric: (id: number, by: bigint): number => metrics.increment(id, Number(by)),
    proxy_record_metric: (id: number, value: bigint): number =>
      metrics.record(id, Number(BigInt.asUintN(64, value))),
    proxy_get_metric(id: number, valueAt: number): number {
      const read = metrics.read(id);
      if ("status" in read) return read.status;
      machine.memory.writeU64(valueAt, BigInt(read.value));
      return Status.Ok;
    },
    proxy_done: (): number => (machine.context.plugin.done() ? Status.Ok : Status.NotFound),
    proxy_set_effective_context: (id: number): number => (machine.enter(id) ? Status.Ok : Status.BadArgument),
  };
}

/** A path's parts are separated by a zero byte in the ABI, by a dot here. */
function pathOf(machine: Machine, address: number, size: number): string {
  return machine.memory.text(address, size).replaceAll("\0", ".");
}

/** The bytes of a buffer, or null where the guest may not read it now. */
export function bufferOf(machine: Machine, type: number): Buffer | null {
  const { stream, plugin } = machine.context;
  switch (type) {
    case BufferType.HttpRequestBody:
      return stream?.request.body ?? null;
    case BufferType.HttpResponseBody:
      return stream?.response.body ?? null;
    case BufferType.HttpCallResponseBody:
      return plugin.httpReply?.body ?? null;
    case BufferType.VmConfiguration:
      return Buffer.from(machine.settings.vmConfiguration as Uint8Array);
    case BufferType.PluginConfiguration:
      return plugin.isBeingGiven ? plugin.configuration : null;
    case BufferType.RedisCallResponse:
      return plugin.redisReply;
    default:
      return null;
  }
}
