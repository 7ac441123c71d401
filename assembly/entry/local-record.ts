import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";

/** Until when it may be served, in 64 bits. */
const UNTIL_BYTES: i32 = 8;

/**
 * An entry's record as it is in a slot of the local cache, behind all that tells whose it is.
 * @param owner what the entries of one store have in common
 * @param id of the entry, in hexadecimal
 * @param until when it may be served no more, in milliseconds since 1970
 */
export function writeLocal(owner: Slice, id: Slice, until: i64, record: Slice): Slice {
  const out = new ByteWriter(UNTIL_BYTES + owner.length + id.length + record.length);
  return out.long(until).slice(owner).slice(id).slice(record).finish();
}

/** The record in a slot; null where it is another one, or none. */
export function readLocal(value: Slice, owner: Slice, id: Slice, until: i64): Slice | null {
  const idAt = UNTIL_BYTES + owner.length;
  const recordAt = idAt + id.length;
  if (value.length < recordAt || load<i64>(value.pointer) != until) return null;
  if (!value.slice(UNTIL_BYTES, idAt).equalsSlice(owner)) return null;
  return value.slice(idAt, recordAt).equalsSlice(id) ? value.slice(recordAt) : null;
}
