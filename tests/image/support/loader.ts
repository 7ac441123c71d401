import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { gunzipSync } from "node:zlib";
import { extract } from "tar-stream";
import { type Config, type Descriptor, digestOf, type Manifest, MediaType } from "../../../dev/image/oci.ts";

/** Brings the content of `descriptor`, from wherever the image is. */
export type Fetch = (descriptor: Descriptor) => Promise<Buffer>;

export interface Entry {
  name: string;
  mode: number | undefined;
  owner: (number | string | undefined)[];
  mtime: number | undefined;
  content: Buffer;
}

export interface Loaded {
  manifest: Manifest;
  config: Config;
  layer: Buffer;
  entries: Entry[];
}

/** Loads an image as a gateway does, and believes nothing: every size, digest and media type is looked at. */
export async function loadImage(descriptor: Descriptor, fetch: Fetch): Promise<Loaded> {
  const bring = async (of: Descriptor): Promise<Buffer> => {
    const content = await fetch(of);
    assert.deepEqual([digestOf(content), content.length], [of.digest, of.size]);
    return content;
  };
  const manifest = JSON.parse((await bring(descriptor)).toString()) as Manifest;
  assert.deepEqual([descriptor.mediaType, manifest.mediaType], [MediaType.Manifest, MediaType.Manifest]);
  assert.equal(manifest.schemaVersion, 2);
  assert.equal(manifest.config.mediaType, MediaType.Config);
  assert.deepEqual(
    manifest.layers.map(({ mediaType }) => mediaType),
    ["application/vnd.oci.image.layer.v1.tar+gzip"],
  );
  const config = JSON.parse((await bring(manifest.config)).toString()) as Config;
  const layer = await bring(manifest.layers[0]!);
  const tar = gunzipSync(layer);
  assert.deepEqual(config.rootfs, { type: "layers", diff_ids: [digestOf(tar)] });
  return { manifest, config, layer, entries: await entriesOf(tar) };
}

/** The content of the entry of this name. */
export function contentOf({ entries }: Loaded, name: string): Buffer {
  const entry = entries.find((each) => each.name === name);
  assert.ok(entry, `${name} is not in the image`);
  return entry.content;
}

async function entriesOf(tar: Buffer): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of Readable.from([tar]).pipe(extract())) {
    const { name, mode, uid, gid, uname, gname, mtime } = entry.header;
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    const owner = [uid, gid, uname, gname];
    entries.push({ name, mode, owner, mtime: mtime?.getTime(), content: Buffer.concat(chunks) });
  }
  return entries;
}
