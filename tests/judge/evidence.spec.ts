import { Slice } from "../../assembly/bytes/slice";
import { Evidence, LEADS, STEPS, leadBound } from "../../assembly/judge/evidence";

/** What is kept, as `step/lead: same different squares` for each cell that is not empty. */
function told(evidence: Evidence): string {
  const lines = new Array<string>();
  for (let step = 0; step < STEPS; step++) {
    for (let lead = 0; lead < LEADS; lead++) {
      const same = evidence.same(step, lead);
      const different = evidence.different(step, lead);
      const squares = evidence.squares(step, lead);
      if (same == 0 && different == 0 && squares == 0) continue;
      lines.push(`${step}/${lead}: ${same} ${different} ${squares}`);
    }
  }
  return lines.join(", ");
}

/** Evidence of one comparison. */
function one(distance: f64, lead: f64, isSame: bool = true, weight: f64 = 1): Evidence {
  const evidence = new Evidence();
  evidence.add(distance, lead, isSame, weight);
  return evidence;
}

/** Evidence of `count` comparisons of one kind. */
function many(count: i32, weight: f64): Evidence {
  const evidence = new Evidence();
  for (let i = 0; i < count; i++) evidence.add(0.05, 0.1, true, weight);
  return evidence;
}

describe("evidence", () => {
  it("is nothing at first", () => {
    expect(told(new Evidence())).toBe("");
    expect(new Evidence().count).toBe(0);
  });

  it("tells the same from the different, and adds up", () => {
    const evidence = one(0.05, 0.1);
    evidence.add(0.05, 0.1, true, 1);
    evidence.add(0.05, 0.1, false, 1);
    expect(told(evidence)).toBe("2/9: 2.0 1.0 3.0");
    expect(evidence.count).toBe(3);
  });

  it("weighs a comparison as the requests that it stands for", () => {
    expect(told(one(0.05, 0.1, true, 10))).toBe("2/9: 10.0 0.0 100.0");
    expect(told(one(0.05, 0.1, false, 10))).toBe("2/9: 0.0 10.0 100.0");
  });

  it("keeps distances apart in steps of two hundredths, up to a half", () => {
    expect(told(one(0, 0.1))).toBe("0/9: 1.0 0.0 1.0");
    expect(told(one(0.0199, 0.1))).toBe("0/9: 1.0 0.0 1.0");
    expect(told(one(0.02, 0.1))).toBe("1/9: 1.0 0.0 1.0");
    expect(told(one(0.49999999999999994, 0.1))).toBe("24/9: 1.0 0.0 1.0");
  });

  it("counts what rounding has made negative as no distance", () => {
    expect(told(one(-0.0000001, 0.1))).toBe("0/9: 1.0 0.0 1.0");
  });

  it("leaves out what is too far to be taken, and what is no number", () => {
    const far: f64[] = [0.5, 2, Infinity, NaN];
    for (let i = 0; i < far.length; i++) {
      expect(told(one(far[i], 0.1))).toBe("", far[i].toString());
      expect(one(far[i], 0.1).count).toBe(0);
    }
  });

  it("keeps leads apart by their lower bounds", () => {
    for (let lead = 1; lead < LEADS; lead++) {
      expect(told(one(0, leadBound(lead)))).toBe(`0/${lead}: 1.0 0.0 1.0`);
      expect(told(one(0, leadBound(lead) - 0.001))).toBe(`0/${lead - 1}: 1.0 0.0 1.0`);
    }
    expect(told(one(0, Infinity))).toBe(`0/${LEADS - 1}: 1.0 0.0 1.0`);
    expect(told(one(0, -Infinity))).toBe("0/0: 1.0 0.0 1.0");
    expect(leadBound(0)).toBe(-Infinity);
  });

  it("is cleared", () => {
    const evidence = one(0.05, 0.1);
    evidence.clear();
    expect(told(evidence)).toBe("");
    expect(evidence.count).toBe(0);
  });
});

describe("evidence of several workers", () => {
  it("is put together", () => {
    const evidence = one(0.05, 0.1);
    evidence.take(one(0.05, 0.1, false, 2));
    evidence.take(one(0.25, Infinity));
    expect(told(evidence)).toBe("2/9: 1.0 2.0 5.0, 12/13: 1.0 0.0 1.0");
  });

  it("goes through bytes", () => {
    const evidence = one(0.05, 0.1, true, 4);
    evidence.add(0.3, 0, false, 1);
    const read = Evidence.read(evidence.write());
    expect(told(read)).toBe("2/9: 4.0 0.0 16.0, 15/1: 0.0 1.0 1.0");
    expect(read.count).toBe(0, "it is no news");
    evidence.add(0.05, 0.1, true, 4);
    expect(told(read)).toBe("2/9: 4.0 0.0 16.0, 15/1: 0.0 1.0 1.0", "the bytes are its own");
  });

  it("is nothing where the bytes are anything else", () => {
    expect(told(Evidence.read(null))).toBe("");
    expect(told(Evidence.read(Slice.EMPTY))).toBe("");
    expect(told(Evidence.read(Slice.of("x".repeat(4199))))).toBe("");
    expect(told(Evidence.read(Slice.of("x".repeat(4201))))).toBe("");
  });
});

describe("evidence that has become much", () => {
  it("fades by half, beyond twenty thousand comparisons", () => {
    const evidence = new Evidence();
    evidence.take(many(20000, 1));
    expect(told(evidence)).toBe("2/9: 20000.0 0.0 20000.0");
    evidence.take(many(2, 1));
    expect(told(evidence)).toBe("2/9: 10001.0 0.0 10001.0");
  });

  it("fades no sooner because each comparison stands for many requests", () => {
    const evidence = new Evidence();
    evidence.take(many(2000, 1024));
    expect(told(evidence)).toBe("2/9: 2048000.0 0.0 2097152000.0");
    evidence.take(many(18002, 1024));
    expect(evidence.same(2, 9)).toBe(10001 * 1024);
  });
});
