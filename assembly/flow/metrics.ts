import { UPSTREAMS, Upstream, upstreamName } from "../call/call";
import { Policy } from "../config/config";
import { Host, MetricType } from "../host/host";
import { Metric } from "./metric";
import { Outcome, OUTCOMES, outcomeName } from "./outcome";

const REQUESTS = "ai_cache_requests_total.outcome.";
const CALLS = "ai_cache_calls_total.upstream.";

/** Upper ends, in hundredths, of the buckets that distances are counted in; what is beyond is `more`. */
const BUCKETS: StaticArray<i32> = [2, 5, 10, 15, 20, 30, 40, 50];

/**
 * The counters and histograms of one configuration in one worker. A label is part of the name, as
 * `NAME.label.value`; the proxy's stats tags take it out again. Only fixed words become labels, so their number is
 * bounded. What many requests count is kept by number, so that no name is put together for it.
 */
export class Metrics {
  private readonly requests: Metric[] = [];
  private readonly okCalls: Metric[] = [];
  private readonly callTimes: Metric[] = [];
  private readonly lookups: Metric;
  private readonly savedPrompts: Metric;
  private readonly savedCompletions: Metric;

  constructor(private readonly host: Host) {
    this.lookups = histogram(host, "ai_cache_lookup_milliseconds");
    this.savedPrompts = counter(host, "ai_cache_saved_prompt_tokens_total");
    this.savedCompletions = counter(host, "ai_cache_saved_completion_tokens_total");
    for (let i = 0; i < OUTCOMES; i++) this.requests.push(counter(host, REQUESTS + outcomeName(i)));
    for (let i = 0; i < UPSTREAMS; i++) {
      const name = upstreamName(i);
      this.okCalls.push(counter(host, CALLS + name + ".result.ok"));
      this.callTimes.push(histogram(host, "ai_cache_call_milliseconds.upstream." + name));
    }
  }

  /** A request has fared so; `why` is the reason of a bypass, the upstream that failed, or empty. */
  request(outcome: Outcome, why: string): void {
    if (outcome == Outcome.Bypass) this.count(REQUESTS + "bypass.reason." + why, 1);
    else if (outcome == Outcome.Error) this.count(REQUESTS + "error.step." + why, 1);
    else this.requests[outcome].add(1);
  }

  /** A look-up has ended after this time. */
  lookup(milliseconds: i64): void {
    this.lookups.record(max<i64>(0, milliseconds));
  }

  /** A request has waited this long for another one's answer, and the wait has ended so. */
  waited(result: string, milliseconds: i64): void {
    this.count("ai_cache_waits_total.result." + result, 1);
    this.time("ai_cache_wait_milliseconds", milliseconds);
  }

  /** A request would have waited for another one's answer, but too many do already. */
  turnedAway(): void {
    this.count("ai_cache_waits_total.result.full", 1);
  }

  /** A call has been answered (`ok`), failed (`error`), or was refused by the proxy (`refused`). */
  call(upstream: Upstream, result: string, milliseconds: i64): void {
    if (result == "ok") this.okCalls[upstream].add(1);
    else this.count(CALLS + upstreamName(upstream) + ".result." + result, 1);
    this.callTimes[upstream].record(max<i64>(0, milliseconds));
  }

  /** A call was not made, as its upstream has failed too often. */
  callSkipped(upstream: Upstream): void {
    this.count(CALLS + upstreamName(upstream) + ".result.skipped", 1);
  }

  /** One more worker (1), or one less (-1), has stopped asking an upstream that fails. */
  breaker(upstream: Upstream, by: i64): void {
    const name = "ai_cache_breakers_open.upstream." + upstreamName(upstream);
    this.host.increment(this.host.metric(MetricType.Gauge, name), by);
  }

  /** No neighbour was taken for the question, or there was none. */
  neighboursRefused(reason: string): void {
    this.count("ai_cache_neighbours_refused_total.reason." + reason, 1);
  }

  /** A guard has refused a neighbour that is near enough. */
  guarded(guard: string): void {
    this.count("ai_cache_guard_refusals_total.guard." + guard, 1);
  }

  /** A fresh answer was compared with that of a neighbour, which was missed or is audited. */
  compared(isAudit: bool, distance: f64, verdict: string): void {
    const reason = isAudit ? "audit" : "miss";
    this.count(
      `ai_cache_comparisons_total.reason.${reason}.distance.${bucketOf(distance)}.verdict.${verdict}`,
      1,
    );
  }

  /** When a neighbour is taken for the same question, in ten thousandths. */
  policy(policy: Policy): void {
    this.set("ai_cache_threshold_ten_thousandths", policy.threshold);
    this.set("ai_cache_margin_ten_thousandths", policy.margin);
  }

  /** An answer has been stored (`ok`) or not (`error`). */
  stored(result: string): void {
    this.count("ai_cache_stores_total.result." + result, 1);
  }

  /** An answer was not worth storing. */
  storeRefused(reason: string): void {
    this.count("ai_cache_stores_refused_total.reason." + reason, 1);
  }

  /** A request to remove an entry was obeyed (`ok`), failed (`error`) or was turned down (`refused`). */
  purged(result: string): void {
    this.count("ai_cache_purges_total.result." + result, 1);
  }

  /** Tokens that a hit has saved. */
  saved(promptTokens: i64, completionTokens: i64): void {
    this.savedPrompts.add(promptTokens);
    this.savedCompletions.add(completionTokens);
  }

  private count(name: string, by: i64): void {
    this.host.increment(this.host.metric(MetricType.Counter, name), by);
  }

  private set(name: string, value: f64): void {
    this.host.record(this.host.metric(MetricType.Gauge, name), <i64>Math.round(value * 10000));
  }

  private time(name: string, milliseconds: i64): void {
    this.host.record(this.host.metric(MetricType.Histogram, name), max<i64>(0, milliseconds));
  }
}

function counter(host: Host, name: string): Metric {
  return new Metric(host, MetricType.Counter, name);
}

function histogram(host: Host, name: string): Metric {
  return new Metric(host, MetricType.Histogram, name);
}

/** The label of a distance's bucket: its upper end, with an underscore for the point, which would end the label. */
function bucketOf(distance: f64): string {
  for (let i = 0; i < BUCKETS.length; i++) {
    if (distance * 100 < <f64>BUCKETS[i]) return "0_" + BUCKETS[i].toString().padStart(2, "0");
  }
  return "more";
}
