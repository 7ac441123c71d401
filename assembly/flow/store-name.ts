import { ByteWriter } from "../bytes/byte-writer";
import { sha256 } from "../bytes/sha256";
import { Slice } from "../bytes/slice";
import { Service } from "../call/call";
import { Config } from "../config/config";

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
    const chroma = vector.chroma;
    out.part(Slice.of(`vector ${vector.type}`)).part(Slice.of(vector.collection.name));
    out
      .part(Slice.of(chroma == null ? "" : chroma.tenant))
      .part(Slice.of(chroma == null ? "" : chroma.database));
  }
  return sha256(out.finish());
}

function writeService(out: ByteWriter, service: Service): void {
  out.part(Slice.of(service.cluster)).part(Slice.of(service.authority));
}
