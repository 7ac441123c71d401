import { Slice } from "../bytes/slice";
import { Config, Gateway, LogLevel } from "../config/config";
import { readConfig } from "../config/read";
import { Rule } from "../config/rule";
import { VectorConfig } from "../config/vector";
import { Host, PluginHooks, StreamHooks } from "../host/host";
import { vectorStore } from "../vector/factory";
import { VectorStore } from "../vector/vector-store";
import { Background } from "./background";
import { Passing } from "./passing";
import { Routed } from "./routed";
import { Runtime } from "./runtime";
import { hooksFor } from "./served";
import { Sweeper } from "./sweeper";

/** How often deadlines are looked at, in milliseconds: a look-up may last this much longer than configured. */
const TICK: i32 = 50;

/** The root context: one configuration in one worker, which may have rules. */
export class Plugin extends PluginHooks {
  private rules: Rule[] = [];
  /** One for each rule. */
  private readonly runtimes: Runtime[] = [];
  private readonly sweepers: Sweeper[] = [];
  private readonly background: Background;

  constructor(
    private readonly host: Host,
    private readonly gateway: Gateway,
    private readonly storeFor: (config: VectorConfig) => VectorStore = vectorStore,
  ) {
    super();
    this.background = new Background(host);
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
    this.rules = rules;
    for (let i = 0; i < rules.length; i++) this.start(rules[i].config);
    this.host.tick(TICK);
    return true;
  }

  override openStream(id: u32): StreamHooks {
    const rules = this.rules;
    if (rules.length == 0) return new Passing();
    return rules[0].isGlobal ? hooksFor(this.runtimes[0], id) : new Routed(rules, this.runtimes, id);
  }

  override onTick(): void {
    const now = this.host.now();
    for (let i = 0; i < this.runtimes.length; i++) this.runtimes[i].onTick(now);
    for (let i = 0; i < this.sweepers.length; i++) this.sweepers[i].onTick(now);
  }

  override onDone(): bool {
    for (let i = 0; i < this.runtimes.length; i++) this.runtimes[i].breakers.retire();
    return this.background.retire();
  }

  private start(config: Config): void {
    const runtime = new Runtime(this.host, config, this.gateway, this.background, this.storeFor);
    this.runtimes.push(runtime);
    const vector = config.vector;
    if (vector == null || vector.sweepInterval == 0) return;
    const collection = vector.service.authority + "/" + vector.collection.name;
    this.sweepers.push(new Sweeper(runtime, collection, vector.sweepInterval));
  }
}
