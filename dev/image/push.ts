import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { SettingsError } from "../stack/services.ts";
import { IMAGES, modulePath, PACKAGE } from "./build.ts";
import { readLayout } from "./layout.ts";
import { hexDigestOf, REF_NAME } from "./oci.ts";
import { readTarget, type Target } from "./target.ts";
import { findTool } from "./tools.ts";

/**
 * `make push`, after `make image`; the argument is the folder that this one was given.
 *
 * | variable | meaning | default |
 * |---|---|---|
 * | IMAGE | `host/repository` or `host/repository:tag` | required; the tag is the version |
 * | MODULE | `ai-cache` or `ai-cache-higress` | the one that the repository is named after |
 * | INSECURE | `true` for a registry without TLS | false |
 */
function push(): void {
  const target = readTarget(process.env, PACKAGE.version);
  const tool = findTool();
  // Relative, because skopeo and oras take a colon for the end of the path.
  const folder = relative(process.cwd(), join(process.argv[2] ?? IMAGES, target.module));
  const manifest = readLayout(folder);
  const tag = manifest.annotations![REF_NAME]!;
  const args = tool.push(folder, tag, target.reference, target.insecure);
  const { status, error } = spawnSync(tool.name, args, { stdio: "inherit" });
  if (error) throw new SettingsError(`${tool.name} did not start: ${error.message}`);
  if (status !== 0) throw new SettingsError(`${tool.name} could not push to ${target.reference}`);
  console.log(summary(target, manifest.digest));
}

/**
 * Which checksum goes where: of an image, Istio, Higress and Envoy Gateway compare that of the manifest, of a file
 * that of the file.
 */
function summary({ module, reference }: Target, digest: string): string {
  return [
    `Pushed ${module} to ${reference}`,
    `  image   sha256: ${digest.replace("sha256:", "")}`,
    `          the manifest's, for url: oci://${reference}`,
    `  module  sha256: ${hexDigestOf(readFileSync(modulePath(module)))}`,
    `          plugin.wasm's, only where the file itself is loaded (url: http://… or file://…)`,
  ].join("\n");
}

try {
  push();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
