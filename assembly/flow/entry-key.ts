import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";

/** The Redis key of the entry `id`. */
export function entryKey(prefix: string, id: Slice): Slice {
  return new ByteWriter(prefix.length + id.length).text(prefix).slice(id).finish();
}
