import { Host, MetricType } from "../host/host";

/** One counter, gauge or histogram, defined when it is first needed, as the proxy shows all that are defined. */
export class Metric {
  private id: u32 = 0;
  private isDefined: bool = false;

  constructor(
    private readonly host: Host,
    private readonly type: MetricType,
    private readonly name: string,
  ) {}

  /** Adds to a counter or a gauge. */
  add(by: i64): void {
    this.host.increment(this.define(), by);
  }

  /** Records a value of a histogram. */
  record(value: i64): void {
    this.host.record(this.define(), value);
  }

  private define(): u32 {
    if (!this.isDefined) this.id = this.host.metric(this.type, this.name);
    this.isDefined = true;
    return this.id;
  }
}
