import { Config } from "../../assembly/config/config";
import { CACHE, DASH, EMBEDDING, VECTOR, configOf, expectVerdicts } from "./reading";

const SEMANTIC: string = CACHE + "," + EMBEDDING + "," + VECTOR;

/** Semantic look-ups with these further fields. */
function having(fields: string): string {
  return "{" + SEMANTIC + "," + fields + "}";
}

/** The same with these fields of section `vector`. */
function withVector(fields: string, more: string = ""): string {
  const vector = VECTOR.replace("'collectionID'", fields + ",'collectionID'");
  return "{" + CACHE + "," + EMBEDDING + "," + vector + more + "}";
}

const AUDIT = ",'audit':{'rate':0.1}";

describe("links", () => {
  it("are made by default", () => {
    const configs = [
      configOf("{" + SEMANTIC + "}"),
      configOf(having("'link':true")),
      configOf(having("'link':{}")),
    ];
    configs.push(configOf(having("'link':null")));
    configs.push(configOf("{" + DASH + ",'redis':{'serviceName':'r'}}"));
    for (let i = 0; i < configs.length; i++) {
      expect(configs[i].link.isOn).toBe(true);
      expect(configs[i].link.distance).toBe(0.1);
      expect(configs[i].link.within).toBe(0.4);
    }
  });

  it("are not made where they are switched off, and answers are compared as before", () => {
    const link = configOf(having("'link':false")).link;
    expect(link.isOn).toBe(false);
    expect(link.distance).toBe(0.1);
  });

  it("are made as the fields say", () => {
    const link = configOf(having("'link':{'distance':0.2,'within':2}")).link;
    expect(link.isOn).toBe(true);
    expect(link.distance).toBe(0.2);
    expect(link.within).toBe(2);
    expect(configOf(having("'link':{'distance':0,'within':0}")).link.within).toBe(0);
  });

  it("are refused where the fields are wrong", () => {
    expectVerdicts([
      having("'link':'yes'"),
      "link: expected true, false or an object, got 'yes'",
      having("'link':1"),
      "link: expected true, false or an object, got 1",
      having("'link':{'distance':-0.1}"),
      "link.distance: expected a number from 0 to 2, got -0.1",
      having("'link':{'distance':'near'}"),
      "link.distance: expected a number from 0 to 2, got 'near'",
      having("'link':{'within':2.1}"),
      "link.within: expected a number from 0 to 2, got 2.1",
      having("'link':{'width':1}"),
      "link.width: unknown field, ignored",
    ]);
  });
});

describe("audits", () => {
  it("are not made by default", () => {
    expect(configOf("{" + SEMANTIC + "}").audit.rate).toBe(0);
    expect(configOf(having("'audit':{}")).audit.rate).toBe(0);
  });

  it("are made of any share of the hits", () => {
    const rates: f64[] = [0, 0.001, 0.5, 1];
    for (let i = 0; i < rates.length; i++) {
      expect(configOf(having("'audit':{'rate':" + rates[i].toString() + "}")).audit.rate).toBe(rates[i]);
    }
  });

  it("are refused where the fields are wrong", () => {
    expectVerdicts([
      having("'audit':true"),
      "audit: expected an object, got a boolean",
      having("'audit':{'rate':1.5}"),
      "audit.rate: expected a number from 0 to 1, got 1.5",
      having("'audit':{'rate':'all'}"),
      "audit.rate: expected a number from 0 to 1, got 'all'",
      having("'audit':{'Rate':1}"),
      "audit.Rate: unknown field (did you mean rate?), ignored",
      having("'audit':{'rate':1,'maxWrongHitRate':0.1}"),
      "",
    ]);
  });
});

describe("a threshold that is learnt", () => {
  it("begins with the usual one, and keeps to two wrong answers in a hundred", () => {
    const config = configOf(withVector("'threshold':'auto'", AUDIT));
    expect(config.vector!.isAuto).toBe(true);
    expect(config.vector!.policy.threshold).toBe(0.1);
    expect(config.audit.maxWrongHitRate).toBe(0.02);
  });

  it("takes the margin, the fade and the budget that are given", () => {
    const fields = "'threshold':'auto','margin':0.07,'fade':0.2,'thresholdRelation':'lte'";
    const config = configOf(withVector(fields, ",'audit':{'rate':1,'maxWrongHitRate':0.1}"));
    expect(config.vector!.policy.threshold).toBe(0.1);
    expect(config.vector!.policy.inclusive).toBe(true);
    expect(config.vector!.policy.margin).toBe(0.07);
    expect(config.vector!.policy.fade).toBe(0.2);
    expect(config.audit.maxWrongHitRate).toBe(0.1);
    const similar = configOf(withVector("'threshold':'auto','thresholdRelation':'gt'", AUDIT));
    expect(similar.vector!.policy.threshold).toBe(0.1, "whatever way thresholds are written");
  });

  it("is not learnt where it is a number", () => {
    expect(configOf(withVector("'threshold':0.2")).vector!.isAuto).toBe(false);
    expect(configOf("{" + SEMANTIC + "}").vector!.isAuto).toBe(false);
  });

  it("needs hits that are audited", () => {
    const what = "audit: expected an object with a rate above 0 because vector.threshold is 'auto', got ";
    expectVerdicts([
      withVector("'threshold':'auto'"),
      what + "nothing",
      withVector("'threshold':'auto'", ",'audit':{'rate':0}"),
      what + "an object",
      withVector("'threshold':'auto'", ",'audit':{'rate':0.1,'maxWrongHitRate':1.1}"),
      "audit.maxWrongHitRate: expected a number from 0 to 1, got 1.1",
    ]);
  });

  it("is called auto and nothing else", () => {
    expectVerdicts([
      withVector("'threshold':'Auto'", AUDIT),
      "vector.threshold: expected a number or 'auto', got 'Auto'",
      withVector("'threshold':'0.1'", AUDIT),
      "vector.threshold: expected a number or 'auto', got '0.1'",
    ]);
  });
});

describe("how far a neighbour's say reaches", () => {
  it("is configured by the fade", () => {
    expect(configOf("{" + SEMANTIC + "}").vector!.policy.fade).toBe(0.08);
    expect(configOf(withVector("'fade':0")).vector!.policy.fade).toBe(0);
    expect(configOf(withVector("'fade':2")).vector!.policy.fade).toBe(2);
    expectVerdicts([
      withVector("'fade':-1"),
      "vector.fade: expected a number from 0 to 2, got -1",
      withVector("'fade':true"),
      "vector.fade: expected a number from 0 to 2, got true",
    ]);
  });
});

describe("links and audits without semantic look-ups", () => {
  it("have no effect, which is worth a warning", () => {
    const link = "link: not used without semantic look-ups, ignored";
    const audit = "audit: not used without semantic look-ups, ignored";
    expectVerdicts([
      "{" + CACHE + ",'link':true,'audit':{'rate':1}}",
      link + "\n" + audit,
      "{" + CACHE + "," + EMBEDDING + "," + VECTOR + ",'enableSemanticCache':false,'link':{'within':0.1}}",
      link,
      "{" + CACHE + ",'audit':{'rate':2}}",
      "audit.rate: expected a number from 0 to 1, got 2",
      withVector("'threshold':'auto'", ",'enableSemanticCache':false"),
      "",
    ]);
  });

  it("are off", () => {
    const config: Config = configOf("{" + CACHE + "}");
    expect(config.audit.rate).toBe(0);
    expect(config.vector == null).toBe(true);
  });
});
