import { Pause } from "../../assembly/embedding/pause";

/** How many seconds a pause lasts that begins with this wish. */
function lengthOf(seconds: i32): i64 {
  const pause = new Pause();
  pause.begin(seconds, 1000);
  for (let now: i64 = 1000; now < 2000; now++) if (!pause.isOn(now)) return now - 1000;
  return -1;
}

describe("A pause", () => {
  it("is not on before it begins", () => {
    expect(new Pause().isOn(0)).toBe(false);
    expect(new Pause().isOn(1700000000)).toBe(false);
  });

  it("lasts as long as the service says, between a second and a minute", () => {
    expect(lengthOf(2)).toBe(2);
    expect(lengthOf(60)).toBe(60);
    expect(lengthOf(61)).toBe(60);
    expect(lengthOf(i32.MAX_VALUE)).toBe(60);
    expect(lengthOf(0)).toBe(1);
    expect(lengthOf(-1)).toBe(1);
  });

  it("is not shortened by a later wish", () => {
    const pause = new Pause();
    pause.begin(30, 1000);
    pause.begin(1, 1001);
    expect(pause.isOn(1029)).toBe(true);
    expect(pause.isOn(1030)).toBe(false);
  });
});
