import type { Bytes } from "./bytes.ts";
import { bytesOf } from "./bytes.ts";
import type { Tally } from "./tally.ts";

/** The guest named memory that it does not have. */
export class OutOfBounds extends Error {}

type Allocate = (size: number) => number;

/** The linear memory of the guest, and what is counted about it. */
export class GuestMemory {
  private readonly memory: WebAssembly.Memory;
  private readonly allocate: Allocate;
  private readonly tally: Tally;

  /** The guest allocates what is handed over: by `malloc`, else by `proxy_on_memory_allocate`. */
  constructor(exports: WebAssembly.Exports, tally: Tally) {
    const { memory, malloc, proxy_on_memory_allocate: other } = exports;
    if (!(memory instanceof WebAssembly.Memory)) throw new Error("the module exports no memory");
    const allocate = malloc ?? other;
    if (typeof allocate !== "function") throw new Error("the module exports no malloc");
    this.memory = memory;
    this.allocate = allocate as Allocate;
    this.tally = tally;
  }

  /** Bytes. */
  get size(): number {
    return this.memory.buffer.byteLength;
  }

  /** A copy of what the guest hands to a host call. */
  read(address: number, size: number): Buffer {
    this.check(address, size);
    this.tally.onRead(size);
    return Buffer.from(Buffer.from(this.memory.buffer, address, size));
  }

  text(address: number, size: number): string {
    return this.read(address, size).toString();
  }

  writeU32(address: number, value: number): void {
    this.view(address, 4).setUint32(0, value, true);
  }

  readU32(address: number): number {
    return this.view(address, 4).getUint32(0, true);
  }

  writeU64(address: number, value: bigint): void {
    this.view(address, 8).setBigUint64(0, value, true);
  }

  write(address: number, bytes: Uint8Array): void {
    this.check(address, bytes.length);
    new Uint8Array(this.memory.buffer).set(bytes, address);
  }

  /** Gives `value` to the guest in memory of its own; its address and size are written where it asked for them. */
  handOver(value: Bytes, addressAt: number, sizeAt: number): void {
    const bytes = bytesOf(value);
    let address = 0;
    if (bytes.length > 0) {
      address = this.allocate(bytes.length) >>> 0;
      this.write(address, bytes);
      this.tally.onHandOver(bytes.length);
    }
    this.writeU32(addressAt, address);
    this.writeU32(sizeAt, bytes.length);
  }

  private view(address: number, size: number): DataView {
    this.check(address, size);
    return new DataView(this.memory.buffer, address, size);
  }

  private check(address: number, size: number): void {
    if (address + size > this.size) throw new OutOfBounds(`${size} bytes at ${address} of ${this.size}`);
  }
}
