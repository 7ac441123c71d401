import { compile } from "../compile.ts";

/** One bit for each guard. */
export const ALL_GUARDS = 255;

interface Guest {
  memory: WebAssembly.Memory;
  reserve(size: number): number;
  refusal(first: number, mask: number): number;
}

/** The module's guards, compiled alone, so that pairs of texts can be judged without a gateway. */
export class Guards {
  readonly #guest: Guest;

  private constructor(guest: Guest) {
    this.#guest = guest;
  }

  /** Compiles them, as fast as they are in the module. */
  static async load(): Promise<Guards> {
    const abort = (_message: number, _file: number, line: number, column: number): never => {
      throw new Error(`the guards have trapped at ${line}:${column}`);
    };
    const module = new WebAssembly.Module(await compile("dev/guards/guest.ts", ["-O3"]));
    const { exports } = await WebAssembly.instantiate(module, { env: { abort } });
    return new Guards(exports as unknown as Guest);
  }

  /** Name of the guard that refuses to take one text for the other; empty where none does. */
  refusal(a: string, b: string, mask = ALL_GUARDS): string {
    const [first, second] = [Buffer.from(a), Buffer.from(b)];
    const address = this.#guest.reserve(first.length + second.length);
    new Uint8Array(this.#guest.memory.buffer).set(Buffer.concat([first, second]), address);
    return this.#text(this.#guest.refusal(first.length, mask));
  }

  /** A string of AssemblyScript: UTF-16, after its length in bytes. */
  #text(address: number): string {
    const memory = Buffer.from(this.#guest.memory.buffer);
    return memory.toString("utf16le", address, address + memory.readUInt32LE(address - 4));
  }
}
