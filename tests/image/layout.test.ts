import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";
import { annotationsOf } from "../../dev/image/annotations.ts";
import { buildImage, modulePath, PACKAGE } from "../../dev/image/build.ts";
import { gzipOf } from "../../dev/image/gzip.ts";
import { MODULES } from "../../dev/image/modules.ts";
import { filesIn, fromLayout, indexIn, temporaryFolder } from "./support/folder.ts";
import { contentOf, loadImage } from "./support/loader.ts";
import { run } from "./support/run.ts";

for (const module of MODULES) {
  test(`the layout holds one image and nothing else (${module})`, async (t) => {
    const layout = join(temporaryFolder(t), module);
    // Of an older image nothing may remain.
    mkdirSync(join(layout, "blobs", "sha256"), { recursive: true });
    writeFileSync(join(layout, "blobs", "sha256", "old"), "");
    const built = await buildImage(module, join(layout, ".."));
    const index = indexIn(layout);
    assert.deepEqual([index.schemaVersion, index.manifests.length], [2, 1]);
    assert.equal(index.mediaType, "application/vnd.oci.image.index.v1+json");
    const [descriptor] = index.manifests;
    assert.equal(descriptor!.digest, built.manifest.descriptor.digest);
    assert.deepEqual(descriptor!.annotations, { "org.opencontainers.image.ref.name": PACKAGE.version });
    const { manifest } = await loadImage(descriptor!, fromLayout(layout));
    const blobs = [descriptor!, manifest.config, ...manifest.layers].map(({ digest }) =>
      digest.replace(":", "/"),
    );
    assert.deepEqual(
      filesIn(layout).map(([path]) => path),
      [...blobs.map((blob) => `blobs/${blob}`), "index.json", "oci-layout"].sort(),
    );
    assert.equal(readFileSync(join(layout, "oci-layout"), "utf8"), '{"imageLayoutVersion":"1.0.0"}');
  });

  test(`its layer holds the module first, then its description (${module})`, async (t) => {
    const folder = temporaryFolder(t);
    await buildImage(module, folder);
    const layout = join(folder, module);
    const image = await loadImage(indexIn(layout).manifests[0]!, fromLayout(layout));
    assert.deepEqual(
      image.entries.map(({ name }) => name),
      ["plugin.wasm", "spec.yaml", "sbom.cdx.json", "README.md"],
    );
    for (const { mode, owner, mtime } of image.entries)
      assert.deepEqual([mode, owner, mtime], [0o644, [0, 0, "", ""], 0]);
    assert.ok(contentOf(image, "plugin.wasm").equals(readFileSync(modulePath(module))));
    const spec = parse(contentOf(image, "spec.yaml").toString()) as { info: Record<string, unknown> };
    assert.deepEqual([spec.info.name, spec.info.version], ["ai-cache", PACKAGE.version]);
    assert.match(contentOf(image, "README.md").toString(), /^# AI cache\n/);
  });

  test(`its configuration is complete, and it says what it is (${module})`, async (t) => {
    const folder = temporaryFolder(t);
    await buildImage(module, folder);
    const layout = join(folder, module);
    const { manifest, config } = await loadImage(indexIn(layout).manifests[0]!, fromLayout(layout));
    assert.deepEqual([config.architecture, config.os], ["wasm", "linux"]);
    assert.deepEqual(config.config.Labels, manifest.annotations);
    assert.deepEqual(manifest.annotations, {
      "org.opencontainers.image.title": module,
      "org.opencontainers.image.description": PACKAGE.description,
      "org.opencontainers.image.version": PACKAGE.version,
      "org.opencontainers.image.licenses": "Apache-2.0",
      "module.wasm.image/variant": "compat",
      "ai-cache.abi": module === "ai-cache" ? "0.2.1" : "0.2.100",
      "ai-cache.gateways": module === "ai-cache" ? "Envoy, Istio, Envoy Gateway" : "Higress",
    });
  });
}

test("the images are the same bytes, whenever and wherever they are made", async (t) => {
  const [first, second] = [temporaryFolder(t), temporaryFolder(t)];
  const main = join("dev", "image", "main.ts");
  const here = await run(process.execPath, ["--import", "tsx", main, first], { TZ: "UTC" });
  const later = `./${join("tests", "image", "support", "later.ts")}`;
  const elsewhere = { TZ: "Asia/Shanghai", LANG: "de_DE.UTF-8", SOURCE_DATE_EPOCH: "1" };
  const there = await run(process.execPath, ["--import", "tsx", "--import", later, main, second], elsewhere);
  assert.deepEqual([here.status, there.status], [0, 0], here.stderr + there.stderr);
  assert.equal(filesIn(first).length, 5 * MODULES.length);
  assert.deepEqual(filesIn(first), filesIn(second));
});

test("gzip's form tells nothing of the machine, and any reader understands it", () => {
  for (const length of [0, 1, 0xfffe, 0xffff, 0x10000, 200_000]) {
    const data = Buffer.alloc(length, "wasm");
    const zipped = gzipOf(data);
    assert.deepEqual([...zipped.subarray(0, 10)], [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
    assert.ok(gunzipSync(zipped).equals(data), `${length} bytes`);
    // A header, five bytes for each block, a trailer: stored, not compressed.
    assert.equal(zipped.length, 10 + 5 * Math.max(1, Math.ceil(length / 0xffff)) + length + 8);
  }
});

test("what is no module of Proxy-Wasm becomes no image", async () => {
  await assert.rejects(
    annotationsOf("ai-cache", Buffer.from("no module"), PACKAGE),
    WebAssembly.CompileError,
  );
  const empty = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  await assert.rejects(annotationsOf("ai-cache", empty, PACKAGE), /names no version of the ABI/);
});
