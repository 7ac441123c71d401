import { Slice } from "../bytes/slice";
import { Asked } from "./asked";

/** Requests that are remembered at most. */
const SLOTS: i32 = 32;
/** Longest body that is. */
const MAX_BYTES: i32 = 4096;
/** An odd number whose bits have no pattern: 2^64 divided by the golden ratio. */
const SPREAD: u64 = 0x9e3779b97f4a7c15;

/**
 * Requests that were answered from the cache a short while ago. Who asks the same in the very same bytes is spared the
 * reading and the hashing, which is a third of a hit: hot questions mostly come from one program, and its library
 * writes them alike. Each place holds the last one that fell there, so the memory is bounded by construction.
 */
export class Recent {
  private readonly slots: StaticArray<Asked | null> = new StaticArray<Asked | null>(SLOTS);

  /** The request of these bytes, of this caller on this route; null where none is remembered. */
  find(body: Slice, caller: Slice, route: string): Asked | null {
    if (body.length > MAX_BYTES) return null;
    const asked = this.slots[slotOf(body)];
    return asked != null && asked.isOf(body, caller, route) ? asked : null;
  }

  /** Remembers a request that has been answered. */
  keep(asked: Asked, caller: Slice): void {
    if (asked.body.length <= MAX_BYTES) this.slots[slotOf(asked.body)] = asked.by(caller);
  }
}

/** Which place a body falls to: whom another one pushes out is read anew, and nothing else comes of it. */
function slotOf(body: Slice): i32 {
  let hash: u64 = body.length;
  let at = body.pointer;
  const end = at + <usize>body.length;
  for (; at + 8 <= end; at += 8) hash = mix(hash, load<u64>(at));
  for (; at < end; at++) hash = mix(hash, load<u8>(at));
  return <i32>(hash % SLOTS);
}

/** A product moves bits upwards only, hence the turn. */
// @ts-ignore: decorator
@inline
function mix(hash: u64, bits: u64): u64 {
  return rotl((hash ^ bits) * SPREAD, 32);
}
