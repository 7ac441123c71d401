/** How a chat completion request fared. */
export const enum Outcome {
  HitLocal,
  HitExact,
  HitSemantic,
  /** It waited for another request's answer. */
  HitCollapsed,
  /** It was served what has expired, while another request renews that. */
  HitStale,
  Miss,
  /** There was a semantic hit, and the model was asked all the same, to compare the answers. */
  Audit,
  /** What is kept has expired, and this request has the model renew it. */
  Renewal,
  /** The client asked for a fresh answer. */
  Refresh,
  Bypass,
  /** The cache failed, and the request went on. */
  Error,
  /** The client wanted a cached answer or none, and there was none. */
  OnlyIfCached,
}

/** How many there are. */
export const OUTCOMES: i32 = 12;

/** The label of an outcome in metrics and log lines. */
export function outcomeName(outcome: Outcome): string {
  switch (outcome) {
    case Outcome.HitLocal:
      return "hit_local";
    case Outcome.HitExact:
      return "hit_exact";
    case Outcome.HitSemantic:
      return "hit_semantic";
    case Outcome.HitCollapsed:
      return "hit_collapsed";
    case Outcome.HitStale:
      return "hit_stale";
    case Outcome.Miss:
      return "miss";
    case Outcome.Audit:
      return "audit";
    case Outcome.Renewal:
      return "renewal";
    case Outcome.Refresh:
      return "refresh";
    case Outcome.Bypass:
      return "bypass";
    case Outcome.Error:
      return "error";
    default:
      return "only_if_cached";
  }
}
