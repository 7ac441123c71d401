import { libraryFiles } from "assemblyscript/asc";
import { compile, FILTER } from "../../compile.ts";

/** What the counting build of a module says about itself, in exports of its own. */
export interface Counters {
  /** Objects made since the start. */
  bench_allocations(): number;
  /** Their bytes, headers left out. */
  bench_allocated(): number;
  /** Bytes moved by `memory.copy`, and between UTF-8 and UTF-16, since the start. */
  bench_copied(): number;
  /** Bytes of the objects that the collector has not freed. */
  bench_in_use(): number;
}

type Patch = [file: string, at: string, added: string];

/** Lines that are put behind a line of AssemblyScript's own library, and do nothing but count. */
const PATCHES: Patch[] = [
  [
    "rt/itcms",
    "let total: usize = 0;",
    `
export namespace bench {
  export let allocations: u32 = 0;
  export let allocated: u32 = 0;
  export function inUse(): u32 { return <u32>total; }
}`,
  ],
  [
    "rt/itcms",
    "export function __new(size: usize, id: i32): usize {",
    "\n  bench.allocations++;\n  bench.allocated += <u32>size;",
  ],
  [
    "util/memory",
    "export function memmove(dest: usize, src: usize, n: usize): void { // see: musl/src/string/memmove.c",
    "\n  copied += <u32>n;",
  ],
  [
    "string",
    "export function encodeUnsafe(str: usize, len: i32, buf: usize, nullTerminated: bool = false, errorMode: ErrorMode = ErrorMode.WTF8): usize {",
    "\n      moved(len);",
  ],
  [
    "string",
    "export function decodeUnsafe(buf: usize, len: usize, nullTerminated: bool = false): String {",
    "\n      moved(<i32>len);",
  ],
];

/**
 * Builds `entry` so that it counts what it allocates and copies. Without bulk memory instructions copies go
 * through the library's own `memmove`, which is where they are counted; and without optimisation, as neither the
 * number nor the size of the objects depends on it.
 */
export async function compileCounting(entry: string): Promise<Uint8Array<ArrayBuffer>> {
  const kept = { ...libraryFiles };
  try {
    for (const patch of PATCHES) apply(patch);
    libraryFiles["util/memory"] +=
      "\nexport let copied: u32 = 0;\nexport function moved(n: i32): void { copied += <u32>n; }\n";
    libraryFiles["string"] = `import { moved } from "./util/memory";\n${libraryFiles["string"]}`;
    return await compile(entry, [...FILTER, "--disable", "bulk-memory"]);
  } finally {
    Object.assign(libraryFiles, kept);
  }
}

function apply([file, at, added]: Patch): void {
  const text = libraryFiles[file];
  if (!text?.includes(at)) throw new Error(`AssemblyScript's ${file} has no line "${at}" any more`);
  libraryFiles[file] = text.replace(at, at + added);
}
