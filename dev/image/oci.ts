import { createHash } from "node:crypto";

/** https://github.com/opencontainers/image-spec/blob/main/media-types.md */
export const MediaType = {
  Index: "application/vnd.oci.image.index.v1+json",
  Manifest: "application/vnd.oci.image.manifest.v1+json",
  Config: "application/vnd.oci.image.config.v1+json",
  Layer: "application/vnd.oci.image.layer.v1.tar+gzip",
} as const;

/** In an index: the tag of an image. */
export const REF_NAME = "org.opencontainers.image.ref.name";

export type Annotations = Record<string, string>;

/** https://github.com/opencontainers/image-spec/blob/main/descriptor.md */
export interface Descriptor {
  mediaType: string;
  digest: string;
  size: number;
  annotations?: Annotations;
}

/** https://github.com/opencontainers/image-spec/blob/main/image-index.md */
export interface Index {
  schemaVersion: 2;
  mediaType: string;
  manifests: Descriptor[];
}

/** https://github.com/opencontainers/image-spec/blob/main/manifest.md */
export interface Manifest {
  schemaVersion: 2;
  mediaType: string;
  config: Descriptor;
  layers: Descriptor[];
  annotations: Annotations;
}

/** https://github.com/opencontainers/image-spec/blob/main/config.md */
export interface Config {
  architecture: string;
  os: string;
  config: { Labels: Annotations };
  rootfs: { type: "layers"; diff_ids: string[] };
}

/** Content and its descriptor. */
export interface Blob {
  descriptor: Descriptor;
  content: Buffer;
}

export function blobOf(mediaType: string, content: Buffer): Blob {
  return { descriptor: { mediaType, digest: digestOf(content), size: content.length }, content };
}

export function digestOf(content: Buffer): string {
  return `sha256:${hexDigestOf(content)}`;
}

export function hexDigestOf(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

export function jsonOf(value: Index | Manifest | Config | object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
