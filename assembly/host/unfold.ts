// The static data of a built module (texts, above all, which AssemblyScript keeps in UTF-16) are packed by
// dev/asc/packed-data.mjs, which says there how, and sets this address. 0 in a build that is not packed.
let packed: usize = 0;

/** How the units of a token are told; the rest of its byte is their number less one. */
enum Kind {
  /** Each as a byte: those below 256. */
  Narrow,
  /** Each as two bytes. */
  Wide,
  /** As those so many units before, less one: in one byte. */
  Near,
  /** The same in two bytes. */
  Far,
}

const KIND_SHIFT: u32 = 6;
const COUNT: u32 = (1 << KIND_SHIFT) - 1;

// Before anything else reads them; an entry imports this file first.
if (packed != 0) unfold(packed, memory.size() << 16);

/** Writes the data packed from `at` to `end`, the end of the memory, to where they belong, from address 0 on. */
function unfold(at: usize, end: usize): void {
  let to: usize = 0;
  while (at < end) {
    const token: u32 = load<u8>(at++);
    const kind = token >> KIND_SHIFT;
    const stop = to + (((token & COUNT) + 1) << 1);
    if (kind == Kind.Narrow) {
      for (; to < stop; to += 2) store<u16>(to, load<u8>(at++));
    } else if (kind == Kind.Wide) {
      for (; to < stop; to += 2, at += 2) store<u16>(to, load<u16>(at));
    } else {
      const distance: usize = kind == Kind.Near ? load<u8>(at) : load<u16>(at);
      at += kind - Kind.Near + 1;
      for (const back = (distance + 1) << 1; to < stop; to += 2) store<u16>(to, load<u16>(to - back));
    }
  }
}
