import { Slice } from "../../assembly/bytes/slice";
import { Agreement } from "../../assembly/flow/agreement";
import { Check } from "../../assembly/flow/check";
import { Learning } from "../../assembly/flow/learning";
import { Metrics } from "../../assembly/flow/metrics";
import { Candidate } from "../../assembly/judge/judge";
import { configOf } from "../config/reading";
import { FakeHost, SharedData } from "./fake-host";
import { matchOf } from "./comparing";
import { semantic } from "./texts";

const THRESHOLD = "ai_cache_threshold_ten_thousandths";
const MARGIN = "ai_cache_margin_ten_thousandths";

/** A configuration that learns its threshold from one hit in ten, and with these further fields. */
function auto(fields: string = "", vector: string = ""): string {
  const config = semantic(",'audit':{'rate':0.1,'maxWrongHitRate':0.05}" + fields);
  return config.replace("'collectionID'", "'threshold':'auto'," + vector + "'collectionID'");
}

/** A worker that learns. */
class Worker {
  readonly host: FakeHost;
  readonly learning: Learning;

  constructor(config: string, data: SharedData = new SharedData()) {
    const host = new FakeHost(data);
    const read = configOf(config);
    this.host = host;
    this.learning = new Learning(host, read, read.vector!, new Metrics(host));
  }

  /** Takes note of `count` comparisons with a neighbour that leads so far. */
  sees(count: i32, distance: f64, agreement: Agreement, lead: f64 = Infinity): Worker {
    const check = checkOf(distance, lead, false, 1);
    for (let i = 0; i < count; i++) this.learning.note(check, agreement, Slice.of("asked"));
    return this;
  }

  /** Lets the time come at which the workers put together what they have seen. */
  ticks(after: i64 = 1000): Worker {
    this.host.clock += after;
    this.learning.onTick(this.host.clock);
    return this;
  }

  /** Threshold and margin in force, in hundredths. */
  get policy(): string {
    const policy = this.learning.policy;
    return `${hundredths(policy.threshold)} apart by ${hundredths(policy.margin)}`;
  }

  get lines(): string {
    return this.host.lines.join("\n");
  }
}

function hundredths(value: f64): i32 {
  return <i32>Math.round(value * 100);
}

function checkOf(distance: f64, lead: f64, isAudit: bool, weight: f64): Check {
  const match = matchOf("doc", distance, "k1", "A proxy.");
  return new Check(new Candidate(match, lead), [match], isAudit, weight, false);
}

describe("a comparison", () => {
  it("is counted by its reason, by how far apart the questions are, and by what it shows", () => {
    const worker = new Worker(semantic());
    const distances: f64[] = [-0.001, 0, 0.0199, 0.02, 0.05, 0.1, 0.149, 0.2, 0.35, 0.4, 0.5, 1.5];
    const buckets = ["0_02", "0_02", "0_02", "0_05", "0_10", "0_15", "0_15", "0_30", "0_40", "0_50", "more"];
    buckets.push("more");
    for (let i = 0; i < distances.length; i++) {
      const name = "ai_cache_comparisons_total.reason.miss.distance." + buckets[i] + ".verdict.same";
      const before = worker.host.counted(name);
      worker.sees(1, distances[i], Agreement.Same);
      expect(worker.host.counted(name)).toBe(before + 1, distances[i].toString());
    }
    worker.learning.note(checkOf(0.05, 1, true, 1), Agreement.Different, Slice.of("a"));
    worker.learning.note(checkOf(0.05, 1, true, 1), Agreement.Unknown, Slice.of("a"));
    expect(
      worker.host.counted("ai_cache_comparisons_total.reason.audit.distance.0_10.verdict.different"),
    ).toBe(1);
    expect(worker.host.counted("ai_cache_comparisons_total.reason.audit.distance.0_10.verdict.unknown")).toBe(
      1,
    );
  });

  it("is told in the log where it was an audit, by keys and without a word of what was said", () => {
    const worker = new Worker(semantic());
    worker.learning.note(checkOf(0.05, Infinity, true, 1), Agreement.Different, Slice.of("k2"));
    worker.learning.note(checkOf(0.0512, -0.031, true, 1), Agreement.Same, Slice.of("k2"));
    worker.sees(1, 0.05, Agreement.Different);
    expect(worker.lines).toBe(
      "info audit: different distance=0.0500 lead=none near key=k1 asked=k2\n" +
        "info audit: same distance=0.0512 lead=-0.0310 key=k1 asked=k2",
    );
  });

  it("is not told where the log is quieter", () => {
    const worker = new Worker(semantic(",'logLevel':'warn'"));
    worker.learning.note(checkOf(0.05, Infinity, true, 1), Agreement.Different, Slice.of("k2"));
    expect(worker.lines).toBe("");
  });
});

