import { Places } from "../../assembly/json/places";

describe("places of values", () => {
  it("are those that were added, in whatever order", () => {
    const places = new Places();
    const added = [7, 3, 12, 0, 5];
    for (let i = 0; i < added.length; i++) places.add(added[i]);
    for (let at = 0; at < 15; at++) expect(places.has(at)).toBe(added.includes(at), at.toString());
    places.add(1);
    expect(places.has(1)).toBe(true);
    expect(places.has(12)).toBe(true);
  });

  it("stand within a value where one of them begins in it", () => {
    const places = new Places();
    places.add(4);
    places.add(9);
    expect(places.areWithin(0, 4)).toBe(false);
    expect(places.areWithin(0, 5)).toBe(true);
    expect(places.areWithin(4, 5)).toBe(true);
    expect(places.areWithin(5, 9)).toBe(false);
    expect(places.areWithin(5, 10)).toBe(true);
    expect(places.areWithin(10, 99)).toBe(false);
  });

  it("may be forgotten", () => {
    const places = new Places();
    places.add(9);
    places.add(4);
    places.clear();
    expect(places.has(4)).toBe(false);
    places.add(2);
    expect(places.has(2)).toBe(true);
  });
});
