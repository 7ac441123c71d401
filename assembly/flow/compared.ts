import { Slice } from "../bytes/slice";
import { Entry } from "../entry/entry";
import { Match } from "../vector/vector-store";
import { Agreement } from "./agreement";

/** A neighbour, the entry that it leads to, and whether that says the same as the fresh answer. */
export class Compared {
  agreement: Agreement = Agreement.Unknown;
  /** Digest of the answer that it leads to. */
  digest: Slice;
  /** Whether its entry has been read. */
  isRead: bool = false;
  /** The entry's text; empty until that has been read. */
  text: Slice = Slice.EMPTY;

  constructor(readonly match: Match) {
    this.digest = match.digest;
  }

  /** @param entry null where it is gone */
  read(entry: Entry | null, fresh: Entry): void {
    if (entry == null || !entry.serves(fresh.scope, fresh.created)) return;
    this.isRead = true;
    this.digest = entry.digest;
    this.text = entry.completion.text();
  }
}