describe("a threshold that is given", () => {
  it("stays, whatever is seen, and nothing is shared", () => {
    const data = new SharedData();
    const worker = new Worker(semantic(), data).sees(500, 0.05, Agreement.Different).ticks();
    expect(worker.policy).toBe("10 apart by 5");
    expect(data.values.size).toBe(0);
    expect(worker.host.recorded.has(THRESHOLD)).toBe(false);
    expect(worker.lines).toBe("");
  });
});

describe("a threshold that is learnt", () => {
  it("is the usual one until enough is known", () => {
    const worker = new Worker(auto()).ticks();
    expect(worker.policy).toBe("10 apart by 5");
    expect(worker.host.recorded.get(THRESHOLD)).toBe(1000);
    expect(worker.host.recorded.get(MARGIN)).toBe(500);
    expect(worker.sees(50, 0.15, Agreement.Same).ticks().policy).toBe("10 apart by 5");
    expect(worker.lines).toBe("", "nothing has changed");
  });

  it("follows what is seen, and says so once", () => {
    const worker = new Worker(auto()).sees(200, 0.15, Agreement.Same).ticks().ticks();
    expect(worker.policy).toBe("16 apart by 0");
    expect(worker.host.recorded.get(THRESHOLD)).toBe(1600);
    expect(worker.host.recorded.get(MARGIN)).toBe(0);
    expect(worker.lines).toBe(
      "info threshold 0.1600, margin 0.0000: 0.0000 of the answers differed in 200 comparisons, at most 0.0133",
    );
  });

  it("takes no neighbour where the usual one is known to be bad, and comes back", () => {
    const worker = new Worker(auto()).sees(100, 0.05, Agreement.Different).ticks();
    expect(worker.policy).toBe("0 apart by 5");
    expect(worker.host.recorded.get(THRESHOLD)).toBe(0);
    worker.sees(4000, 0.05, Agreement.Same).ticks();
    expect(worker.policy).toBe("6 apart by 0");
    expect(worker.host.lines.length).toBe(2);
  });

  it("is the usual one again where what is known is lost", () => {
    const data = new SharedData();
    const worker = new Worker(auto(), data).sees(200, 0.15, Agreement.Same).ticks();
    data.values.clear();
    data.numbers.clear();
    expect(worker.ticks().policy).toBe("10 apart by 5");
    expect(worker.host.lines[1]).toBe(
      "info threshold 0.1000, margin 0.0500: as at first, for too little is known",
    );
  });

  it("does not follow comparisons that show nothing", () => {
    const worker = new Worker(auto()).sees(200, 0.05, Agreement.Unknown).sees(200, 0.15, Agreement.Unknown);
    expect(worker.ticks().policy).toBe("10 apart by 5");
  });

  it("says so where the margin alone changes", () => {
    const worker = new Worker(auto()).sees(200, 0.05, Agreement.Same).ticks();
    expect(worker.policy).toBe("6 apart by 0");
    worker.sees(100, 0.05, Agreement.Different, 0.015).ticks();
    expect(worker.policy).toBe("6 apart by 2");
    expect(worker.host.lines.length).toBe(2);
    expect(worker.host.recorded.get(MARGIN)).toBe(200);
  });

  it("is looked at once in a second", () => {
    const worker = new Worker(auto()).ticks(0).sees(200, 0.15, Agreement.Same);
    expect(worker.ticks(999).policy).toBe("10 apart by 5");
    expect(worker.ticks(1).policy).toBe("16 apart by 0");
  });

  it("keeps quiet where the log is quieter", () => {
    const worker = new Worker(auto(",'logLevel':'warn'")).sees(200, 0.15, Agreement.Same).ticks();
    expect(worker.policy).toBe("16 apart by 0");
    expect(worker.lines).toBe("");
  });
});

