import { blake2s } from "../bytes/blake2s";
import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { Service } from "../call/call";
import { Config } from "../config/config";
import { VectorConfig } from "../config/vector";

/** A fingerprint of where a configuration keeps its entries: the same where two of them share theirs. */
export function storeName(config: Config): Slice {
  const out = new ByteWriter();
  out.part(Slice.of(config.entry.keyPrefix));
  const cache = config.cache;
  const vector = config.vector;
  if (cache != null) {
    writeService(out, cache.service);
    const username = cache.username;
    out.part(Slice.of(`redis ${cache.type} ${cache.database}`));
    out.part(Slice.of(username == null ? "" : username));
  } else if (vector != null) {
    writeService(out, vector.service);
    out.part(Slice.of(`vector ${vector.type}`));
    writeCollection(out, vector);
  }
  return blake2s(out.finish());
}

/** Writes which collection of a vector store a configuration uses. */
export function writeCollection(out: ByteWriter, vector: VectorConfig): void {
  const chroma = vector.chroma;
  const database = chroma == null ? vector.database : chroma.database;
  out.part(Slice.of(vector.collection.name)).part(Slice.of(chroma == null ? "" : chroma.tenant));
  out.part(Slice.of(database == null ? "" : database));
}

function writeService(out: ByteWriter, service: Service): void {
  out.part(Slice.of(service.cluster)).part(Slice.of(service.authority));
}
