import { join } from "node:path";
import type { TestContext } from "node:test";
import asc from "assemblyscript/asc";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { V8Host } from "../../../dev/v8-host/host.ts";
import type { HostOptions } from "../../../dev/v8-host/options.ts";

type Abi = "0.2.1" | "0.2.100";

const compiled = new Map<Abi, Promise<Uint8Array>>();

/**
 * A host with the puppet in it: a guest that does what its configuration says, and logs what came of it. Higress,
 * so that it may import everything; the test fails if the host saw a violation.
 */
export async function puppetHost(
  t: TestContext,
  { abi = "0.2.1", ...options }: HostOptions & { abi?: Abi } = {},
): Promise<V8Host> {
  const host = await V8Host.of(await puppet(abi), { flavour: "higress", ...options });
  t.after(() => host.check());
  return host;
}

/** What the puppet has logged since it was last asked. */
export function heard(host: V8Host): string[] {
  return host.log.all.splice(0).map(({ text }) => text);
}

/** The puppet's module. */
export function puppet(abi: Abi): Promise<Uint8Array> {
  let module = compiled.get(abi);
  if (!module) compiled.set(abi, (module = compile(`abi-${abi}.ts`)));
  return module;
}

async function compile(entry: string): Promise<Uint8Array> {
  let module: Uint8Array | null = null;
  let faults = "";
  const library = join(PROJECT, "assembly/host/lib");
  const path = join(PROJECT, "tests/v8-host/puppet", entry);
  // Not with the project's own asconfig.json, but as the SDK needs it.
  const options = [
    "--config",
    "none",
    "--lib",
    library,
    "--use",
    "abort=abort_proc_exit",
    "--runtime",
    "minimal",
  ];
  const { error } = await asc.main([path, ...options, "--outFile", "puppet.wasm"], {
    writeFile: (name, contents) => {
      if (name === "puppet.wasm") module = contents as Uint8Array;
    },
    stderr: { write: (text) => (faults += String(text)) },
  });
  if (error || module === null) throw new Error(`the puppet does not compile: ${faults}`);
  return module;
}
