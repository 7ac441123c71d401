import { performance } from "node:perf_hooks";

/** A function of the guest, or one that it imports: numbers in, a number out. */
export type Call = (...args: number[]) => number;

/** What is put around calls into the guest and out of it. */
export interface Watch {
  ofExport(call: Call): Call;
  ofImport(call: Call, name: string): Call;
}

/** Puts nothing around them. */
export const UNWATCHED: Watch = { ofExport: (call) => call, ofImport: (call) => call };

/** Counts the guest's host calls by name. */
export class CallCounter implements Watch {
  readonly calls: Record<string, number> = {};

  ofExport(call: Call): Call {
    return call;
  }

  ofImport(call: Call, name: string): Call {
    const { calls } = this;
    calls[name] = 0;
    return (...args) => {
      calls[name]!++;
      return call(...args);
    };
  }

  get total(): number {
    return Object.values(this.calls).reduce((sum, count) => sum + count, 0);
  }
}

/**
 * Measures the time in the guest: that of its exports, less that of the imports they call (and the memory that a
 * host call asks for is the guest's own work again). What reading the clock takes is still in it: dev/bench/v8/residue.ts.
 */
export class GuestStopwatch implements Watch {
  /** Milliseconds. */
  guest = 0;
  /** Calls that were timed. */
  exports = 0;
  imports = 0;

  // The arguments are written out, as a list of them would be a new object for each call.
  ofExport(call: Call): Call {
    return (a, b, c, d, e) => {
      const start = performance.now();
      const status = call(a!, b!, c!, d!, e!);
      this.guest += performance.now() - start;
      this.exports++;
      return status;
    };
  }

  ofImport(call: Call): Call {
    return (a, b, c, d, e, f, g, h, i, j) => {
      const start = performance.now();
      const status = call(a!, b!, c!, d!, e!, f!, g!, h!, i!, j!);
      this.guest -= performance.now() - start;
      this.imports++;
      return status;
    };
  }
}
