import { Slice } from "../../assembly/bytes/slice";
import { Dice } from "../../assembly/flow/dice";
import { Life } from "../../assembly/flow/life";
import { configOf } from "../config/reading";
import { exact, living } from "./texts";

/** The lives of some hundred answers under entries of 1,000 seconds and `fields`. */
function lives(fields: string, wished: i32 = 0): Life[] {
  const config = configOf(living(exact(fields), 1000));
  const dice = new Dice(1);
  const lives = new Array<Life>();
  for (let i = 0; i < 400; i++) lives.push(Life.of(Slice.of("What is Envoy?"), wished, config, dice));
  return lives;
}

/** The shortest and the longest of them. */
function range(lives: Life[]): i32[] {
  let least = i32.MAX_VALUE;
  let most = 0;
  for (let i = 0; i < lives.length; i++) {
    least = min(least, lives[i].ttl);
    most = max(most, lives[i].ttl);
  }
  return [least, most];
}

describe("a life", () => {
  it("is as long as configured without jitter", () => {
    expect(range(lives(""))).toStrictEqual([1000, 1000]);
  });

  it("is cut by up to the share that is configured, evenly", () => {
    const all = lives(",'ttlJitter':0.1");
    const ends = range(all);
    expect(ends[0] >= 900 && ends[0] < 905).toBe(true, ends[0].toString());
    expect(ends[1] > 995 && ends[1] <= 1000).toBe(true, ends[1].toString());
    let sum = 0;
    for (let i = 0; i < all.length; i++) sum += all[i].ttl;
    expect(Math.abs(<f64>sum / 400 - 950) < 10).toBe(true, (sum / 400).toString());
  });

  it("is a second at least", () => {
    expect(range(lives(",'ttlJitter':1"))[0] >= 1).toBe(true);
    const config = configOf(living(exact(",'ttlJitter':1"), 1));
    expect(Life.of(Slice.of("x"), 0, config, new Dice(1)).ttl).toBe(1);
  });

  it("of no end has none, and is what the client wishes", () => {
    const config = configOf(exact());
    expect(Life.of(Slice.of("x"), 0, config, new Dice(1)).ttl).toBe(0);
    expect(Life.of(Slice.of("x"), 7, config, new Dice(1)).ttl).toBe(7);
  });

  it("is what the client wishes where that is shorter, uncut", () => {
    expect(range(lives(",'ttlJitter':0.1", 899))).toStrictEqual([899, 899]);
    expect(range(lives("", 1001))).toStrictEqual([1000, 1000]);
  });

  it("is followed by a time of staleness where it is cut by chance, and not where a client cuts it", () => {
    const cut = lives(",'ttlJitter':0.1,'staleTTL':30");
    for (let i = 0; i < cut.length; i++) expect(cut[i].stale).toBe(30);
    expect(lives(",'staleTTL':30", 999)[0].stale).toBe(0);
    expect(lives(",'staleTTL':30", 1000)[0].stale).toBe(30);
  });
});
