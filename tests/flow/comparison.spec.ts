import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Agreement, agreementName } from "../../assembly/flow/agreement";
import { Comparison } from "../../assembly/flow/comparison";
import { Match } from "../../assembly/vector/vector-store";
import {
  CHAT_VERIFIER,
  RERANKER,
  Setting,
  allEmbedded,
  checkOf,
  entrySaying,
  matchOf,
  verifierSays,
} from "./comparing";
import { EMBED, toldCall } from "./trial";
import { cacheless, failed, redisHas, redisHasNot, redisSays, semantic } from "./texts";

const GET = "redis GET /GET/ai-cache%3A";
const FRESH = "A proxy.";

/** A comparison of FRESH with the answers of neighbours, and the call that it wants next. */
class Comparing {
  readonly comparison: Comparison;
  next: string;

  constructor(config: string, fit: Match[], isLink: bool = true, fresh: string = FRESH) {
    const setting = new Setting(config);
    const check = checkOf(fit, isLink);
    const comparison = new Comparison(setting.backends, setting.config, check, entrySaying(fresh));
    this.comparison = comparison;
    this.next = toldCall(comparison.start());
  }

  gets(reply: Reply): Comparing {
    this.next = toldCall(this.comparison.onReply(reply));
    return this;
  }

  /** The entry that it has asked for says this. */
  finds(text: string, seconds: i64 = 60): Comparing {
    expect(this.comparison.upstream).toBe(Upstream.Redis);
    return this.gets(redisHas(entrySaying(text, seconds).write()));
  }

  /** The vectors of all texts: the fresh answer's first. */
  getsVectors(vectors: string[]): Comparing {
    expect(this.comparison.upstream).toBe(Upstream.Embedding);
    return this.gets(allEmbedded(vectors));
  }

  /** What has been found out, which must be all, and which neighbour says the same. */
  get verdict(): string {
    expect(this.next).toBe("nothing");
    const same = this.comparison.same;
    const verdict = agreementName(this.comparison.agreement);
    return same == null ? verdict : verdict + ", same as " + same.match.id.toString();
  }

  get fault(): string {
    const fault = this.comparison.fault;
    return fault == null ? "none" : fault;
  }
}

function nearest(answer: string = "Other."): Match[] {
  return [matchOf("a", 0.2, "a", answer)];
}

/** One whose only neighbour's answer was read and is being embedded. */
function embedding(
  config: string = semantic(),
  answer: string = "Something that carries traffic.",
): Comparing {
  const comparing = new Comparing(config, nearest()).finds(answer);
  expect(comparing.next.startsWith(EMBED)).toBe(true, comparing.next);
  return comparing;
}

