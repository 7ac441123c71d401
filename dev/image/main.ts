import { join, relative } from "node:path";
import { buildImage, IMAGES, PACKAGE } from "./build.ts";
import { MODULES } from "./modules.ts";

/** `make image`: an OCI image layout of each module, in build/image or in the folder that is the argument. */
const out = process.argv[2] ?? IMAGES;
for (const name of MODULES) {
  const { manifest, layer } = await buildImage(name, out);
  const folder = relative(process.cwd(), join(out, name));
  console.log(`${folder}  ${PACKAGE.version}  ${manifest.descriptor.digest}  ${layer.descriptor.size} bytes`);
}
