import { bytesOf } from "../module/modules.ts";
import { spread, type Spread } from "../statistics.ts";
import { LeanHost } from "./host.ts";
import { configuration } from "./payload.ts";
import { type Flavour, USUAL } from "./scenario.ts";

/** What it takes until a module may be used, in milliseconds. */
export interface Start {
  /** V8 compiles the module; a proxy does it once for all workers. */
  compile: Spread;
  /** From the compiled module to an instance with its configuration. */
  configured: Spread;
  /** Bytes of linear memory then. */
  memoryBytes: number;
  moduleBytes: number;
}

const ROUNDS = 31;

export async function measureStart(flavour: Flavour): Promise<Start> {
  const bytes = await bytesOf(flavour);
  const compile: number[] = [];
  const configured: number[] = [];
  let memoryBytes = 0;
  for (let i = 0; i < ROUNDS; i++) {
    const start = performance.now();
    const module = new WebAssembly.Module(bytes);
    const compiled = performance.now();
    const host = new LeanHost(module);
    if (!host.configure(configuration(flavour, USUAL.dimension))) throw new Error(host.logged.join("\n"));
    configured.push(performance.now() - compiled);
    compile.push(compiled - start);
    memoryBytes = host.memory.size;
  }
  return { compile: spread(compile), configured: spread(configured), memoryBytes, moduleBytes: bytes.length };
}
