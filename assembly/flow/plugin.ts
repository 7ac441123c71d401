import { Slice } from "../bytes/slice";
import { Gateway, LogLevel } from "../config/config";
import { readConfig } from "../config/read";
import { Host, PluginHooks, StreamHooks } from "../host/host";
import { Filter } from "./filter";
import { Passing } from "./passing";
import { Runtime } from "./runtime";
import { Sweeper } from "./sweeper";

/** How often deadlines are looked at, in milliseconds: a look-up may last this much longer than configured. */
const TICK: i32 = 50;

/** The root context: one configuration in one worker. */
export class Plugin extends PluginHooks {
  private runtime: Runtime | null = null;
  private sweeper: Sweeper | null = null;

  constructor(
    private readonly host: Host,
    private readonly gateway: Gateway,
  ) {
    super();
  }

  override onConfigure(configuration: Slice): bool {
    const reading = readConfig(configuration, this.gateway);
    for (let i = 0; i < reading.warnings.length; i++) this.host.log(LogLevel.Warn, reading.warnings[i]);
    for (let i = 0; i < reading.faults.length; i++) this.host.log(LogLevel.Error, reading.faults[i]);
    const rules = reading.rules;
    if (rules == null) {
      this.host.log(
        LogLevel.Error,
        "the configuration is refused for the " + reading.faults.length.toString() + " faults above",
      );
      return false;
    }
    const config = rules[0].config;
    const runtime = new Runtime(this.host, config, this.gateway);
    this.runtime = runtime;
    const vector = config.vector;
    if (vector != null && vector.sweepInterval > 0) {
      this.sweeper = new Sweeper(
        runtime,
        vector.service.authority + "/" + vector.collection,
        vector.sweepInterval,
      );
    }
    this.host.tick(TICK);
    return true;
  }

  override openStream(id: u32): StreamHooks {
    const runtime = this.runtime;
    return runtime == null ? new Passing() : new Filter(runtime, id);
  }

  override onTick(): void {
    const runtime = this.runtime;
    if (runtime == null) return;
    const now = this.host.now();
    runtime.deadlines.expire(now);
    const sweeper = this.sweeper;
    if (sweeper != null) sweeper.onTick(now);
  }

  override onDone(): bool {
    const runtime = this.runtime;
    return runtime == null || runtime.retire();
  }
}
