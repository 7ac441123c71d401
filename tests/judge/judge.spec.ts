import { Slice } from "../../assembly/bytes/slice";
import { Guard, GuardConfig, Policy } from "../../assembly/config/config";
import { Guards } from "../../assembly/guard/guards";
import { Verdict } from "../../assembly/judge/judge";
import { Match, SearchScope } from "../../assembly/vector/vector-store";

const NOW: i64 = 1000;
const ALL_GUARDS: i32 = (1 << Guard.None) - 1;

/** Neighbours in the scope `s` of the model `m/2`; the builder's verbs change the one added last. */
class Neighbours {
  readonly matches: Match[] = [];
  private threshold: f64 = 0.1;
  private inclusive: bool = false;
  private margin: f64 = 0.05;
  private fade: f64 = 0;
  private question: string = "What?";
  private guards: i32 = 0;

  /** A neighbour that leads to the entry of its own name, whose answer has no digest. */
  add(id: string, distance: f64): Neighbours {
    return this.put(id, distance, id, "", "s", "m/2", 2000);
  }

  leadingTo(id: string, distance: f64, key: string): Neighbours {
    return this.put(id, distance, key, "", "s", "m/2", 2000);
  }

  saying(id: string, distance: f64, digest: string): Neighbours {
    return this.put(id, distance, id, digest, "s", "m/2", 2000);
  }

  inScope(id: string, distance: f64, scope: string): Neighbours {
    return this.put(id, distance, id, "", scope, "m/2", 2000);
  }

  ofModel(id: string, distance: f64, model: string): Neighbours {
    return this.put(id, distance, id, "", "s", model, 2000);
  }

  until(id: string, distance: f64, expiresAt: f64): Neighbours {
    return this.put(id, distance, id, "", "s", "m/2", expiresAt);
  }

  asking(id: string, distance: f64, question: string): Neighbours {
    return this.put(id, distance, id, "", "s", "m/2", 2000, question);
  }

  /** Of the question `text`, with every guard there is. */
  guarded(text: string): Neighbours {
    this.question = text;
    this.guards = ALL_GUARDS;
    return this;
  }

  within(threshold: f64, inclusive: bool): Neighbours {
    this.threshold = threshold;
    this.inclusive = inclusive;
    return this;
  }

  apart(margin: f64): Neighbours {
    this.margin = margin;
    return this;
  }

  fading(fade: f64): Neighbours {
    this.fade = fade;
    return this;
  }

  /** The verdict: the accepted one or the refusal, and `, X expired` where one has. */
  verdict(): string {
    const verdict = this.judged;
    const expired = verdict.expired;
    const word = verdict.isAccepted ? verdict.candidate!.match.id.toString() + " accepted" : verdict.refusal;
    return expired == null ? word : word + ", " + expired.id.toString() + " expired";
  }

  /** The candidate and its lead in hundredths, or `none`. */
  candidate(): string {
    const candidate = this.judged.candidate;
    if (candidate == null) return "none";
    const lead = candidate.lead == Infinity ? "far" : (<i32>Math.round(candidate.lead * 100)).toString();
    return candidate.match.id.toString() + " leads by " + lead;
  }

  /** Those that come into question. */
  fit(): string {
    const fit = this.judged.fit;
    let ids = "";
    for (let i = 0; i < fit.length; i++) ids += fit[i].id.toString();
    return ids;
  }

  private get judged(): Verdict {
    const policy = new Policy(this.threshold, this.inclusive, this.margin, this.fade);
    const scope = new SearchScope(Slice.of("s"), "m/2", NOW);
    const guards = new Guards(new GuardConfig(this.guards));
    return new Verdict(this.matches, Slice.of(this.question), scope, policy, guards);
  }

  private put(
    id: string,
    distance: f64,
    key: string,
    digest: string,
    scope: string,
    model: string,
    expiresAt: f64,
    question: string = "",
  ): Neighbours {
    const match = new Match(
      Slice.of(id),
      distance,
      Slice.of(key),
      Slice.of(digest),
      Slice.of(scope),
      Slice.of(model),
      expiresAt,
      Slice.of(question),
      null,
    );
    this.matches.push(match);
    return this;
  }
}

function neighbours(): Neighbours {
  return new Neighbours();
}

