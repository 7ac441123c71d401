import { Slice } from "../bytes/slice";
import { JsonValue, Members } from "../json/value";

/** No object of a completion or of a chunk has more members than this. */
const MOST_MEMBERS: i32 = 64;

/**
 * Whether a name occurs twice in an object, or it has more members than any that is looked at. It is open then which of
 * the two a reader takes (RFC 8259, section 4), and so what the answer says.
 */
export function hasTwins(object: JsonValue): bool {
  const names: Slice[] = [];
  const members = new Members(object);
  while (members.next()) {
    if (names.length == MOST_MEMBERS) return true;
    const name = members.key;
    for (let i = 0; i < names.length; i++) if (names[i].equalsSlice(name)) return true;
    names.push(name);
  }
  return false;
}
