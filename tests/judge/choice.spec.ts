import { Policy } from "../../assembly/config/config";
import { choose } from "../../assembly/judge/choice";
import { Evidence } from "../../assembly/judge/evidence";

const INITIAL: Policy = new Policy(0.1, false, 0.05, 0.08);

/** Comparisons, by their distance and their lead. */
class Seen {
  readonly evidence: Evidence = new Evidence();
  private weight: f64 = 1;

  same(count: i32, distance: f64, lead: f64): Seen {
    return this.add(count, distance, lead, true);
  }

  different(count: i32, distance: f64, lead: f64): Seen {
    return this.add(count, distance, lead, false);
  }

  /** Each from here on stands for so many requests. */
  each(weight: f64): Seen {
    this.weight = weight;
    return this;
  }

  /** The policy that is chosen, or `none`. */
  chosen(budget: f64, initial: Policy = INITIAL): string {
    const choice = choose(this.evidence, budget, initial);
    if (choice == null) return "none";
    const policy = choice.policy;
    expect(policy.fade).toBe(initial.fade);
    return `${hundredths(policy.threshold)} apart by ${hundredths(policy.margin)}`;
  }

  private add(count: i32, distance: f64, lead: f64, isSame: bool): Seen {
    for (let i = 0; i < count; i++) this.evidence.add(distance, lead, isSame, this.weight);
    return this;
  }
}

function seen(): Seen {
  return new Seen();
}

function hundredths(value: f64): i32 {
  return <i32>Math.round(value * 100);
}

function expectNear(actual: f64, expected: f64): void {
  expect(Math.abs(actual - expected) < 0.00005).toBe(true, actual.toString());
}

describe("a policy", () => {
  it("is not chosen where too little is known", () => {
    expect(seen().chosen(0.05)).toBe("none");
    expect(seen().same(99, 0.05, 0.1).chosen(1)).toBe("none");
    expect(seen().same(100, 0.05, 0.1).chosen(1)).toBe("6 apart by 0");
    expect(seen().different(99, 0.05, 0.1).chosen(0.05)).toBe("none");
  });

  it("is not chosen for the share seen, but for what that may be at most", () => {
    // None of n wrong is a share of 2.706 / (n + 2.706) at most.
    expect(seen().same(132, 0.05, 0.1).chosen(0.02)).toBe("none");
    expect(seen().same(133, 0.05, 0.1).chosen(0.02)).toBe("6 apart by 0");
  });

  it("says what it rests on", () => {
    const choice = choose(seen().same(495, 0.05, 0.1).different(5, 0.05, 0.1).evidence, 0.05, INITIAL)!;
    expectNear(choice.wrongShare, 0.01);
    // Wilson's upper end of 5 in 500, for one side of 95 %.
    expectNear(choice.upperBound, 0.0204);
    expect(choice.comparisons).toBe(500);
  });

  it("is the one with the most hits that keeps to the budget", () => {
    const evidence = seen().same(300, 0.05, 0.1).same(300, 0.15, 0.1).same(300, 0.25, 0.1);
    expect(evidence.chosen(0.05)).toBe("26 apart by 0");
    evidence.different(60, 0.25, 0.1);
    expect(evidence.chosen(0.05)).toBe("16 apart by 0");
    evidence.different(60, 0.15, 0.1);
    expect(evidence.chosen(0.05)).toBe("6 apart by 0");
  });

  it("is wider where more wrong answers are put up with", () => {
    const evidence = seen().same(300, 0.05, 0.1).same(270, 0.15, 0.1).different(30, 0.15, 0.1);
    expect(evidence.chosen(0.02)).toBe("6 apart by 0");
    expect(evidence.chosen(0.1)).toBe("16 apart by 0");
  });

  it("is no wider than what was seen", () => {
    expect(seen().same(300, 0.05, 0.1).chosen(0.05)).toBe("6 apart by 0");
    expect(seen().same(300, 0.4999, 0.1).chosen(0.05)).toBe("50 apart by 0");
  });

  it("asks for a larger lead where the wrong ones have a small one", () => {
    const evidence = seen().same(300, 0.05, 0.1).same(200, 0.05, 0.025).different(30, 0.05, 0.025);
    expect(evidence.chosen(0.02)).toBe("6 apart by 3");
    expect(evidence.chosen(0.1)).toBe("6 apart by 0");
  });

  it("gives up a larger lead for a wider threshold where that gives more hits", () => {
    const evidence = seen().same(300, 0.05, 0.025).same(400, 0.25, 0.1).different(100, 0.25, 0.025);
    expect(evidence.chosen(0.02)).toBe("26 apart by 3");
    expect(evidence.same(200, 0.05, 0.025).chosen(0.02)).toBe("6 apart by 0");
  });

  it("never rests on leads below nothing", () => {
    expect(seen().same(300, 0.05, -0.001).chosen(1)).toBe("none");
    expect(seen().same(300, 0.05, 0).chosen(1)).toBe("6 apart by 0");
  });

  it("takes a comparison for the requests that it stands for, but for one comparison only", () => {
    expect(seen().each(10).same(99, 0.05, 0.1).chosen(1)).toBe("none");
    expect(seen().each(10).same(100, 0.05, 0.1).chosen(1)).toBe("6 apart by 0");
    // Of 300 hits in ten audits of weight 10, and 200 misses of weight 1, a third was wrong.
    const audited = seen().each(10).same(200, 0.05, 0.1).different(10, 0.05, 0.1);
    const choice = choose(audited.each(1).same(200, 0.15, 0.1).evidence, 0.2, INITIAL)!;
    expectNear(choice.wrongShare, 100.0 / 2300.0);
    expectNear(choice.comparisons, (2300.0 * 2300.0) / 21200.0);
  });

  it("includes its threshold as the one before it did", () => {
    const evidence = seen().same(300, 0.05, 0.1).evidence;
    expect(choose(evidence, 0.05, new Policy(0.1, true, 0.05, 0.08))!.policy.inclusive).toBe(true);
    expect(choose(evidence, 0.05, INITIAL)!.policy.inclusive).toBe(false);
  });
});

