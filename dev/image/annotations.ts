import { abiVersion } from "../v8-host/abi.ts";
import { GATEWAYS, type ModuleName } from "./modules.ts";
import type { Annotations } from "./oci.ts";

/** What package.json says of the project, as far as an image tells it. */
export interface Package {
  version: string;
  description: string;
  license: string;
}

/**
 * What an image says of itself, in its manifest and as labels
 * (https://github.com/opencontainers/image-spec/blob/main/annotations.md). No time: it would change the digest. The
 * variant is what tools for WebAssembly in containers look for
 * (https://github.com/solo-io/wasm/blob/master/spec/spec-compat.md).
 */
export async function annotationsOf(name: ModuleName, wasm: Buffer, of: Package): Promise<Annotations> {
  const module = await WebAssembly.compile(new Uint8Array(wasm));
  return {
    "org.opencontainers.image.title": name,
    "org.opencontainers.image.description": of.description,
    "org.opencontainers.image.version": of.version,
    "org.opencontainers.image.licenses": of.license,
    "module.wasm.image/variant": "compat",
    "ai-cache.abi": abiVersion(WebAssembly.Module.exports(module).map(({ name }) => name)),
    "ai-cache.gateways": GATEWAYS[name],
  };
}