describe("an answer and its neighbour's", () => {
  it("say the same where their digests are one, and nobody is asked", () => {
    expect(new Comparing(semantic(), nearest("a  PROXY.")).verdict).toBe("same, same as a");
  });

  it("are compared by the entry, where the document's digest is another", () => {
    const comparing = new Comparing(semantic(), nearest());
    expect(comparing.next).toBe(GET + "a.raw");
    comparing.finds("A proxy.");
    expect(comparing.verdict).toBe("same, same as a");
    expect(comparing.comparison.same!.digest.equalsSlice(matchOf("x", 0, "x", FRESH).digest)).toBe(true);
  });

  it("are embedded in one call, and say the same where they are near", () => {
    const comparing = embedding();
    expect(comparing.next.includes('"texts":["A proxy.","Something that carries traffic."]')).toBe(true);
    expect(comparing.getsVectors(["[1,0]", "[0.99,0.01]"]).verdict).toBe("same, same as a");
  });

  it("differ where they are not", () => {
    expect(embedding().getsVectors(["[1,0]", "[1,1]"]).verdict).toBe("different");
  });

  it("are as near as the configuration wants them", () => {
    const vectors = ["[1,0]", "[3,4]"];
    const narrow = embedding(semantic(",'link':{'distance':0.4}"));
    expect(narrow.getsVectors(vectors).verdict).toBe("different", "not at the very distance");
    const wide = embedding(semantic(",'link':{'distance':0.41}"));
    expect(wide.getsVectors(vectors).verdict).toBe("same, same as a");
  });

  it("are not known to differ where the vectors cannot be compared", () => {
    expect(embedding().getsVectors(["[1,0]", "[1,0,0]"]).verdict).toBe("unknown");
    expect(embedding().getsVectors(["[0,0]", "[1,0]"]).verdict).toBe("unknown");
  });

  it("are not compared where the entry is gone, expired, of another scope or unreadable", () => {
    const replies = [
      redisHasNot(),
      redisHas(entrySaying("A proxy.", -1).write()),
      redisHas(entrySaying("A proxy.", 60, Slice.of("other")).write()),
      redisHas(Slice.of("x")),
    ];
    for (let i = 0; i < replies.length; i++) {
      expect(new Comparing(semantic(), nearest()).gets(replies[i]).verdict).toBe("unknown");
    }
  });

  it("are not compared where a service fails, of which the fault is told", () => {
    const redis = new Comparing(semantic(), nearest()).gets(redisSays("LOADING"));
    expect(redis.verdict + ", " + redis.fault).toBe("unknown, Redis said LOADING");
    const dashscope = embedding().gets(failed(500));
    expect(dashscope.verdict + ", " + dashscope.fault).toBe("unknown, HTTP status 500");
    expect(embedding().getsVectors(["[1,0]"]).verdict).toBe("unknown", "one vector is missing");
  });

  it("are not embedded where the model might cut one off", () => {
    const long = "x".repeat(2049);
    expect(new Comparing(semantic(), nearest()).finds(long).verdict).toBe("unknown", "the other");
    const fresh = new Comparing(semantic(), nearest(), true, long);
    expect(fresh.finds("A proxy.").verdict).toBe("unknown", "the fresh one");
    const longest = new Comparing(semantic(), nearest()).finds("x".repeat(2048));
    expect(longest.next.startsWith(EMBED)).toBe(true, "as long as can be");
  });

  it("differ where they contradict each other, however near", () => {
    const comparing = new Comparing(semantic(), nearest(), true, "It costs 10 USD.");
    expect(comparing.finds("It costs 100 USD.").verdict).toBe("different");
    const unguarded = new Comparing(semantic(",'guards':false"), nearest(), true, "It costs 10 USD.");
    expect(unguarded.finds("It costs 100 USD.").next.startsWith(EMBED)).toBe(true);
  });
});

/** Four neighbours that lead to four entries. */
function four(): Match[] {
  return [
    matchOf("a", 0.1, "a", "One."),
    matchOf("b", 0.2, "b", "Two."),
    matchOf("c", 0.3, "c", "Three."),
    matchOf("d", 0.35, "d", "Four."),
  ];
}

describe("an answer and those of several neighbours", () => {
  it("are compared with five entries at most, one by one, and embedded in one call", () => {
    const fit = four().concat([matchOf("e", 0.34, "e", "E."), matchOf("f", 0.35, "f", "F.")]);
    const comparing = new Comparing(semantic(), fit);
    const ids = ["a", "b", "c", "d", "e"];
    for (let i = 0; i < ids.length; i++) {
      expect(comparing.next).toBe(GET + ids[i] + ".raw");
      comparing.finds("Thing " + ids[i]);
    }
    const texts = '"texts":["A proxy.","Thing a","Thing b","Thing c","Thing d","Thing e"]';
    expect(comparing.next.includes(texts)).toBe(true, comparing.next);
    comparing.getsVectors(["[1,0]", "[0,1]", "[0,1]", "[1,0]", "[1,0]", "[1,0]"]);
    expect(comparing.verdict).toBe("different, same as c", "the first decides what is evidence");
  });

  it("find the nearest of those that say the same", () => {
    const comparing = new Comparing(semantic(), four().slice(0, 3))
      .finds("One thing.")
      .finds("Second thing.");
    comparing.finds("A  PROXY.").getsVectors(["[1,0]", "[0,1]", "[1,0]"]);
    expect(comparing.verdict).toBe("different, same as b");
  });

  it("go on where one of them is gone", () => {
    const comparing = new Comparing(semantic(), four().slice(0, 3))
      .gets(redisHasNot())
      .finds("Second thing.");
    comparing.gets(redisHasNot());
    expect(comparing.next.includes('"texts":["A proxy.","Second thing."]')).toBe(true);
    expect(comparing.getsVectors(["[1,0]", "[1,0]"]).verdict).toBe("unknown, same as b");
  });

  it("are asked for once where several lead to one entry", () => {
    const links = [matchOf("a", 0.1, "x", "One."), matchOf("b", 0.2, "x", "One."), four()[2]];
    const comparing = new Comparing(semantic(), links);
    expect(comparing.next).toBe(GET + "x.raw");
    expect(comparing.finds("One thing.").next).toBe(GET + "c.raw");
  });

  it("are left out where they are too far to be linked", () => {
    const within = semantic(",'link':{'within':0.2}");
    const comparing = new Comparing(within, four()).finds("One thing.");
    expect(comparing.next.startsWith(EMBED)).toBe(true, "only the first is compared");
  });

  it("are the first's alone where no link is wanted", () => {
    const comparing = new Comparing(semantic(), four(), false).finds("One thing.");
    expect(comparing.next.startsWith(EMBED)).toBe(true);
  });
});