describe("the threshold", () => {
  it("is what the nearest must be nearer than", () => {
    expect(neighbours().add("a", 0.0999).verdict()).toBe("a accepted");
    expect(neighbours().add("a", 0.1).verdict()).toBe("far");
    expect(neighbours().add("a", 2).verdict()).toBe("far");
    expect(neighbours().within(0, false).add("a", 0).verdict()).toBe("far");
  });

  it("may itself be near enough", () => {
    expect(neighbours().within(0.1, true).add("a", 0.1).verdict()).toBe("a accepted");
    expect(neighbours().within(0.1, true).add("a", 0.1001).verdict()).toBe("far");
    expect(neighbours().within(0, true).add("a", 0).verdict()).toBe("a accepted");
  });

  it("is kept by a distance that is negative through rounding", () => {
    expect(neighbours().add("a", -0.0000001).verdict()).toBe("a accepted");
    expect(neighbours().within(0, true).add("a", -0.0000001).verdict()).toBe("a accepted");
  });

  it("of 0 takes no neighbour, nor one whose distance is negative through rounding", () => {
    expect(neighbours().within(0, false).add("a", -0.0000001).verdict()).toBe("far");
  });
});

describe("the margin", () => {
  it("is what a neighbour with another answer must be farther by", () => {
    expect(neighbours().apart(0.05).add("a", 0.01).add("b", 0.05).verdict()).toBe("margin");
    expect(neighbours().apart(0.05).add("a", 0.01).add("b", 0.07).verdict()).toBe("a accepted");
    expect(neighbours().apart(0.25).add("a", 0).add("b", 0.25).verdict()).toBe("a accepted");
    expect(neighbours().apart(0.05).add("a", 0.01).add("b", 0.01).verdict()).toBe("margin");
  });

  it("counts beyond the threshold too", () => {
    expect(neighbours().apart(0.05).add("a", 0.09).add("b", 0.11).verdict()).toBe("margin");
  });

  it("is off at 0", () => {
    expect(neighbours().apart(0).add("a", 0.01).add("b", 0.01).verdict()).toBe("a accepted");
  });

  it("does not stand between neighbours that lead to the same entry", () => {
    expect(neighbours().add("a", 0.01).leadingTo("b", 0.02, "a").verdict()).toBe("a accepted");
  });

  it("does not stand between neighbours whose answers say the same", () => {
    expect(neighbours().saying("a", 0.01, "d1").saying("b", 0.02, "d1").verdict()).toBe("a accepted");
    expect(neighbours().saying("a", 0.01, "d1").saying("b", 0.02, "d2").verdict()).toBe("margin");
    expect(neighbours().saying("a", 0.01, "").saying("b", 0.02, "").verdict()).toBe("margin");
    expect(neighbours().saying("a", 0.01, "d1").add("b", 0.02).verdict()).toBe("margin");
  });

  it("is asked of every neighbour, not of the second alone", () => {
    const three = neighbours().add("a", 0.01).leadingTo("b", 0.02, "a").add("c", 0.03);
    expect(three.verdict()).toBe("margin");
  });
});

describe("neighbours that speak together", () => {
  it("make up for a small difference where they say the same", () => {
    const close = neighbours().fading(0.08).add("a", 0.01).add("b", 0.05);
    expect(close.verdict()).toBe("margin");
    const supported = neighbours().fading(0.08).add("a", 0.01).leadingTo("c", 0.02, "a").add("b", 0.05);
    expect(supported.verdict()).toBe("a accepted");
  });

  it("take a large difference away where they say otherwise", () => {
    const alone = neighbours().fading(0.08).add("a", 0.01).add("b", 0.07);
    expect(alone.verdict()).toBe("a accepted");
    const outvoted = neighbours().fading(0.08).add("a", 0.01).add("b", 0.07).leadingTo("c", 0.07, "b");
    expect(outvoted.verdict()).toBe("margin");
    expect(outvoted.apart(0).verdict()).toBe("a accepted", "by less than the margin");
    expect(outvoted.leadingTo("d", 0.07, "b").apart(0).verdict()).toBe("margin", "by more of them");
  });

  it("do so only if they are fit", () => {
    const others = neighbours().fading(0.08).add("a", 0.01).inScope("b", 0.01, "other");
    expect(others.ofModel("c", 0.01, "m/3").until("d", 0.01, NaN).verdict()).toBe("a accepted");
  });
});

describe("the candidate", () => {
  it("is the nearest that is fit, with its lead, whether it is accepted or not", () => {
    expect(neighbours().add("a", 0.01).add("b", 0.07).candidate()).toBe("a leads by 6");
    expect(neighbours().add("a", 0.3).add("b", 0.31).candidate()).toBe("a leads by 1");
    expect(neighbours().inScope("a", 0, "other").add("b", 0.2).candidate()).toBe("b leads by far");
  });

  it("is missing where no neighbour is fit", () => {
    expect(neighbours().candidate()).toBe("none");
    expect(neighbours().inScope("a", 0, "other").until("b", 0, 999).candidate()).toBe("none");
  });
});

