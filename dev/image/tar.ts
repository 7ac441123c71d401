import { buffer } from "node:stream/consumers";
import { pack as newPack } from "tar-stream";

export interface File {
  name: string;
  content: Buffer;
}

/** Of the year 1970 and root's, so that the bytes tell nothing of when and by whom they were packed. */
const FIXED = { mode: 0o644, uid: 0, gid: 0, mtime: new Date(0) };

/** A tar archive of `files`, in their order: the same bytes whenever and wherever it is made. */
export async function tarOf(files: readonly File[]): Promise<Buffer> {
  const pack = newPack();
  for (const { name, content } of files) pack.entry({ ...FIXED, name, size: content.length }, content);
  pack.finalize();
  return buffer(pack);
}