describe("several workers", () => {
  it("learn from what each has seen, each of it once", () => {
    const data = new SharedData();
    const one = new Worker(auto(), data).sees(60, 0.15, Agreement.Same).ticks();
    const two = new Worker(auto(), data).sees(60, 0.15, Agreement.Same).ticks();
    expect(one.policy).toBe("10 apart by 5", "60 are too few");
    expect(two.policy).toBe("16 apart by 0", "120 are enough");
    expect(one.ticks().policy).toBe("16 apart by 0");
    one.ticks().ticks().sees(1, 0.15, Agreement.Same).ticks();
    expect(one.host.lines.length).toBe(1);
    const three = new Worker(auto(), data).sees(6, 0.15, Agreement.Different).ticks();
    // 6 wrong of 127 are 0.047; were the 120 counted twice, they would be few enough.
    expect(three.policy).toBe("10 apart by 5");
  });

  it("lose nothing where another one writes at the same moment", () => {
    const data = new SharedData();
    new Worker(auto(), data).sees(1, 0.15, Agreement.Same).ticks();
    const worker = new Worker(auto(), data).sees(99, 0.15, Agreement.Same);
    data.isContended = true;
    expect(worker.ticks().policy).toBe("16 apart by 0", "it knows of its own");
    const other = new Worker(auto(), data).ticks();
    expect(other.policy).toBe("10 apart by 5", "the others do not");
    data.isContended = false;
    expect(worker.ticks().policy).toBe("16 apart by 0");
    expect(other.ticks().policy).toBe("16 apart by 0");
    expect(worker.sees(1, 0.15, Agreement.Same).ticks().ticks().host.lines.length).toBe(1);
  });

  it("write nothing where they have seen nothing new", () => {
    const data = new SharedData();
    const worker = new Worker(auto(), data).ticks();
    expect(data.values.size).toBe(0);
    worker.sees(1, 0.15, Agreement.Same).ticks().ticks().ticks();
    expect(data.numbers.values()[0]).toBe(1);
  });

  it("begin anew where the shared value is none of theirs", () => {
    const data = new SharedData();
    new Worker(auto(), data).sees(200, 0.15, Agreement.Same).ticks();
    const name = data.values.keys()[0];
    expect(name.startsWith("ai-cache/evidence/")).toBe(true);
    data.values.set(name, Slice.of("something else"));
    const worker = new Worker(auto(), data).ticks();
    expect(worker.policy).toBe("10 apart by 5");
    expect(worker.sees(200, 0.25, Agreement.Same).ticks().policy).toBe("26 apart by 0");
  });
});

/** Whether a configuration goes on with what one before it has learnt. */
function inherits(first: string, second: string): bool {
  const data = new SharedData();
  new Worker(first, data).sees(200, 0.15, Agreement.Same).ticks();
  return new Worker(second, data).ticks().policy == "16 apart by 0";
}

/** A threshold that is learnt of neighbours in Chroma, with these fields of its own. */
function chroma(fields: string): string {
  return auto("", fields)
    .replace("'dashvector','cluster'", "'chroma','cluster'")
    .replace("'check':false,", "");
}

