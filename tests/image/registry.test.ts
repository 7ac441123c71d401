import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { modulePath, PACKAGE } from "../../dev/image/build.ts";
import { readLayout } from "../../dev/image/layout.ts";
import { MODULES } from "../../dev/image/modules.ts";
import { type Descriptor, digestOf, hexDigestOf } from "../../dev/image/oci.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { fromLayout, indexIn, temporaryFolder } from "./support/folder.ts";
import { contentOf, loadImage } from "./support/loader.ts";
import { startRegistry, whyNoRegistry } from "./support/registry.ts";
import { run } from "./support/run.ts";

const skip = whyNoRegistry();

for (const module of MODULES) {
  test(`what make push brings to a registry is what a gateway fetches (${module})`, { skip }, async (t) => {
    const folder = temporaryFolder(t);
    const registry = await startRegistry(t, folder);
    const repository = `plugins/${module}`;
    const pushed = await run("make", ["push", `IMAGE=${registry}/${repository}`, "INSECURE=true"]);
    assert.equal(pushed.status, 0, pushed.stderr);
    const { digest } = readLayout(join(PROJECT, "build", "image", module));
    const wasm = readFileSync(modulePath(module));
    const reference = `${registry}/${repository}:${PACKAGE.version}`;
    assert.match(pushed.stdout, new RegExp(`Pushed ${module} to ${reference}\n`));
    // Which checksum is which: an image's is its manifest's.
    assert.match(pushed.stdout, new RegExp(`image +sha256: ${digest.slice("sha256:".length)}\n`));
    assert.match(pushed.stdout, new RegExp(`module +sha256: ${hexDigestOf(wasm)}\n`));

    await t.test("over plain HTTP, by tag and by digest", async () => {
      const byTag = await getManifest(registry, repository, PACKAGE.version);
      assert.deepEqual(await getManifest(registry, repository, digest), byTag);
      assert.equal(byTag.digest, digest);
      const image = await loadImage(byTag, (of) => getContent(registry, repository, of));
      assert.equal(image.entries[0]!.name, "plugin.wasm");
      assert.equal(digestOf(contentOf(image, "plugin.wasm")), digestOf(wasm));
    });

    await t.test("with skopeo, into a layout of its own", async () => {
      const raw = await run("skopeo", ["inspect", "--raw", "--tls-verify=false", `docker://${reference}`]);
      assert.equal(digestOf(Buffer.from(raw.stdout)), digest);
      const pulled = join(folder, "pulled");
      const args = ["copy", "--src-tls-verify=false", `docker://${reference}`, `oci:${pulled}:pulled`];
      const copied = await run("skopeo", args);
      assert.equal(copied.status, 0, copied.stderr);
      const [descriptor] = indexIn(pulled).manifests;
      assert.equal(descriptor!.digest, digest);
      const image = await loadImage(descriptor!, fromLayout(pulled));
      assert.ok(contentOf(image, "plugin.wasm").equals(wasm));
    });
  });
}

test(
  "a tag and a module may be asked for, and a registry that is not there is told of",
  { skip },
  async (t) => {
    const registry = await startRegistry(t, temporaryFolder(t));
    const args = [`IMAGE=${registry}/filter:edge`, "MODULE=ai-cache-higress"];
    const pushed = await run("make", ["push", ...args, "INSECURE=true"]);
    assert.equal(pushed.status, 0, pushed.stderr);
    const { digest } = readLayout(join(PROJECT, "build", "image", "ai-cache-higress"));
    assert.equal((await getManifest(registry, "filter", "edge")).digest, digest);
    const failed = await run("make", ["push", "IMAGE=127.0.0.1:1/ai-cache", "INSECURE=true"]);
    assert.notEqual(failed.status, 0);
    assert.match(failed.stderr, /skopeo could not push to 127\.0\.0\.1:1\/ai-cache:/);
    assert.doesNotMatch(failed.stdout, /Pushed/);
  },
);

test("make push without an IMAGE says what it expected", async () => {
  const { status, stderr } = await run("make", ["push"]);
  assert.notEqual(status, 0);
  assert.match(stderr, /^IMAGE: expected host\/repository or host\/repository:tag, got ""$/m);
});

/** As https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests has it. */
async function getManifest(registry: string, repository: string, reference: string): Promise<Descriptor> {
  const response = await fetch(`http://${registry}/v2/${repository}/manifests/${reference}`, {
    headers: { accept: "application/vnd.oci.image.manifest.v1+json" },
  });
  assert.equal(response.status, 200);
  const content = Buffer.from(await response.arrayBuffer());
  const digest = response.headers.get("docker-content-digest")!;
  assert.equal(digest, digestOf(content));
  return { mediaType: response.headers.get("content-type")!, digest, size: content.length };
}

async function getContent(
  registry: string,
  repository: string,
  { digest, mediaType }: Descriptor,
): Promise<Buffer> {
  const kind = mediaType.includes(".manifest.") ? "manifests" : "blobs";
  const url = `http://${registry}/v2/${repository}/${kind}/${digest}`;
  const response = await fetch(url, { headers: { accept: mediaType } });
  assert.equal(response.status, 200);
  return Buffer.from(await response.arrayBuffer());
}
