import { JsonValue, Members } from "../json/value";

/** No object of a completion or of a chunk has more members than this. */
const MOST_MEMBERS: i32 = 64;

/**
 * Finds names that occur twice in an object. It is open which of the two a reader takes (RFC 8259, section 4), and so what
 * the answer says.
 */
export class Twins {
  /** Hashes of the names so far. Two names that share one only cost an answer its place in the cache. */
  private readonly seen: StaticArray<u32> = new StaticArray<u32>(MOST_MEMBERS);

  /** Whether a name occurs twice, or there are more members than any that is looked at. */
  areIn(object: JsonValue): bool {
    const seen = this.seen;
    const members = new Members(object);
    let count = 0;
    while (members.next()) {
      if (count == MOST_MEMBERS) return true;
      const hash = members.keyHash;
      for (let i = 0; i < count; i++) if (seen[i] == hash) return true;
      seen[count++] = hash;
    }
    return false;
  }
}
