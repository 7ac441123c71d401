import type { Machine } from "../machine.ts";
import type { ImportTable } from "./table.ts";

// https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md

const SUCCESS = 0;
const BAD_FILE = 8;
const NOT_SUPPORTED = 58;
const NANOSECONDS = 1_000_000n;
const STDOUT = 1;
const STDERR = 2;
const IOVEC_SIZE = 8;

/** The part of WASI that proxies offer, by the virtual clock. */
export function wasiImports(machine: Machine): ImportTable {
  return {
    proc_exit: (code: number): number => machine.exit(code),
    clock_time_get(clockId: number, _precision: bigint, at: number): number {
      if (clockId > 1) return NOT_SUPPORTED;
      machine.memory.writeU64(at, BigInt(Math.floor(machine.clock.now)) * NANOSECONDS);
      return SUCCESS;
    },
    random_get(address: number, size: number): number {
      // The same numbers in each run.
      machine.memory.write(
        address,
        Buffer.from(Array.from({ length: size }, (_, i) => (i * 167 + 13) & 0xff)),
      );
      return SUCCESS;
    },
    fd_write(file: number, iovecs: number, count: number, writtenAt: number): number {
      if (file !== STDOUT && file !== STDERR) return BAD_FILE;
      const { memory, log } = machine;
      let text = "";
      for (let at = iovecs; at < iovecs + count * IOVEC_SIZE; at += IOVEC_SIZE)
        text += memory.text(memory.readU32(at), memory.readU32(at + 4));
      if (text !== "") log.write(file === STDOUT ? "info" : "error", text.replace(/\n$/, ""));
      memory.writeU32(writtenAt, Buffer.byteLength(text));
      return SUCCESS;
    },
    environ_get: (): number => SUCCESS,
    environ_sizes_get: (countAt: number, sizeAt: number): number => zeros(machine, countAt, sizeAt),
    args_get: (): number => SUCCESS,
    args_sizes_get: (countAt: number, sizeAt: number): number => zeros(machine, countAt, sizeAt),
  };
}

function zeros(machine: Machine, ...addresses: number[]): number {
  for (const address of addresses) machine.memory.writeU32(address, 0);
  return SUCCESS;
}
