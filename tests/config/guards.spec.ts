import { Guard } from "../../assembly/config/config";
import { GUARD_NAMES } from "../../assembly/config/guards";
import { CACHE, DASH, configOf, expectVerdicts } from "./reading";

describe("guards", () => {
  it("are all on by default, and may be named each", () => {
    expect(maskOf("")).toBe(255);
    expect(maskOf(",'guards':true")).toBe(255);
    expect(maskOf(",'guards':null")).toBe(255);
    expect(maskOf(",'guards':false")).toBe(0);
    expect(maskOf(",'guards':{}")).toBe(255);
    expect(maskOf(",'guards':{'numbers':true,'dates':true}")).toBe(255);
  });

  it("are switched off one by one", () => {
    expect(maskWithout("numbers")).toBe(255 - (1 << Guard.Numbers));
    expect(maskWithout("dates")).toBe(255 - (1 << Guard.Dates));
    expect(maskWithout("versions")).toBe(255 - (1 << Guard.Versions));
    expect(maskWithout("negation")).toBe(255 - (1 << Guard.Negation));
    expect(maskWithout("antonyms")).toBe(255 - (1 << Guard.Antonyms));
    expect(maskWithout("direction")).toBe(255 - (1 << Guard.Direction));
    expect(maskWithout("quotes")).toBe(255 - (1 << Guard.Quotes));
    expect(maskWithout("language")).toBe(255 - (1 << Guard.Language));
  });

  it("have the names that they are configured by", () => {
    expect(GUARD_NAMES.length).toBe(Guard.None);
    for (let i = 0; i < GUARD_NAMES.length; i++) expect(maskWithout(GUARD_NAMES[i])).toBe(255 - (1 << i));
  });

  it("may stand in the original form", () => {
    const redis = ",'redis':{'serviceName':'r.dns'}";
    expect(configOf("{" + DASH + redis + ",'guards':{'quotes':false}}").guards.has(Guard.Quotes)).toBe(false);
  });

  it("are refused where they are wrong", () => {
    expectVerdicts([
      "{" + CACHE + ",'guards':'all'}",
      "guards: expected true, false or an object, got 'all'",
      "{" + CACHE + ",'guards':['numbers']}",
      "guards: expected true, false or an object, got an array",
      "{" + CACHE + ",'guards':{'numbers':1}}",
      "guards.numbers: expected true or false, got 1",
      "{" + CACHE + ",'guards':{'Dates':false,'spelling':true}}",
      "guards.Dates: unknown field (did you mean dates?), ignored\nguards.spelling: unknown field, ignored",
    ]);
  });
});

function maskOf(fields: string): i32 {
  return configOf("{" + CACHE + fields + "}").guards.mask;
}

function maskWithout(name: string): i32 {
  return maskOf(",'guards':{'" + name + "':false}");
}
