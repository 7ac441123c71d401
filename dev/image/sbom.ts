import { createHash } from "node:crypto";
import type { Package } from "./annotations.ts";

/** A package in package-lock.json, as far as it is told of. */
interface Locked {
  version: string;
  integrity?: string;
  license?: string;
  dependencies?: Record<string, string>;
}

/** package-lock.json, version 3: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
export interface Lock {
  packages: Record<string, Locked>;
}

/**
 * What a module was made of, as CycloneDX 1.6 JSON (https://cyclonedx.org/docs/1.6/json): the packages whose code is in it or
 * made it, with those that they need in turn. What tests and tools use is none of it. It says the same for the same module.
 */
export function sbomOf(name: string, wasm: Uint8Array, of: Package, lock: Lock): string {
  const component = {
    type: "application",
    "bom-ref": name,
    name,
    version: of.version,
    licenses: [{ license: { id: of.license } }],
    hashes: [{ alg: "SHA-256", content: createHash("sha256").update(wasm).digest("hex") }],
  };
  const names = needed(lock);
  const components = names.map((name) => componentOf(name, lock));
  const dependencies = [
    { ref: name, dependsOn: Object.keys(lock.packages[""]?.dependencies ?? {}).map((to) => ref(to, lock)) },
    ...names.map((from) => ({
      ref: ref(from, lock),
      dependsOn: Object.keys(locked(from, lock).dependencies ?? {}).map((to) => ref(to, lock)),
    })),
  ];
  const bom = { bomFormat: "CycloneDX", specVersion: "1.6", version: 1, metadata: { component } };
  return `${JSON.stringify({ ...bom, components, dependencies }, null, 2)}\n`;
}

/** The names of all packages that the project's `dependencies` lead to. */
function needed(lock: Lock): string[] {
  const names = new Set(Object.keys(lock.packages[""]?.dependencies ?? {}));
  for (const name of names)
    for (const next of Object.keys(locked(name, lock).dependencies ?? {})) names.add(next);
  return [...names].sort();
}

function componentOf(name: string, lock: Lock): object {
  const { version, integrity, license } = locked(name, lock);
  const [algorithm, digest] = integrity?.split("-") ?? [];
  const content = digest && Buffer.from(digest, "base64").toString("hex");
  return {
    type: "library",
    "bom-ref": ref(name, lock),
    name,
    version,
    purl: ref(name, lock),
    ...(license && { licenses: [{ license: { id: license.trim() } }] }),
    ...(algorithm === "sha512" && { hashes: [{ alg: "SHA-512", content }] }),
  };
}

/** The package's URL (https://github.com/package-url/purl-spec). */
function ref(name: string, lock: Lock): string {
  return `pkg:npm/${name.replace("@", "%40")}@${locked(name, lock).version}`;
}

function locked(name: string, lock: Lock): Locked {
  const found = lock.packages[`node_modules/${name}`];
  if (!found) throw new Error(`package-lock.json has no ${name}`);
  return found;
}
