import { Slice } from "../../assembly/bytes/slice";
import { leadOf } from "../../assembly/judge/lead";
import { Match } from "../../assembly/vector/vector-store";

/** A neighbour at this distance that leads to the entry `key`, whose answer has this digest; empty for none. */
function match(distance: f64, key: string, digest: string = ""): Match {
  const none = Slice.EMPTY;
  return new Match(Slice.of("id"), distance, Slice.of(key), Slice.of(digest), none, none, 0, none, null);
}

/** A spread of neighbours: distance and answer by turns, nearest first. */
function spread(words: string): Match[] {
  const parts = words.split(" ");
  const matches = new Array<Match>();
  for (let i = 0; i < parts.length; i += 2) matches.push(match(parseFloat(parts[i]), parts[i + 1]));
  return matches;
}

function expectLead(words: string, fade: f64, lead: f64): void {
  const found = leadOf(spread(words), fade);
  const isSame = found == lead || Math.abs(found - lead) < 1e-9;
  expect(isSame).toBe(true, words + " with a fade of " + fade.toString() + " leads by " + found.toString());
}

describe("the lead", () => {
  it("has no end where nothing speaks against the first", () => {
    expectLead("0.01 a", 0.08, Infinity);
    expectLead("0.01 a 0.02 a 0.03 a", 0.08, Infinity);
    expectLead("0.01 a 0.02 a", 0, Infinity);
  });

  it("is the difference of distances between one of each kind, whatever the fade", () => {
    const fades: f64[] = [0, 0.001, 0.08, 2];
    for (let i = 0; i < fades.length; i++) {
      expectLead("0.01 a 0.07 b", fades[i], 0.06);
      expectLead("0.05 a 0.05 b", fades[i], 0);
    }
  });

  it("is that to the nearest with another answer without a fade, however many speak", () => {
    expectLead("0.01 a 0.02 a 0.05 b 0.05 b 0.05 c", 0, 0.04);
  });

  it("grows with those that say the same, as far as they are near", () => {
    // ln(1 + 1) more of the fade, and ln(1 + 1/e) of it.
    expectLead("0.01 a 0.01 a 0.07 b", 0.1, 0.06 + 0.1 * Math.log(2));
    expectLead("0.01 a 0.07 b 0.11 a", 0.1, 0.06 + 0.1 * Math.log(1 + Math.exp(-1)));
  });

  it("shrinks with those that say otherwise, whether or not they agree with each other", () => {
    expectLead("0.01 a 0.07 b 0.07 b", 0.1, 0.06 - 0.1 * Math.log(2));
    expectLead("0.01 a 0.07 b 0.07 c", 0.1, 0.06 - 0.1 * Math.log(2));
    expectLead("0.01 a 0.07 b 0.17 c", 0.1, 0.06 - 0.1 * Math.log(1 + Math.exp(-1)));
  });

  it("is negative where the others weigh more", () => {
    expectLead("0 a 0 b 0 c", 0.1, -0.1 * Math.log(2));
  });

  it("is the same wherever all of them stand", () => {
    expectLead("0.2 a 0.25 b 0.3 b", 0.08, leadOf(spread("0.01 a 0.06 b 0.11 b"), 0.08));
  });

  it("does not lose a rival that is many fades away", () => {
    expectLead("0.01 a 0.02 b", 0.00001, 0.01);
    expectLead("0 a 2 b", 0.000001, 2);
  });

  it("counts those together that lead to one entry or whose answers have one digest", () => {
    const rival = match(0.07, "z", "d9");
    expect(leadOf([match(0.01, "a"), match(0.02, "a", "d2"), rival], 0) > 0.059).toBe(true);
    expect(leadOf([match(0.01, "a", "d1"), match(0.02, "b", "d1"), rival], 0) > 0.059).toBe(true);
    expect(leadOf([match(0.01, "a", "d1"), match(0.02, "b", "d2"), rival], 0) < 0.011).toBe(true);
    expect(leadOf([match(0.01, "a"), match(0.02, "b"), rival], 0) < 0.011).toBe(true, "no digest is none");
  });
});
