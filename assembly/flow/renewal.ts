import { ByteWriter } from "../bytes/byte-writer";
import { Slice } from "../bytes/slice";
import { Reply } from "../call/reply";
import { CacheStore } from "../redis/cache-store";
import { Lease } from "../redis/lease";
import { Hit, Step } from "./step";

/** Longest time for which nobody else asks for a renewal, in seconds; also the pause after one that failed. */
const LEASE: i32 = 30;
/** What a lease's key ends in. */
const SUFFIX = ":renewal";

/**
 * Finds out whether this request is the one, of all gateways on one Redis, that has an expired answer renewed. A part
 * of a look-up, and a machine like it.
 */
export class Renewal {
  /** What was wrong with the reply, for the log; null when nothing was. */
  fault: string | null = null;

  constructor(
    private readonly cache: CacheStore,
    /** Redis key of the entry. */
    private readonly key: Slice,
    /** What has expired. */
    private readonly hit: Hit,
  ) {}

  start(): Step {
    return Step.call(this.cache.lease(new ByteWriter().slice(this.key).text(SUFFIX).finish(), LEASE));
  }

  onReply(reply: Reply): Step {
    const read = this.cache.readLease(reply);
    this.fault = read.fault;
    // Where leases fail each worker renews for itself, rather than none.
    return read.value == Lease.DENIED ? Step.hit(this.hit) : Step.renew();
  }

  /** Time is up, and there is an answer to serve. */
  onTimeout(): Step {
    return Step.hit(this.hit);
  }
}
