import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test, type TestContext } from "node:test";
import { buildImage, PACKAGE } from "../../dev/image/build.ts";
import { readTarget } from "../../dev/image/target.ts";
import { PROJECT } from "../../dev/stack/binaries.ts";
import { temporaryFolder } from "./support/folder.ts";
import { type Outcome, run } from "./support/run.ts";

const { version } = PACKAGE;

test("an image's name is a host and a repository, and the version unless there is a tag", () => {
  const names = {
    "ghcr.io/me/ai-cache": `ghcr.io/me/ai-cache:${version}`,
    "localhost:5000/ai-cache:edge": "localhost:5000/ai-cache:edge",
    "localhost/ai-cache": `localhost/ai-cache:${version}`,
    "[::1]:5000/a/b_c/ai-cache:v1.2_x-3": "[::1]:5000/a/b_c/ai-cache:v1.2_x-3",
    "Registry.Example.com:443/x--y/ai-cache": `Registry.Example.com:443/x--y/ai-cache:${version}`,
  };
  for (const [IMAGE, reference] of Object.entries(names))
    assert.deepEqual(readTarget({ IMAGE }, version), { module: "ai-cache", reference, insecure: false });
});

test("the module is the repository's, or the one that is named", () => {
  const module = (env: Record<string, string>): string => readTarget(env, version).module;
  assert.equal(module({ IMAGE: "ghcr.io/me/ai-cache" }), "ai-cache");
  assert.equal(module({ IMAGE: "ghcr.io/me/ai-cache-higress:edge" }), "ai-cache-higress");
  assert.equal(module({ IMAGE: "ghcr.io/me/ai-cache", MODULE: "ai-cache-higress" }), "ai-cache-higress");
  assert.equal(module({ IMAGE: "ghcr.io/me/filter", MODULE: "ai-cache" }), "ai-cache");
});

test("what is wrong with a target is said by the variable's name, without passwords", () => {
  const refused = (env: Record<string, string>, message: RegExp): void =>
    assert.throws(() => readTarget(env, version), message);
  const names = [
    "",
    "ai-cache",
    "me/ai-cache",
    "ghcr.io",
    "ghcr.io/",
    "ghcr.io/Me/ai-cache",
    "ghcr.io/ai-cache:",
  ];
  const more = [
    "https://ghcr.io/ai-cache",
    "oci://ghcr.io/ai-cache",
    "ghcr.io/ai cache",
    "ghcr.io//ai-cache",
  ];
  for (const IMAGE of [...names, ...more, `ghcr.io/ai-cache:${"x".repeat(129)}`])
    refused({ IMAGE }, /^Error: IMAGE: expected host\/repository or host\/repository:tag, got ".*"$/);
  refused({ IMAGE: "me:s3cret@ghcr.io/ai-cache" }, /^Error: IMAGE: expected [^"]*, got one with an @$/);
  refused({ IMAGE: "ghcr.io/filter" }, /^Error: MODULE: expected ai-cache or ai-cache-higress, .* "filter"$/);
  refused({ IMAGE: "ghcr.io/ai-cache", MODULE: "x" }, /^Error: MODULE: expected .*, got "x"$/);
  refused(
    { IMAGE: "ghcr.io/ai-cache", INSECURE: "yes" },
    /^Error: INSECURE: expected true or false, got "yes"$/,
  );
});

test("the first of skopeo, crane and oras that is there does it, in its own words", async (t) => {
  const { images, path } = await prepared(t);
  const layout = relative(PROJECT, join(images, "ai-cache"));
  const reference = `localhost:5000/ai-cache:${version}`;
  const words = {
    oras: [`cp --from-oci-layout ${layout}:${version} ${reference}`, "--to-plain-http"],
    crane: [`push ${layout} ${reference}`, "--insecure"],
    skopeo: [`copy --format=oci oci:${layout}:${version} docker://${reference}`, "--dest-tls-verify=false"],
  };
  // Each comes before those that are there already.
  for (const [tool, [usual = "", flag = ""]] of Object.entries(words)) {
    put(path, tool, 'echo "$0 $*"');
    const over = await push(images, path, { IMAGE: "localhost:5000/ai-cache" });
    assert.equal(over.status, 0, over.stderr);
    assert.ok(over.stdout.startsWith(`${join(path, tool)} ${usual}\n`), over.stdout);
    const without = await push(images, path, { IMAGE: "localhost:5000/ai-cache", INSECURE: "true" });
    const [said = ""] = without.stdout.split("\n");
    assert.ok(said.includes(` ${flag} `), said);
    assert.equal(said.replace(` ${flag}`, ""), `${join(path, tool)} ${usual}`);
  }
});

test("without any of them it says what to install, and a failed one is a failure", async (t) => {
  const { images, path } = await prepared(t);
  const none = await push(images, path, { IMAGE: "localhost:5000/ai-cache" });
  assert.deepEqual([none.status, none.stdout], [1, ""]);
  assert.match(none.stderr, /^None of skopeo, crane and oras is on PATH\. Install one of them:\n/);
  put(path, "crane", "exit 3");
  const failed = await push(images, path, { IMAGE: "localhost:5000/ai-cache" });
  assert.deepEqual([failed.status, failed.stdout], [1, ""]);
  assert.equal(failed.stderr, `crane could not push to localhost:5000/ai-cache:${version}\n`);
});

/** A folder with an image, and an empty one for programs. */
async function prepared(t: TestContext): Promise<{ images: string; path: string }> {
  const images = temporaryFolder(t);
  await buildImage("ai-cache", images);
  return { images, path: temporaryFolder(t) };
}

function put(folder: string, name: string, script: string): void {
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** `make push` where nothing but what is in `path` can be found. */
function push(images: string, path: string, env: Record<string, string>): Promise<Outcome> {
  const script = join("dev", "image", "push.ts");
  return run(process.execPath, ["--import", "tsx", script, images], { PATH: path, ...env });
}
