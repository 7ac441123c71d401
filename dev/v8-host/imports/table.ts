import { Status } from "../abi.ts";
import { OutOfBounds } from "../guest-memory.ts";
import type { Machine } from "../machine.ts";
import { httpImports, redisImports } from "./callouts.ts";
import { stateImports } from "./state.ts";
import { streamImports } from "./streams.ts";
import { wasiImports } from "./wasi.ts";

/** Host functions by name. Numbers are unsigned; 64-bit ones come as they are. */
export type ImportTable = Record<string, (...args: never[]) => number>;

/** The host functions that `module` imports, counted; throws with the name of one that this proxy does not offer. */
export function importsFor(machine: Machine, module: WebAssembly.Module): WebAssembly.Imports {
  const offered: Record<string, ImportTable> = {
    env: { ...stateImports(machine), ...streamImports(machine), ...httpImports(machine) },
    wasi_snapshot_preview1: wasiImports(machine),
  };
  if (machine.settings.flavour === "higress") Object.assign(offered.env!, redisImports(machine));
  const imports: Record<string, Record<string, (...args: (number | bigint)[]) => number>> = {};
  for (const { module: room, name, kind } of WebAssembly.Module.imports(module)) {
    const table = offered[room];
    if (kind !== "function" || !table || !Object.hasOwn(table, name))
      throw new Error(`the module imports ${room}.${name}, which ${machine.settings.flavour} does not offer`);
    (imports[room] ??= {})[name] = counted(machine, name, table[name]!);
  }
  return imports;
}

function counted(
  machine: Machine,
  name: string,
  call: (...args: never[]) => number,
): (...args: (number | bigint)[]) => number {
  return (...args) => {
    machine.tally.onCall(name);
    const unsigned = args.map((arg) => (typeof arg === "number" ? arg >>> 0 : arg));
    try {
      return call(...(unsigned as never[]));
    } catch (error) {
      if (error instanceof OutOfBounds) return Status.InvalidMemoryAccess;
      throw error;
    }
  };
}