describe("a configuration that takes over", () => {
  it("goes on with what was known, from its first tick", () => {
    expect(inherits(auto(), auto())).toBe(true);
  });

  it("goes on where what has changed makes no difference to what was seen", () => {
    const others = [
      auto(",'lookupTimeout':50,'logLevel':'debug'"),
      auto(",'maxTurns':2,'volatile':false"),
      auto(",'link':{'within':0.3}"),
      auto().replace("'rate':0.1", "'rate':0.5"),
      auto().replace("0.05}", "0.06}"),
      auto().replace("'dv-1'", "'dv-2'").replace("'sk-1'", "'sk-2'"),
      auto("", "'margin':0.1,"),
    ];
    for (let i = 0; i < others.length; i++) expect(inherits(auto(), others[i])).toBe(true, others[i]);
  });

  it("begins anew where it meets other neighbours", () => {
    const others = [
      auto().replace("vrs.example", "other.example"),
      auto().replace("qa1", "qa2"),
      auto().replace("'apiKey':'sk-1'", "'apiKey':'sk-1','model':'text-embedding-v3'"),
      auto().replace("'apiKey':'sk-1'", "'apiKey':'sk-1','dimension':512"),
      auto().replace("'cluster':'webdis'", "'cluster':'webdis','cacheKeyPrefix':'p:'"),
      auto(",'generation':'2'"),
      auto(",'scope':{'system':false}"),
      auto(",'scope':{'caller':'none'}"),
      auto(",'scope':{'caller':'header:x-a'}"),
      auto(",'cacheKeyStrategy':'allQuestions'"),
      auto(",'normalize':'case'"),
      auto(",'cacheKeyFrom':'q'"),
    ];
    for (let i = 0; i < others.length; i++) expect(inherits(auto(), others[i])).toBe(false, others[i]);
    expect(inherits(auto(",'scope':{'caller':'header:x-a'}"), auto(",'scope':{'caller':'header:x-b'}"))).toBe(
      false,
    );
  });

  it("begins anew in another tenant or database of Chroma", () => {
    expect(inherits(chroma(""), chroma("'tenant':'default_tenant',"))).toBe(true);
    expect(inherits(chroma(""), chroma("'tenant':'t2',"))).toBe(false);
    expect(inherits(chroma(""), chroma("'database':'d2',"))).toBe(false);
  });

  it("begins anew where it judges or compares otherwise", () => {
    const chat = "'type':'openai','cluster':'llm','model':";
    const rerank = "'type':'dashscope','cluster':'d','apiKey':'k','threshold':";
    const others = [
      auto("", "'topK':3,"),
      auto("", "'fade':0.1,"),
      auto(",'link':{'distance':0.06}"),
      auto(",'guards':false"),
      auto(",'guards':{'dates':false}"),
      auto(",'verifier':{" + chat + "'small'}"),
      auto(",'verifier':{" + rerank + "0.5}"),
    ];
    for (let i = 0; i < others.length; i++) expect(inherits(auto(), others[i])).toBe(false, others[i]);
    const small = auto(",'verifier':{" + chat + "'small'}");
    expect(inherits(small, auto(",'verifier':{" + chat + "'large'}"))).toBe(false);
    expect(inherits(others[6], auto(",'verifier':{" + rerank + "0.6}"))).toBe(false);
    expect(inherits(small, auto(",'verifier':{'serviceHost':'other.example'," + chat + "'small'}"))).toBe(
      false,
    );
    const same = "'cluster':'d','apiKey':'k','serviceHost':'h','model':'m'}";
    const asChat = auto(",'verifier':{'type':'openai'," + same);
    expect(inherits(asChat, auto(",'verifier':{'type':'dashscope'," + same))).toBe(false, "another kind");
    expect(inherits(small, small)).toBe(true);
  });
});
