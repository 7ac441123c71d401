import { MetricType, Status } from "./abi.ts";

/** Envoy keeps a metric's type in the low bits of its number. */
const TYPE_BITS = 2;
const TYPE_MASK = 3;

/** The counters, gauges and histograms of a machine, by name. */
export class Metrics {
  private readonly names = new Map<number, string>();
  private readonly sums = new Map<string, number>();
  private readonly recorded = new Map<string, number[]>();

  /** A counter's or gauge's value; 0 where there is none. */
  value(name: string): number {
    return this.sums.get(name) ?? 0;
  }

  /** What a histogram has recorded, oldest first. */
  samples(name: string): readonly number[] {
    return this.recorded.get(name) ?? [];
  }

  /** Counters and gauges whose names begin with `prefix`, those at 0 left out. */
  startingWith(prefix: string): Record<string, number> {
    return Object.fromEntries([...this.sums].filter(([name, sum]) => name.startsWith(prefix) && sum !== 0));
  }

  /** The number of a metric: a new one at each call, as in Envoy, for the same metric. Null for an unknown type. */
  define(type: number, name: string): number | null {
    if (type > MetricType.Histogram) return null;
    const id = ((this.names.size + 1) << TYPE_BITS) | type;
    this.names.set(id, name);
    return id;
  }

  increment(id: number, by: number): number {
    const name = this.names.get(id);
    const type = id & TYPE_MASK;
    if (type !== MetricType.Counter && type !== MetricType.Gauge) return Status.BadArgument;
    if (name === undefined) return Status.NotFound;
    if (type === MetricType.Counter && by <= 0) return Status.BadArgument;
    this.sums.set(name, this.value(name) + by);
    return Status.Ok;
  }

  record(id: number, value: number): number {
    const name = this.names.get(id);
    if (name === undefined) return Status.NotFound;
    const type = id & TYPE_MASK;
    if (type === MetricType.Histogram) this.sample(name, value);
    else this.sums.set(name, type === MetricType.Counter ? this.value(name) + value : value);
    return Status.Ok;
  }

  /** A counter's or gauge's value by number; a status where there is none. */
  read(id: number): { value: number } | { status: number } {
    if ((id & TYPE_MASK) === MetricType.Histogram) return { status: Status.BadArgument };
    const name = this.names.get(id);
    return name === undefined ? { status: Status.NotFound } : { value: this.value(name) };
  }

  private sample(name: string, value: number): void {
    const samples = this.recorded.get(name);
    if (samples) samples.push(value);
    else this.recorded.set(name, [value]);
  }
}
