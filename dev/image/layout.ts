import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Image } from "./image.ts";
import { type Descriptor, type Index, jsonOf, MediaType, REF_NAME } from "./oci.ts";

/**
 * Writes `image`, tagged, as an OCI image layout in `folder`, in place of whatever is there
 * (https://github.com/opencontainers/image-spec/blob/main/image-layout.md).
 */
export function writeLayout(folder: string, image: Image, tag: string): void {
  const blobs = join(folder, "blobs", "sha256");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(blobs, { recursive: true });
  for (const { descriptor, content } of Object.values(image))
    writeFileSync(join(blobs, descriptor.digest.replace("sha256:", "")), content);
  const index: Index = {
    schemaVersion: 2,
    mediaType: MediaType.Index,
    manifests: [{ ...image.manifest.descriptor, annotations: { [REF_NAME]: tag } }],
  };
  writeFileSync(join(folder, "index.json"), jsonOf(index));
  // Last, as it is what makes the folder a layout.
  writeFileSync(join(folder, "oci-layout"), jsonOf({ imageLayoutVersion: "1.0.0" }));
}

/** The descriptor of the manifest in the layout in `folder`. */
export function readLayout(folder: string): Descriptor {
  const index = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as Index;
  return index.manifests[0]!;
}
