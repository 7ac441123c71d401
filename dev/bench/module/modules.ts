import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { PROJECT } from "../../stack/binaries.ts";
import type { Flavour } from "../v8/scenario.ts";

/** The built module, as a path within the project. */
export function fileOf(flavour: Flavour): string {
  return flavour === "envoy" ? "build/ai-cache.wasm" : "build/ai-cache-higress.wasm";
}

export async function bytesOf(flavour: Flavour): Promise<Buffer<ArrayBuffer>> {
  return readFile(join(PROJECT, fileOf(flavour)));
}

/** The built module, compiled once. */
export function moduleOf(flavour: Flavour): Promise<WebAssembly.Module> {
  let module = compiled.get(flavour);
  if (!module) compiled.set(flavour, (module = bytesOf(flavour).then((bytes) => WebAssembly.compile(bytes))));
  return module;
}

const compiled = new Map<Flavour, Promise<WebAssembly.Module>>();
