import { Upstream } from "../../assembly/call/call";
import { digestOf } from "../../assembly/entry/digest";
import { agreementName } from "../../assembly/flow/agreement";
import { Check } from "../../assembly/flow/check";
import { VectorSource } from "../../assembly/flow/vector-saving";
import { allEmbedded, checkOf, entrySaying, matchOf } from "./comparing";
import { Storing } from "./storing";
import { cacheless, redisHasNot, redisOk, redisSays, semantic, vectorDone } from "./texts";

function digest(text: string): string {
  return digestOf(entrySaying(text).completion).slice(0, 8).toString();
}

/** The storing of an answer whose vector is known, after this comparison. */
function compared(config: string, check: Check, seconds: i64 = 60): Storing {
  return new Storing(config, VectorSource.Known, "[1,2]", seconds, check);
}

function link(answer: string = "Other."): Check {
  return checkOf([matchOf("a", 0.2, "a", answer)]);
}

/** One whose entry is stored, and whose neighbour's answer says something else in words. */
function embedding(check: Check): Storing {
  const storing = compared(semantic(), check).gets(redisOk()).finds("Something that carries traffic.");
  expect(storing.saving.upstream).toBe(Upstream.Embedding);
  return storing;
}

describe("a question whose answer says the same as a neighbour's", () => {
  it("keeps its own entry, and has its vector lead to the neighbour's", () => {
    const storing = compared(semantic(), link("A proxy."));
    expect(storing.next.startsWith("redis PUT /SETEX/ai-cache%3A1d/60.raw ")).toBe(true);
    storing.gets(redisOk());
    expect(storing.target).toBe("a " + digest("A proxy.") + " 50");
    expect(storing.document.member("vector")!.raw.toString()).toBe("[1,2]");
    expect(storing.record).toBe("none");
    expect(storing.gets(vectorDone()).saving.isDone).toBe(true);
    expect(storing.saving.result).toBe("ok");
  });

  it("leads to what that entry says, whatever its document says", () => {
    const storing = embedding(link()).gets(allEmbedded(["[1,0]", "[1,0]"]));
    expect(storing.target).toBe("a " + digest("Something that carries traffic.") + " 50");
  });

  it("leads to the entry, not to a question that leads there itself", () => {
    const check = checkOf([matchOf("b", 0.2, "a", "A proxy.")]);
    expect(compared(semantic(), check).gets(redisOk()).target.startsWith("a ")).toBe(true);
  });

  it("leads there no longer than either lives", () => {
    const short = compared(semantic(), link("A proxy."), 40).gets(redisOk());
    expect(short.target).toBe("a " + digest("A proxy.") + " 40");
    const forever = compared(semantic(), link("A proxy."), 0).gets(redisOk());
    expect(forever.target).toBe("a " + digest("A proxy.") + " 50");
  });

  it("leads to a farther neighbour where the nearest says something else", () => {
    const check = checkOf([matchOf("a", 0.1, "a", "Other."), matchOf("b", 0.2, "b", "More.")]);
    const storing = compared(semantic(), check).gets(redisOk()).finds("No idea.").finds("A  PROXY.");
    expect(storing.gets(allEmbedded(["[1,0]", "[0,1]"])).target).toBe("b " + digest("A proxy.") + " 50");
    expect(agreementName(storing.saving.agreement)).toBe("different");
  });
});

describe("a question leads to its own entry", () => {
  it("where the answers differ", () => {
    const storing = embedding(link()).gets(allEmbedded(["[1,0]", "[0,1]"]));
    expect(storing.target).toBe("1d " + digest("A proxy.") + " 60");
    expect(agreementName(storing.saving.agreement)).toBe("different");
  });

  it("where nothing is known of the other", () => {
    const storing = compared(semantic(), link()).gets(redisOk()).gets(redisHasNot());
    expect(storing.target).toBe("1d " + digest("A proxy.") + " 60");
  });

  it("where the answers say the same, but no link is wanted", () => {
    const check = checkOf([matchOf("a", 0.2, "a", "A proxy.")], false);
    const storing = compared(semantic(), check).gets(redisOk());
    expect(storing.target).toBe("1d " + digest("A proxy.") + " 60");
    expect(agreementName(storing.saving.agreement)).toBe("same");
  });
});

describe("what a comparison has shown", () => {
  it("is told as soon as that is settled, before the vector is stored", () => {
    const storing = embedding(link());
    expect(storing.saving.isCompared).toBe(false);
    storing.gets(allEmbedded(["[1,0]", "[1,0]"]));
    expect(storing.saving.isCompared).toBe(true);
    expect(agreementName(storing.saving.agreement)).toBe("same");
  });

  it("is nothing where the entry could not be stored", () => {
    const storing = compared(semantic(), link("A proxy.")).gets(redisSays("OOM"));
    expect(storing.saving.isDone && storing.saving.isCompared).toBe(true);
    expect(agreementName(storing.saving.agreement)).toBe("unknown");
  });
});

describe("without a cache", () => {
  it("a link keeps its question's own answer, so that no other comes back with it", () => {
    const other = entrySaying("Something that carries traffic.").write();
    const storing = compared(cacheless(), checkOf([matchOf("a", 0.2, "a", "Other.", other)]));
    expect(storing.saving.upstream).toBe(Upstream.Embedding);
    storing.gets(allEmbedded(["[1,0]", "[1,0]"]));
    expect(storing.target).toBe("a " + digest("A proxy.") + " 50");
    expect(storing.record).toBe(storing.entry.write().toString());
    expect(storing.gets(vectorDone()).saving.result).toBe("ok");
  });
});
