import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../stack/binaries.ts";
import { SettingsError } from "../stack/services.ts";
import { annotationsOf, type Package } from "./annotations.ts";
import { type Image, imageOf } from "./image.ts";
import { writeLayout } from "./layout.ts";
import type { ModuleName } from "./modules.ts";
import { type Lock, sbomOf } from "./sbom.ts";
import { specOf } from "./spec.ts";

export const PACKAGE = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8")) as Package;

const LOCK = JSON.parse(readFileSync(join(PROJECT, "package-lock.json"), "utf8")) as Lock;

/** Where the images go unless told otherwise: a folder each. */
export const IMAGES = join(PROJECT, "build", "image");

/** What else is in the image, beside the module. */
const DEPLOY = join(PROJECT, "deploy", "image");

/** Makes the image of a built module and writes it to the folder of its name in `out`. */
export async function buildImage(name: ModuleName, out: string): Promise<Image> {
  const path = modulePath(name);
  if (!existsSync(path)) throw new SettingsError(`${path} is not there: run \`make build\``);
  const wasm = readFileSync(path);
  const files = [
    { name: "plugin.wasm", content: wasm },
    { name: "spec.yaml", content: Buffer.from(specOf(deployed("spec.yaml"), PACKAGE.version)) },
    { name: "sbom.cdx.json", content: Buffer.from(sbomOf(name, wasm, PACKAGE, LOCK)) },
    { name: "README.md", content: Buffer.from(deployed("README.md")) },
  ];
  const image = await imageOf(files, await annotationsOf(name, wasm, PACKAGE));
  writeLayout(join(out, name), image, PACKAGE.version);
  return image;
}

/** Where `make build` puts a module. */
export function modulePath(name: ModuleName): string {
  return join(PROJECT, "build", `${name}.wasm`);
}

function deployed(name: string): string {
  return readFileSync(join(DEPLOY, name), "utf8");
}
