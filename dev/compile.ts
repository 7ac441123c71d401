import { join } from "node:path";
import asc from "assemblyscript/asc";
import { PROJECT } from "./stack/binaries.ts";

/** What a filter needs beside its entry, as asconfig.json has it: the SDK's library, what its abort does, and how it is built. */
export const FILTER = [
  ...["--lib", join(PROJECT, "assembly/host/lib"), "--use", "abort=abort_proc_exit"],
  ...["--transform", "quiet-sdk", "--runtime", join(PROJECT, "assembly/host/lib/rt/index-pooled")],
];

/**
 * Compiles the AssemblyScript file `entry` (a path within the project) with `options`. It may use SIMD.
 * Rejects with what the compiler says.
 */
export async function compile(entry: string, options: string[]): Promise<Uint8Array<ArrayBuffer>> {
  let module: Uint8Array<ArrayBuffer> | null = null;
  let faults = "";
  // Not with the project's own asconfig.json, whose targets name files to write.
  const args = [
    join(PROJECT, entry),
    "--config",
    "none",
    "--enable",
    "simd",
    ...options,
    "--outFile",
    "module.wasm",
  ];
  const { error } = await asc.main(args, {
    writeFile: (name, contents) => {
      if (name === "module.wasm") module = contents as Uint8Array<ArrayBuffer>;
    },
    stderr: { write: (text) => (faults += String(text)) },
  });
  if (error || module === null) throw new Error(`${entry} does not compile: ${faults}`);
  return module;
}
