import { isAscii, storeAscii } from "../bytes/ascii";
import { Slice } from "../bytes/slice";

/** The UTF-8 bytes of a text for the time of a host call: their address, and above it their number. */
export type Lent = u64;

/** Bytes of a text that is lent without memory of its own, as names and short values are. */
const ROOM: i32 = 512;

/** A host call takes two texts at most. */
const first = memory.data(ROOM);
const second = memory.data(ROOM);

/** Lends a text until the next one is. */
export function lend(text: string): Lent {
  return write(text, first);
}

/** Lends a second text besides. */
export function lendAlso(text: string): Lent {
  return write(text, second);
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

function write(text: string, room: usize): Lent {
  if (text.length > ROOM || !isAscii(text)) {
    // It is in memory until the hook ends (collector.ts).
    const bytes = Slice.of(text);
    return pack(bytes.pointer, bytes.length);
  }
  storeAscii(text, room);
  return pack(room, text.length);
}

function pack(address: usize, size: i32): Lent {
  return ((<u64>size) << 32) | (<u64>address);
}
