import { numberOfHex } from "../bytes/hex";
import { Slice } from "../bytes/slice";
import { Entry } from "./entry";

/** Entries that are remembered at most. */
const SLOTS: i32 = 32;
/** Longest record whose entry is. */
const MAX_BYTES: i32 = 4096;
/** Digits of an id that choose its place. */
const DIGITS: i32 = 2;

/** An entry as it was read. */
class ReadEntry {
  constructor(
    readonly id: Slice,
    readonly until: i64,
    readonly cas: u32,
    readonly entry: Entry,
  ) {}
}

/**
 * Entries of the local cache that this worker has read, so that a hot one is neither copied nor parsed again. Each place
 * holds the last one that fell there, so the memory is bounded by construction.
 */
export class ReadEntries {
  private readonly slots: StaticArray<ReadEntry | null> = new StaticArray<ReadEntry | null>(SLOTS);

  /**
   * The entry `id`, unless it may have been replaced since; null where it is not remembered.
   * @param until when it may be served no more, in milliseconds since 1970
   * @param cas number of the set in which it is, another one each time the set is written
   */
  find(id: Slice, until: i64, cas: u32): Entry | null {
    const read = this.slots[slotOf(id)];
    if (read == null || read.until != until || read.cas != cas) return null;
    return read.id.equalsSlice(id) ? read.entry : null;
  }

  /** Remembers the entry that a record holds. */
  keep(id: Slice, until: i64, cas: u32, entry: Entry, record: Slice): void {
    if (record.length <= MAX_BYTES) this.slots[slotOf(id)] = new ReadEntry(id, until, cas, entry);
  }
}

function slotOf(id: Slice): i32 {
  return (<i32>numberOfHex(id.slice(0, DIGITS))) & (SLOTS - 1);
}