describe("the verifier", () => {
  it("is asked about what is not near enough, and has the last word", () => {
    const asked = 'verifier POST /v1/chat/completions {"model":"small"';
    const words = ["yes", "no", "perhaps"];
    const verdicts = ["same, same as a", "different", "different"];
    for (let i = 0; i < words.length; i++) {
      const comparing = embedding(semantic(CHAT_VERIFIER)).getsVectors(["[1,0]", "[1,1]"]);
      expect(comparing.next.startsWith(asked)).toBe(true, comparing.next);
      expect(comparing.next.includes("What is Envoy?")).toBe(true, "the question is told");
      expect(comparing.comparison.upstream).toBe(Upstream.Verifier);
      expect(comparing.gets(verifierSays(words[i])).verdict).toBe(verdicts[i], words[i]);
    }
  });

  it("is not asked about what says the same, contradicts, or is gone", () => {
    const near = embedding(semantic(CHAT_VERIFIER)).getsVectors(["[1,0]", "[1,0]"]);
    expect(near.verdict).toBe("same, same as a");
    const against = new Comparing(semantic(CHAT_VERIFIER), nearest(), true, "It costs 10 USD.");
    expect(against.finds("It costs 100 USD.").verdict).toBe("different");
    expect(new Comparing(semantic(CHAT_VERIFIER), nearest()).gets(redisHasNot()).verdict).toBe("unknown");
  });

  it("is asked where the embedding service cannot tell", () => {
    const failing = embedding(semantic(CHAT_VERIFIER)).gets(failed(500));
    expect(failing.gets(verifierSays("yes")).verdict).toBe("same, same as a");
    const long = new Comparing(semantic(CHAT_VERIFIER), nearest()).finds("x".repeat(2049));
    expect(long.gets(verifierSays("no")).verdict).toBe("different");
    const odd = embedding(semantic(CHAT_VERIFIER)).getsVectors(["[0,0]", "[1,0]"]);
    expect(odd.gets(verifierSays("perhaps")).verdict).toBe("unknown");
  });

  it("is not asked about a text that it might not read to its end", () => {
    const config = semantic(CHAT_VERIFIER.replace("'model'", "'maxTextBytes':30,'model'"));
    expect(embedding(config, "x".repeat(30)).getsVectors(["[1,0]", "[1,1]"]).next).not.toBe("nothing");
    expect(embedding(config, "x".repeat(31)).getsVectors(["[1,0]", "[1,1]"]).verdict).toBe("different");
    const short = semantic(CHAT_VERIFIER.replace("'model'", "'maxTextBytes':13,'model'"));
    const asked = embedding(short, "Fine.").getsVectors(["[1,0]", "[1,1]"]);
    expect(asked.verdict).toBe("different", "the question is longer");
  });

  it("changes nothing where it fails, and its fault is told", () => {
    const comparing = embedding(semantic(RERANKER)).getsVectors(["[1,0]", "[1,1]"]).gets(failed(503));
    expect(comparing.verdict + ", " + comparing.fault).toBe("different, HTTP status 503");
  });
});

describe("without a cache", () => {
  it("the neighbours' own records are compared", () => {
    const record = entrySaying("Something that carries traffic.").write();
    const comparing = new Comparing(cacheless(), [matchOf("a", 0.2, "a", "Other.", record)]);
    expect(comparing.next.startsWith(EMBED)).toBe(true);
    expect(comparing.getsVectors(["[1,0]", "[1,0]"]).verdict).toBe("same, same as a");
  });

  it("a neighbour without one is not compared", () => {
    expect(new Comparing(cacheless(), nearest("A proxy.")).verdict).toBe("unknown");
  });
});

describe("an agreement", () => {
  it("has a label", () => {
    expect(agreementName(Agreement.Same)).toBe("same");
    expect(agreementName(Agreement.Different)).toBe("different");
    expect(agreementName(Agreement.Unknown)).toBe("unknown");
  });
});
