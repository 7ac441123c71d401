import { gzipOf } from "./gzip.ts";
import {
  type Annotations,
  type Blob,
  blobOf,
  type Config,
  digestOf,
  jsonOf,
  type Manifest,
  MediaType,
} from "./oci.ts";
import { type File, tarOf } from "./tar.ts";

/** An image: what a registry holds of it. */
export interface Image {
  manifest: Blob;
  config: Blob;
  layer: Blob;
}

/**
 * The one form that Istio, Higress and Envoy Gateway all load: a single manifest, a complete configuration, and one
 * layer with `files`, of which `plugin.wasm` is the first.
 */
export async function imageOf(files: readonly File[], annotations: Annotations): Promise<Image> {
  const tar = await tarOf(files);
  const layer = blobOf(MediaType.Layer, gzipOf(tar));
  const config = blobOf(MediaType.Config, jsonOf(configOf(tar, annotations)));
  const manifest: Manifest = {
    schemaVersion: 2,
    mediaType: MediaType.Manifest,
    config: config.descriptor,
    layers: [layer.descriptor],
    annotations,
  };
  return { manifest: blobOf(MediaType.Manifest, jsonOf(manifest)), config, layer };
}

/** For WebAssembly, on any processor; `linux`, because Docker and Podman pull no other here. */
function configOf(tar: Buffer, annotations: Annotations): Config {
  return {
    architecture: "wasm",
    os: "linux",
    config: { Labels: annotations },
    rootfs: { type: "layers", diff_ids: [digestOf(tar)] },
  };
}
