import { BreakerConfig } from "../../assembly/config/breaker";
import { Breaker, BreakerState } from "../../assembly/flow/breaker";
import { Dice } from "../../assembly/flow/dice";

const NOW: i64 = 1700000000000;
const TIMEOUT: i32 = 500;

function breaker(failures: i32 = 3, pause: i32 = 1000, maxPause: i32 = 5000, seed: i64 = 1): Breaker {
  return new Breaker(new BreakerConfig(failures, pause, maxPause), new Dice(seed));
}

/** One that has just opened. */
function opened(failures: i32 = 3, seed: i64 = 1): Breaker {
  const it = breaker(failures, 1000, 5000, seed);
  for (let i = 0; i < failures; i++) it.failed(NOW);
  expect(it.state).toBe(BreakerState.Open);
  return it;
}

describe("a breaker", () => {
  it("lets calls through as long as some succeed", () => {
    const it = breaker();
    for (let i = 0; i < 10; i++) {
      it.failed(NOW);
      it.failed(NOW);
      expect(it.allows(NOW, TIMEOUT)).toBe(true);
      it.succeeded();
    }
  });

  it("opens after so many failures in a row", () => {
    const it = breaker();
    it.failed(NOW);
    it.failed(NOW);
    expect(it.allows(NOW, TIMEOUT)).toBe(true);
    it.failed(NOW);
    expect(it.allows(NOW, TIMEOUT)).toBe(false);
  });

  it("never opens where that is switched off", () => {
    const it = breaker(0);
    for (let i = 0; i < 100; i++) it.failed(NOW);
    expect(it.allows(NOW, TIMEOUT)).toBe(true);
  });

  it("stays open for its pause, less a quarter at most that is left to chance", () => {
    let first: i64 = i64.MAX_VALUE;
    let last: i64 = 0;
    for (let seed = 1; seed < 200; seed++) {
      const it = opened(3, seed * 7919);
      let at: i64 = 0;
      while (!it.allows(NOW + at, TIMEOUT)) at++;
      first = min(first, at);
      last = max(last, at);
    }
    expect(first >= 750 && first < 780).toBe(true, first.toString());
    expect(last <= 1000 && last > 970).toBe(true, last.toString());
  });

  it("lets one call through then, and no other until that has ended", () => {
    const it = opened();
    expect(it.allows(NOW + 1000, TIMEOUT)).toBe(true);
    expect(it.allows(NOW + 1000, TIMEOUT)).toBe(false);
    expect(it.allows(NOW + 1499, TIMEOUT)).toBe(false);
    it.succeeded();
    expect(it.allows(NOW + 1499, TIMEOUT)).toBe(true);
    expect(it.allows(NOW + 1499, TIMEOUT)).toBe(true);
  });

  it("lets another through where nothing was heard of it in its time", () => {
    const it = opened();
    expect(it.allows(NOW + 1000, TIMEOUT)).toBe(true);
    expect(it.allows(NOW + 1500, TIMEOUT)).toBe(true);
    expect(it.allows(NOW + 1500, TIMEOUT)).toBe(false);
  });

  it("opens again with the first failure, for twice as long, and no longer than the longest pause", () => {
    const it = opened();
    let now = NOW;
    const pauses: i64[] = [1000, 2000, 4000, 5000, 5000];
    for (let i = 0; i < pauses.length; i++) {
      expect(it.pause).toBe(pauses[i]);
      expect(it.allows(now + (pauses[i] * 3) / 4 - 1, TIMEOUT)).toBe(false);
      now += pauses[i];
      expect(it.allows(now, TIMEOUT)).toBe(true);
      it.failed(now);
    }
  });

  it("begins with the first pause again after a success", () => {
    const it = opened();
    expect(it.allows(NOW + 1000, TIMEOUT)).toBe(true);
    it.failed(NOW + 1000);
    it.succeeded();
    for (let i = 0; i < 2; i++) it.failed(NOW);
    expect(it.allows(NOW, TIMEOUT)).toBe(true, "and counts from none");
    it.failed(NOW);
    expect(it.pause).toBe(1000);
  });

  it("learns nothing from failures of calls that were on their way", () => {
    const it = opened();
    for (let i = 0; i < 10; i++) it.failed(NOW + 900);
    expect(it.allows(NOW + 1000, TIMEOUT)).toBe(true);
  });
});
