import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Descriptor, Index } from "../../../dev/image/oci.ts";

/** A folder that goes with the test. */
export function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "ai-cache-image-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The files under `folder` with their content, in order of their names. */
export function filesIn(folder: string): [string, Buffer][] {
  const paths = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const files = paths.filter((path) => statSync(join(folder, path)).isFile());
  return files.map((path) => [path, readFileSync(join(folder, path))]);
}

export function indexIn(layout: string): Index {
  return JSON.parse(readFileSync(join(layout, "index.json"), "utf8")) as Index;
}

/** Fetches from a layout. */
export function fromLayout(layout: string): (descriptor: Descriptor) => Promise<Buffer> {
  return async ({ digest }) => readFileSync(join(layout, "blobs", ...digest.split(":")));
}
