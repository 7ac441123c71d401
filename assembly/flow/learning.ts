import { Slice } from "../bytes/slice";
import { Config, LogLevel, Policy } from "../config/config";
import { AuditConfig } from "../config/learning";
import { VectorConfig } from "../config/vector";
import { Host } from "../host/host";
import { Choice, choose } from "../judge/choice";
import { Evidence } from "../judge/evidence";
import { Agreement, agreementName } from "./agreement";
import { decimals } from "./answer-headers";
import { Check } from "./check";
import { evidenceName } from "./evidence-name";
import { Metrics } from "./metrics";

/** How often the workers put together what they have seen, in milliseconds. */
const INTERVAL: i64 = 1000;

/**
 * What comparing fresh answers with neighbours' has shown, and the policy that follows from it where the threshold is
 * `"auto"`. The workers of a proxy gather together.
 */
export class Learning {
  /** When a neighbour is taken for the same question, for now. */
  policy: Policy;
  private readonly initial: Policy;
  private readonly audit: AuditConfig;
  private readonly isAuto: bool;
  /** What this worker has seen and not shared yet. */
  private readonly fresh: Evidence = new Evidence();
  /** The workers share under this name. */
  private readonly name: string;
  private next: i64 = 0;

  constructor(
    private readonly host: Host,
    private readonly config: Config,
    vector: VectorConfig,
    private readonly metrics: Metrics,
  ) {
    this.policy = vector.policy;
    this.initial = vector.policy;
    this.isAuto = vector.isAuto;
    this.audit = config.audit;
    this.name = evidenceName(config, vector);
  }

  /**
   * Takes what a comparison has shown.
   * @param asked key of the question, as `check` names that of the neighbour's entry
   */
  note(check: Check, agreement: Agreement, asked: Slice): void {
    const candidate = check.candidate;
    const distance = candidate.match.distance;
    this.metrics.compared(check.isAudit, distance, agreementName(agreement));
    if (check.isAudit && this.config.logLevel <= LogLevel.Info) {
      const lead = candidate.lead == Infinity ? "none near" : decimals(candidate.lead);
      const what = `audit: ${agreementName(agreement)} distance=${decimals(distance)} lead=${lead}`;
      this.host.log(LogLevel.Info, `${what} key=${candidate.match.key.toString()} asked=${asked.toString()}`);
    }
    if (!this.isAuto || agreement == Agreement.Unknown) return;
    this.fresh.add(distance, candidate.lead, agreement == Agreement.Same, check.weight);
  }

  /** @param now milliseconds since 1970 */
  onTick(now: i64): void {
    if (!this.isAuto || now < this.next) return;
    this.next = now + INTERVAL;
    const evidence = this.share();
    const choice = choose(evidence, this.audit.maxWrongHitRate, this.initial);
    const policy = choice == null ? this.initial : choice.policy;
    const isNew = policy.threshold != this.policy.threshold || policy.margin != this.policy.margin;
    this.policy = policy;
    this.metrics.policy(policy);
    if (isNew && this.config.logLevel <= LogLevel.Info) this.host.log(LogLevel.Info, told(policy, choice));
  }

  /** What all workers have seen. Where another one is writing too, this one's share waits for the next time. */
  private share(): Evidence {
    const shared = this.host.readShared(this.name);
    const evidence = Evidence.read(shared.value);
    if (this.fresh.count == 0) return evidence;
    evidence.take(this.fresh);
    if (this.host.writeShared(this.name, evidence.write(), shared.cas)) this.fresh.clear();
    return evidence;
  }
}

function told(policy: Policy, choice: Choice | null): string {
  const what = `threshold ${decimals(policy.threshold)}, margin ${decimals(policy.margin)}`;
  if (choice == null) return what + ": as at first, for too little is known";
  const seen = `${decimals(choice.wrongShare)} of the answers differed in ${<i32>Math.round(choice.comparisons)} comparisons`;
  return `${what}: ${seen}, at most ${decimals(choice.upperBound)}`;
}
