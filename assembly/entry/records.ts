import { ByteWriter } from "../bytes/byte-writer";
import { toHex } from "../bytes/hex";
import { hmacSha256 } from "../bytes/hmac";
import { isSameDigest } from "../bytes/same-secret";
import { Slice } from "../bytes/slice";
import { Entry } from "./entry";

/** Hexadecimal digits of an HMAC. */
const SIGNATURE: i32 = 64;

/**
 * Entries as they are stored. With a key each record begins with the HMAC-SHA-256 of its entry's id and the rest, in
 * hexadecimal: who can write to the store, but has no key, can neither make nor change one, nor put it under another id.
 */
export class Records {
  /** @param keys the first signs; a signature of any is taken. Without a key nothing is signed. */
  constructor(private readonly keys: Slice[]) {}

  /** @param id of the entry, in hexadecimal */
  write(id: Slice, entry: Entry): Slice {
    const record = entry.write();
    if (this.keys.length == 0) return record;
    const out = new ByteWriter(SIGNATURE + record.length);
    return out
      .slice(sign(this.keys[0], id, record))
      .slice(record)
      .finish();
  }

  /** The entry `id`; null where the record is no entry, or not signed as it has to be. */
  read(id: Slice, record: Slice): Entry | null {
    if (this.keys.length == 0) return Entry.read(record);
    if (record.length < SIGNATURE) return null;
    const signature = record.slice(0, SIGNATURE);
    const rest = record.slice(SIGNATURE);
    for (let i = 0; i < this.keys.length; i++) {
      if (isSameDigest(signature, sign(this.keys[i], id, rest))) return Entry.read(rest);
    }
    return null;
  }
}

function sign(key: Slice, id: Slice, record: Slice): Slice {
  const signed = new ByteWriter(id.length + record.length);
  return toHex(hmacSha256(key, signed.slice(id).slice(record).finish()));
}
