import type { Call } from "./stopwatch.ts";

/** The linear memory of a guest, as far as the benchmark's host needs it. */
export class GuestMemory {
  private readonly memory: WebAssembly.Memory;
  private readonly malloc: Call;
  private bytes = Buffer.alloc(0);
  private view = new DataView(new ArrayBuffer(0));

  constructor(memory: WebAssembly.Memory, malloc: Call) {
    this.memory = memory;
    this.malloc = malloc;
  }

  /** Bytes. */
  get size(): number {
    return this.memory.buffer.byteLength;
  }

  text(address: number, size: number): string {
    this.refresh();
    return this.bytes.toString("latin1", address, address + size);
  }

  copy(address: number, size: number): Buffer {
    this.refresh();
    return Buffer.from(this.bytes.subarray(address, address + size));
  }

  /** Gives `value` to the guest in memory of its own, as a proxy does. */
  handOver(value: Uint8Array, addressAt: number, sizeAt: number): void {
    const size = value.length;
    const address = size === 0 ? 0 : this.malloc(size) >>> 0;
    this.refresh();
    if (size > 0) this.bytes.set(value, address);
    this.view.setUint32(addressAt, address, true);
    this.view.setUint32(sizeAt, size, true);
  }

  writeU32(address: number, value: number): void {
    this.refresh();
    this.view.setUint32(address, value, true);
  }

  writeU64(address: number, value: bigint): void {
    this.refresh();
    this.view.setBigUint64(address, value, true);
  }

  /** Memory that has grown is another buffer, and the old one is empty. */
  private refresh(): void {
    if (this.bytes.length > 0) return;
    this.bytes = Buffer.from(this.memory.buffer);
    this.view = new DataView(this.memory.buffer);
  }
}
