import { Slice } from "../../assembly/bytes/slice";
import { Asked } from "../../assembly/flow/asked";
import { Recent } from "../../assembly/flow/recent";
import { requestOf } from "../support/chat";
import { asking, keyOf, user } from "../support/key";
import { amid } from "../support/bytes";

const REQUEST: string = asking(user("'hi'"));

function keep(recent: Recent, body: Slice): void {
  recent.keep(new Asked(body, "route", requestOf(REQUEST), keyOf(REQUEST)!), Slice.of("caller"));
}

function isFound(recent: Recent, body: Slice, caller: string = "caller", route: string = "route"): bool {
  return recent.find(amid(body, 3, 0x20), Slice.of(caller), route) != null;
}

describe("a request that was answered", () => {
  it("is known again by its bytes, its caller and its route", () => {
    const recent = new Recent();
    const body = Slice.of(REQUEST);
    expect(isFound(recent, body)).toBe(false);
    keep(recent, body);
    expect(isFound(recent, body)).toBe(true);
    expect(isFound(recent, body, "caller 2")).toBe(false);
    expect(isFound(recent, body, "")).toBe(false);
    expect(isFound(recent, body, "caller", "route 2")).toBe(false);
    expect(isFound(recent, body, "caller", "")).toBe(false);
  });

  it("is another one with any byte changed, added or missing", () => {
    const recent = new Recent();
    for (let length = 1; length < 40; length++) {
      const body = "x".repeat(length);
      keep(recent, Slice.of(body));
      expect(isFound(recent, Slice.of(body))).toBe(true);
      for (let i = 0; i < length; i++) {
        expect(isFound(recent, Slice.of(body.slice(0, i) + "y" + body.slice(i + 1)))).toBe(false);
      }
    }
    keep(recent, Slice.of("x".repeat(20)));
    expect(isFound(recent, Slice.of("x".repeat(41)))).toBe(false);
  });

  it("is forgotten for others in time, as few are remembered", () => {
    const recent = new Recent();
    for (let i = 0; i < 2000; i++) keep(recent, Slice.of(`{"question":"${i}"}`));
    let found = 0;
    for (let i = 0; i < 2000; i++) if (isFound(recent, Slice.of(`{"question":"${i}"}`))) found++;
    // Each place has one, as so many fall to all of them.
    expect(found).toBe(32);
    expect(isFound(recent, Slice.of('{"question":"1999"}'))).toBe(true);
  });

  it("is remembered when it is short, so that few kilobytes are held", () => {
    const recent = new Recent();
    keep(recent, Slice.of("x".repeat(4097)));
    expect(isFound(recent, Slice.of("x".repeat(4097)))).toBe(false);
    keep(recent, Slice.of("x".repeat(4096)));
    expect(isFound(recent, Slice.of("x".repeat(4096)))).toBe(true);
  });
});
