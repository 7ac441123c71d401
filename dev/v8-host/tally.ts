/** What the guest has cost its host. */
export interface Work {
  /** Host calls by name. */
  calls: Record<string, number>;
  /** Bytes that the guest handed to the host: keys, headers, bodies. */
  bytesOut: number;
  /** Bytes that the host handed to the guest. */
  bytesIn: number;
  /** Times that the host asked the guest for memory. */
  allocations: number;
}

/** Counts host calls and the bytes passed in them. */
export class Tally {
  private counted = new Map<string, number>();
  private bytesOut = 0;
  private bytesIn = 0;
  private allocations = 0;

  /** Times that the host call `name` was made; of all of them without a name. */
  calls(name?: string): number {
    if (name !== undefined) return this.counted.get(name) ?? 0;
    return [...this.counted.values()].reduce((sum, count) => sum + count, 0);
  }

  onCall(name: string): void {
    this.counted.set(name, this.calls(name) + 1);
  }

  onRead(bytes: number): void {
    this.bytesOut += bytes;
  }

  onHandOver(bytes: number): void {
    this.bytesIn += bytes;
    this.allocations++;
  }

  /** Everything so far. */
  get total(): Work {
    const { bytesOut, bytesIn, allocations } = this;
    return { calls: Object.fromEntries(this.counted), bytesOut, bytesIn, allocations };
  }

  /** What `action` costs. */
  during(action: () => void): Work {
    const before = this.total;
    action();
    const after = this.total;
    const calls: Record<string, number> = {};
    for (const [name, count] of Object.entries(after.calls)) {
      const more = count - (before.calls[name] ?? 0);
      if (more > 0) calls[name] = more;
    }
    return {
      calls,
      bytesOut: after.bytesOut - before.bytesOut,
      bytesIn: after.bytesIn - before.bytesIn,
      allocations: after.allocations - before.allocations,
    };
  }
}