describe("no neighbour is to be taken", () => {
  it("where the initial policy is known to give more wrong answers than the budget", () => {
    const evidence = seen().same(90, 0.05, 0.1).different(9, 0.05, 0.1);
    expect(evidence.chosen(0.05)).toBe("none");
    expect(evidence.different(1, 0.05, 0.1).chosen(0.05)).toBe("0 apart by 5");
    expect(evidence.chosen(0.1)).toBe("none", "as many as allowed are not more");
  });

  it("not even one at no distance, by a threshold that counts as near enough", () => {
    const evidence = seen().same(100, 0.05, 0.1).different(100, 0.05, 0.1).evidence;
    const choice = choose(evidence, 0.05, new Policy(0.1, true, 0.05, 0.08))!;
    expect(choice.policy.inclusive).toBe(false);
    expectNear(choice.wrongShare, 0.5);
    expect(choice.comparisons).toBe(200);
  });

  it("but for what that policy would have taken", () => {
    const outside = seen().different(500, 0.11, 0.1).different(500, 0.05, 0.049);
    expect(outside.chosen(0.05)).toBe("none");
    expect(outside.different(100, 0.0999, 0.05).chosen(0.05)).toBe("0 apart by 5");
  });

  it("also by a policy whose margin is wider than the leads that are told apart", () => {
    const wide = new Policy(0.1, false, 0.5, 0.08);
    expect(seen().different(100, 0.05, 0.6).chosen(0.05, wide)).toBe("0 apart by 50");
    expect(seen().different(100, 0.05, 0.2).chosen(0.05, wide)).toBe("none");
  });

  it("as long as no other policy keeps to the budget", () => {
    const bad = seen().same(100, 0.05, 0.06).different(100, 0.05, 0.06);
    expect(bad.chosen(0.05)).toBe("0 apart by 5");
    expect(bad.same(100, 0.05, 0.3).chosen(0.05)).toBe("6 apart by 8");
  });
});
