import { blake2s } from "../bytes/blake2s";
import { Slice } from "../bytes/slice";
import { Asked } from "./asked";

/** Requests that are remembered at most. */
const SLOTS: i32 = 32;
/** Longest body that is. */
const MAX_BYTES: i32 = 4096;
/** An odd number whose bits have no pattern: 2^64 divided by the golden ratio. */
const SPREAD: u64 = 0x9e3779b97f4a7c15;

/** A request, and whose it was: by a digest, lest a credential outlive its stream. */
class Remembered {
  constructor(
    readonly asked: Asked,
    private readonly caller: Slice,
  ) {}

  /** Whether another one is the same in each byte. */
  isOf(body: Slice, caller: Slice, route: string): bool {
    const asked = this.asked;
    if (!asked.body.equalsSlice(body) || asked.route != route) return false;
    return this.caller.equalsSlice(blake2s(caller));
  }
}

/**
 * Requests that were answered from the cache a short while ago. Who asks the same in the very same bytes is spared the
 * reading and the hashing, which is a third of a hit: hot questions mostly come from one program, and its library
 * writes them alike. Each place holds the last one that fell there, so the memory is bounded by construction.
 */
export class Recent {
  private readonly slots: StaticArray<Remembered | null> = new StaticArray<Remembered | null>(SLOTS);

  /** The request of these bytes, of this caller on this route; null where none is remembered. */
  find(body: Slice, caller: Slice, route: string): Asked | null {
    if (body.length > MAX_BYTES) return null;
    const known = this.slots[slotOf(body)];
    return known != null && known.isOf(body, caller, route) ? known.asked : null;
  }

  /** Remembers a request that has been answered. */
  keep(asked: Asked, caller: Slice): void {
    if (asked.body.length > MAX_BYTES) return;
    const slot = slotOf(asked.body);
    const known = this.slots[slot];
    // A digest of the caller for each hit would be work for nothing.
    if (known == null || known.asked != asked) this.slots[slot] = new Remembered(asked, blake2s(caller));
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
