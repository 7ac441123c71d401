import { numberOfHex } from "../bytes/hex";
import { Slice } from "../bytes/slice";
import { Config } from "../config/config";
import { LocalConfig } from "../config/local";
import { Entry } from "../entry/entry";
import { readLocal, writeLocal } from "../entry/local-record";
import { LocalRules, LocalSet, WAYS } from "../entry/local-set";
import { ReadEntries } from "../entry/read-entries";
import { Records } from "../entry/records";
import { Host } from "../host/host";
import { storeName } from "./store-name";

/** Digits of an id that choose its set and are its tag there. */
const TAG_DIGITS: i32 = 16;
/** How often a set is written anew where another worker has been quicker. */
const TRIES: i32 = 8;

/**
 * Answers in the proxy's memory, for all its workers. The slots are values of fixed names, as shared values can be
 * overwritten but never removed; all configurations of a proxy use the same ones.
 */
export class LocalCache {
  private readonly sets: u64;
  private readonly rules: LocalRules;
  /** Configurations whose entries are in different places do not see each other's. */
  private readonly owner: Slice;
  private readonly ownerTag: u64;
  private readonly read: ReadEntries = new ReadEntries();

  constructor(
    private readonly host: Host,
    private readonly local: LocalConfig,
    private readonly records: Records,
    config: Config,
  ) {
    const ways = min(WAYS, local.slots);
    this.sets = local.slots / ways;
    // As long as a call that was under way may bring what has been removed.
    const grace = <i64>config.limits.storeTimeout + config.limits.lookupTimeout;
    this.rules = new LocalRules(ways, <i64>local.ttl * 1000, grace);
    const owner = storeName(config);
    this.owner = owner;
    this.ownerTag = load<u64>(owner.pointer);
  }

  /** The entry `id`; null where it is not here. */
  find(id: Slice): Entry | null {
    const place = this.placeOf(id);
    const shared = this.host.readShared(place.set);
    const value = shared.value;
    if (value == null) return null;
    const set = LocalSet.read(value, this.rules, this.host.now());
    const way = set.find(place.tag);
    if (way < 0) return null;
    const until = set.until(way);
    const known = this.read.find(id, until, shared.cas);
    if (known != null) return known;
    const record = this.recordIn(place.slot(way), id, until);
    const entry: Entry | null = record == null ? null : this.records.read(id, record);
    if (entry != null) this.read.keep(id, until, shared.cas, entry, record!);
    return entry;
  }

  /**
   * Keeps an entry for a while; that it is not served for longer than it lives, who reads it sees to.
   * @param record the entry as it is in the store
   * @param isNew whether it has been made just now, and replaces what is known
   */
  keep(id: Slice, entry: Entry, record: Slice, isNew: bool): void {
    if (record.length > this.local.maxEntryBytes) {
      if (isNew && this.find(id) != null) this.drop(id);
      return;
    }
    const now = this.host.now();
    const until = now + this.rules.ttl;
    const place = this.placeOf(id);
    for (let i = 0; i < TRIES; i++) {
      const shared = this.host.readShared(place.set);
      const set = LocalSet.read(shared.value, this.rules, now);
      const way = set.placeFor(place.tag, entry.created, isNew);
      if (way < 0) return;
      // The set first: who reads meanwhile finds a record that is not the one named, and thus none.
      const next = set.withRecord(way, place.tag, entry.created, until).write();
      if (!this.host.writeShared(place.set, next, shared.cas)) continue;
      this.host.writeShared(place.slot(way), writeLocal(this.owner, id, until, record), 0);
      return;
    }
  }

  /** Forgets the entry `id`; one that is on its way here, and was made before, is not taken either. */
  drop(id: Slice): void {
    const now = this.host.now();
    const place = this.placeOf(id);
    for (let i = 0; i < TRIES; i++) {
      const shared = this.host.readShared(place.set);
      const set = LocalSet.read(shared.value, this.rules, now);
      const way = set.placeForRemoved(place.tag);
      const next = set.withRemoved(way, place.tag).write();
      const isWritten = this.host.writeShared(place.set, next, shared.cas);
      // Whatever the set says, an empty slot serves nobody.
      this.host.writeShared(place.slot(way), Slice.EMPTY, 0);
      if (isWritten) return;
    }
  }

  private recordIn(slot: string, id: Slice, until: i64): Slice | null {
    const value = this.host.readShared(slot).value;
    return value == null ? null : readLocal(value, this.owner, id, until);
  }

  private placeOf(id: Slice): Place {
    const number = numberOfHex(id.slice(0, TAG_DIGITS));
    return new Place("ai-cache/local/" + (number % this.sets).toString(), number ^ this.ownerTag);
  }
}

/** Where an entry is looked for. */
class Place {
  constructor(
    /** The name of its set. */
    readonly set: string,
    /** What stands for it there. */
    readonly tag: u64,
  ) {}

  /** The name of the slot of a way. */
  slot(way: i32): string {
    return this.set + "." + way.toString();
  }
}
