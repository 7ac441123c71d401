import { isAscii, storeAscii } from "../bytes/ascii";
import { Slice } from "../bytes/slice";

/** The UTF-8 bytes of a text for the time of a host call: their address, and above it their number. */
export type Lent = u64;

/** Bytes of a text that is lent without memory of its own, as names and short values are. */
const ROOM: i32 = 512;

const room = memory.data(ROOM);

/**
 * Lends a text until the next one is: for host calls that only look something up by it. Texts that a host is to keep have memory
 * of their own, as some hosts (that of Higress's plugin tests) keep no copy but the place.
 */
export function lend(text: string): Lent {
  if (text.length > ROOM || !isAscii(text)) {
    // It is in memory until the hook ends (collector.ts).
    const bytes = Slice.of(text);
    return pack(bytes.pointer, bytes.length);
  }
  storeAscii(text, room);
  return pack(room, text.length);
}

// @ts-ignore: decorator
@inline
export function addressOf(lent: Lent): usize {
  return <usize>lent;
}

// @ts-ignore: decorator
@inline
export function sizeOf(lent: Lent): i32 {
  return <i32>(lent >> 32);
}

function pack(address: usize, size: i32): Lent {
  return ((<u64>size) << 32) | (<u64>address);
}
