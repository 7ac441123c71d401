import { Dice } from "../../assembly/flow/dice";

const THROWS: i32 = 20000;

/** How many of 20,000 throws hit. */
function hits(seed: i64, share: f64): i32 {
  const dice = new Dice(seed);
  let count = 0;
  for (let i = 0; i < THROWS; i++) if (dice.throws(share)) count++;
  return count;
}

describe("dice", () => {
  it("never hit at 0, and always at 1, whatever the seed", () => {
    const seeds: i64[] = [0, 1, 2, -1, 1700000000000, i64.MAX_VALUE, i64.MIN_VALUE];
    for (let i = 0; i < seeds.length; i++) {
      expect(hits(seeds[i], 0)).toBe(0, seeds[i].toString());
      expect(hits(seeds[i], 1)).toBe(THROWS, seeds[i].toString());
    }
  });

  it("hit as often as they should", () => {
    const shares: f64[] = [0.01, 0.1, 0.5, 0.9];
    for (let i = 0; i < shares.length; i++) {
      const share = shares[i];
      // Six standard deviations.
      const tolerance = 6 * Math.sqrt(<f64>THROWS * share * (1 - share));
      for (let seed: i64 = 1700000000000; seed < 1700000000020; seed++) {
        const off = Math.abs(<f64>hits(seed, share) - <f64>THROWS * share);
        expect(off < tolerance).toBe(true, `${share} of ${seed} is off by ${off}`);
      }
    }
  });

  it("do not repeat themselves", () => {
    const dice = new Dice(1700000000000);
    let last = 0;
    let longest = 0;
    for (let i = 0; i < THROWS; i++) {
      last = dice.throws(0.5) ? 0 : last + 1;
      longest = max(longest, last);
    }
    expect(longest < 40).toBe(true, longest.toString());
  });

  it("fall the same way for the same seed alone", () => {
    const pattern = (seed: i64): string => {
      const dice = new Dice(seed);
      let word = "";
      for (let i = 0; i < 64; i++) word += dice.throws(0.5) ? "1" : "0";
      return word;
    };
    expect(pattern(1700000000001)).toBe(pattern(1700000000001));
    expect(pattern(1700000000001) == pattern(1700000000003)).toBe(false);
  });
});