describe("a neighbour that clearly asks something else", () => {
  it("does not count, however near", () => {
    const asked = "How do I enable 2FA?";
    const opposite = "How do I disable 2FA?";
    expect(neighbours().asking("a", 0, opposite).guarded(asked).verdict()).toBe("guard");
    expect(neighbours().asking("a", 0, asked).guarded(opposite).verdict()).toBe("guard");
    expect(neighbours().asking("a", 0, opposite).verdict()).toBe("a accepted", "where no guard looks");
    expect(neighbours().asking("a", 0, "How can I enable 2FA?").guarded(asked).verdict()).toBe("a accepted");
  });

  it("does not stand between the question and one that asks the same", () => {
    const both = neighbours().asking("a", 0, "disable 2FA").asking("b", 0.04, "enabling 2FA");
    expect(both.apart(0.05).guarded("enable 2FA").verdict()).toBe("b accepted");
  });
});

describe("a neighbour that is too far to be taken", () => {
  const asked = "enable 2FA";

  it("does not come into question either where it asks something else", () => {
    const all = neighbours().asking("a", 0.01, asked).asking("b", 0.3, "disable 2FA").asking("c", 0.4, asked);
    expect(all.guarded(asked).verdict()).toBe("a accepted");
    expect(all.fit()).toBe("ac");
    expect(all.candidate()).toBe("a leads by 39");
    const far = neighbours().asking("a", 0.2, "disable 2FA").asking("b", 0.3, asked).guarded(asked);
    expect(far.verdict() + " " + far.fit()).toBe("far b");
  });

  it("makes no difference to the margin where it asks something else", () => {
    const close = neighbours().apart(0.05).asking("a", 0.09, asked).asking("b", 0.11, "disable 2FA");
    expect(close.verdict()).toBe("margin");
    expect(close.guarded(asked).verdict()).toBe("a accepted");
    expect(close.asking("c", 0.13, asked).verdict()).toBe("margin");
  });

  it("speaks for the answer that it leads to", () => {
    const alone = neighbours().apart(0.05).fading(0.05).add("a", 0.06);
    expect(alone.add("b", 0.12).verdict()).toBe("a accepted");
    expect(alone.add("c", 0.125).verdict()).toBe("margin");
    const backed = neighbours().apart(0.05).fading(0.05).add("a", 0.06);
    backed.leadingTo("d", 0.1, "a").leadingTo("e", 0.1, "a");
    expect(backed.add("b", 0.12).add("c", 0.125).verdict()).toBe("a accepted");
  });
});

describe("a neighbour", () => {
  it("is missing", () => {
    expect(neighbours().verdict()).toBe("none");
  });

  it("does not count in another scope", () => {
    expect(neighbours().inScope("a", 0, "other").verdict()).toBe("none");
    expect(neighbours().inScope("a", 0, "").verdict()).toBe("none");
    expect(neighbours().inScope("a", 0, "s2").add("b", 0.01).verdict()).toBe("b accepted");
  });

  it("does not count under another embedding model or dimension", () => {
    expect(neighbours().ofModel("a", 0, "m/3").verdict()).toBe("none");
    expect(neighbours().ofModel("a", 0, "").verdict()).toBe("none");
    expect(neighbours().ofModel("a", 0, "m").add("b", 0.01).verdict()).toBe("b accepted");
  });

  it("does not count without a key", () => {
    expect(neighbours().leadingTo("a", 0, "").verdict()).toBe("none");
    expect(neighbours().leadingTo("a", 0, "").add("b", 0.01).verdict()).toBe("b accepted");
  });

  it("does not count after it has expired, and is named for removal", () => {
    expect(neighbours().until("a", 0, 999).verdict()).toBe("none, a expired");
    expect(neighbours().until("a", 0, 1000).verdict()).toBe("none, a expired");
    expect(neighbours().until("a", 0, 1001).verdict()).toBe("a accepted");
    expect(neighbours().until("a", 0, 999).add("b", 0.01).verdict()).toBe("b accepted, a expired");
    expect(neighbours().until("a", 0, 999).add("b", 0.5).verdict()).toBe("far, a expired");
    expect(neighbours().until("a", 0, 999).add("b", 0.01).add("c", 0.01).verdict()).toBe("margin, a expired");
  });

  it("does not count without an expiry, and is left alone", () => {
    expect(neighbours().until("a", 0, NaN).verdict()).toBe("none");
    expect(neighbours().until("a", 0, NaN).add("b", 0.01).verdict()).toBe("b accepted");
  });

  it("that has expired in another scope is left alone", () => {
    const other = new Neighbours();
    other.matches.push(
      new Match(
        Slice.of("a"),
        0,
        Slice.of("a"),
        Slice.EMPTY,
        Slice.of("other"),
        Slice.of("m/2"),
        1,
        Slice.EMPTY,
        null,
      ),
    );
    expect(other.verdict()).toBe("none");
  });
});
