import assert from "node:assert/strict";
import { test } from "node:test";
import { type Lock, sbomOf } from "../../dev/image/sbom.ts";

const PACKAGE = { name: "ai-cache", version: "1.2.3", description: "", license: "Apache-2.0" };
const LOCK: Lock = {
  packages: {
    "": { version: "1.2.3", dependencies: { "@a/b": "1.0.0" } },
    "node_modules/@a/b": { version: "1.0.0", license: " MIT", dependencies: { c: "^2.0.0" } },
    "node_modules/c": { version: "2.1.0", integrity: `sha512-${Buffer.from("digest").toString("base64")}` },
    "node_modules/tool": { version: "3.0.0" },
  },
};

interface Bom {
  components: { name: string; version: string; purl: string; licenses?: unknown; hashes?: unknown }[];
  dependencies: { ref: string; dependsOn: string[] }[];
  metadata: { component: { hashes: unknown } };
}

const bom = (): Bom => JSON.parse(sbomOf("ai-cache", Buffer.from("wasm"), PACKAGE, LOCK)) as Bom;

test("the bill of materials has what a module is made of, and no tool", () => {
  const { components } = bom();
  assert.deepEqual(
    components.map(({ name, version, purl }) => [name, version, purl]),
    [
      ["@a/b", "1.0.0", "pkg:npm/%40a/b@1.0.0"],
      ["c", "2.1.0", "pkg:npm/c@2.1.0"],
    ],
  );
  assert.deepEqual(components[0]!.licenses, [{ license: { id: "MIT" } }]);
  assert.deepEqual(components[1]!.hashes, [
    { alg: "SHA-512", content: Buffer.from("digest").toString("hex") },
  ]);
});

test("it says what needs what, and which module it is of", () => {
  const { dependencies, metadata } = bom();
  assert.deepEqual(dependencies, [
    { ref: "ai-cache", dependsOn: ["pkg:npm/%40a/b@1.0.0"] },
    { ref: "pkg:npm/%40a/b@1.0.0", dependsOn: ["pkg:npm/c@2.1.0"] },
    { ref: "pkg:npm/c@2.1.0", dependsOn: [] },
  ]);
  // By `printf wasm | sha256sum`.
  const content = "336154bf67f765f8f75d16a0accee61b5ee5f6a75b2a2905703df913bd550f3e";
  assert.deepEqual(metadata.component.hashes, [{ alg: "SHA-256", content }]);
});

test("a package that is not locked is an error", () => {
  const lock = { packages: { "": { version: "1", dependencies: { gone: "1" } } } };
  assert.throws(() => sbomOf("ai-cache", Buffer.from(""), PACKAGE, lock), /package-lock.json has no gone/);
});
