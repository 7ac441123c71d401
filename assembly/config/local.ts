import { FieldReader } from "./fields";

const SLOTS = 1024;
const MAX_SLOTS = 65536;
const MAX_ENTRY_BYTES = 32768;
/** Larger values are better kept in Redis alone. */
const MOST_ENTRY_BYTES = 1048576;
const TTL = 10;
const MAX_TTL = 3600;

/** What of the answers is kept in the proxy's own memory, which its workers share. */
export class LocalConfig {
  constructor(
    /** Answers kept at most; one or more. */
    readonly slots: i32,
    /** Longest record that is kept, in bytes. */
    readonly maxEntryBytes: i32,
    /** How long one is kept at most, in seconds. */
    readonly ttl: i32,
  ) {}
}

/** `local`; null where `slots` is 0. */
export function readLocal(root: FieldReader): LocalConfig | null {
  const fields = root.section("local");
  if (fields == null) return new LocalConfig(SLOTS, MAX_ENTRY_BYTES, TTL);
  const slots = fields.integer("slots", 0, MAX_SLOTS, SLOTS);
  const maxEntryBytes = fields.integer("maxEntryBytes", 1, MOST_ENTRY_BYTES, MAX_ENTRY_BYTES);
  const ttl = fields.integer("ttl", 1, MAX_TTL, TTL);
  fields.finish();
  return slots == 0 ? null : new LocalConfig(slots, maxEntryBytes, ttl);
}
