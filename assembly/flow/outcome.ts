/** How a chat completion request fared. */
export const enum Outcome {
  HitLocal,
  HitExact,
  HitSemantic,
  Miss,
  /** There was a semantic hit, and the model was asked all the same, to compare the answers. */
  Audit,
  /** The client asked for a fresh answer. */
  Refresh,
  Bypass,
  /** The cache failed, and the request went on. */
  Error,
  /** The client wanted a cached answer or none, and there was none. */
  OnlyIfCached,
}

/** The label of an outcome in metrics and log lines. */
export function outcomeName(outcome: Outcome): string {
  switch (outcome) {
    case Outcome.HitLocal:
      return "hit_local";
    case Outcome.HitExact:
      return "hit_exact";
    case Outcome.HitSemantic:
      return "hit_semantic";
    case Outcome.Miss:
      return "miss";
    case Outcome.Audit:
      return "audit";
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
