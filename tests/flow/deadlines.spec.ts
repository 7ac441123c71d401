import { Deadline, Deadlines, Waiter } from "../../assembly/flow/deadlines";

/** Writes its name down when its moment has come. */
class Named implements Waiter {
  constructor(
    private readonly name: string,
    private readonly heard: string[],
  ) {}

  onDeadline(): void {
    this.heard.push(this.name);
  }
}

/** Waits anew when its moment has come. */
class Again implements Waiter {
  count: i32 = 0;

  constructor(private readonly deadlines: Deadlines) {}

  onDeadline(): void {
    this.count++;
    this.deadlines.add(100, this);
  }
}

/** What has been heard since the last time, and then nothing. */
function taken(heard: string[]): string {
  const text = heard.join(" ");
  heard.length = 0;
  return text;
}

describe("deadlines", () => {
  it("come at their moment, in their order, and once", () => {
    const heard = new Array<string>();
    const deadlines = new Deadlines();
    deadlines.add(10, new Named("a", heard));
    deadlines.add(20, new Named("b", heard));
    deadlines.add(20, new Named("c", heard));
    deadlines.add(30, new Named("d", heard));
    deadlines.expire(9);
    expect(taken(heard)).toBe("");
    deadlines.expire(10);
    expect(taken(heard)).toBe("a");
    deadlines.expire(29);
    expect(taken(heard)).toBe("b c");
    deadlines.expire(1000);
    expect(taken(heard)).toBe("d");
    deadlines.expire(2000);
    expect(taken(heard)).toBe("");
  });

  it("do not come where the wait is over", () => {
    const heard = new Array<string>();
    const deadlines = new Deadlines();
    deadlines.add(10, new Named("a", heard)).waiter = null;
    deadlines.add(10, new Named("b", heard));
    deadlines.expire(10);
    expect(taken(heard)).toBe("b");
  });

  it("are looked at only when they head the queue and are due", () => {
    const heard = new Array<string>();
    const deadlines = new Deadlines();
    deadlines.add(50, new Named("head", heard));
    // Were the queue walked, this one would be found due.
    deadlines.add(10, new Named("behind", heard));
    deadlines.expire(20);
    expect(taken(heard)).toBe("");
    deadlines.expire(50);
    expect(taken(heard)).toBe("head behind");
  });

  it("come each once though many come and go", () => {
    const heard = new Array<string>();
    const deadlines = new Deadlines();
    const places = new Array<Deadline>();
    let count = 0;
    for (let now = 0; now < 1500; now++) {
      places.push(deadlines.add(now + 100, new Named(now.toString(), heard)));
      if (now % 3 == 0) places[now].waiter = null;
      deadlines.expire(now);
      for (let i = 0; i < heard.length; i++) {
        expect(heard[i]).toBe((now - 100).toString());
        count++;
      }
      heard.length = 0;
    }
    expect(count).toBe(933);
  });

  it("may be followed by another from within", () => {
    const deadlines = new Deadlines();
    const again = new Again(deadlines);
    deadlines.add(10, again);
    deadlines.expire(10);
    expect(again.count).toBe(1);
    deadlines.expire(99);
    expect(again.count).toBe(1);
  });

  it("are not kept where the wait is over, but for those behind one that is not", () => {
    const heard = new Array<string>();
    const deadlines = new Deadlines();
    for (let i = 0; i < 1000; i++) deadlines.add(i, new Named("over", heard)).waiter = null;
    expect(deadlines.length).toBe(1);
    deadlines.add(1000, new Named("first", heard));
    for (let i = 1; i < 1000; i++) deadlines.add(1000 + i, new Named("over", heard)).waiter = null;
    expect(deadlines.length).toBe(1000);
    deadlines.add(2000, new Named("last", heard));
    deadlines.expire(2000);
    expect(taken(heard)).toBe("first last");
    expect(deadlines.length).toBe(0);
  });
});
