import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { digestOf } from "../../assembly/entry/digest";
import { Entry } from "../../assembly/entry/entry";
import { Check } from "../../assembly/flow/check";
import { agreementName } from "../../assembly/flow/comparison";
import { Saving, VectorSource } from "../../assembly/flow/saving";
import { JsonValue } from "../../assembly/json/value";
import { Setting, allEmbedded, checkOf, entrySaying, matchOf } from "./comparing";
import { NOW, toldCall } from "./trial";
import { cacheless, redisHas, redisHasNot, redisOk, redisSays, semantic, vectorDone } from "./texts";

const UPSERT = "vector POST /v1/collections/qa1/docs/upsert ";

/** The storing of "A proxy." under `1d`, after a comparison, and the call that it wants next. */
class Storing {
  readonly entry: Entry;
  readonly saving: Saving;
  next: string;

  constructor(config: string, check: Check, seconds: i64 = 60) {
    const setting = new Setting(config);
    const entry = entrySaying("A proxy.", seconds);
    const saving = new Saving(
      setting.backends,
      setting.config,
      entry,
      entry.write(),
      Slice.of("1d"),
      VectorSource.Known,
      Slice.of("[1,2]"),
      check,
    );
    this.entry = entry;
    this.saving = saving;
    this.next = toldCall(saving.start());
  }

  gets(reply: Reply): Storing {
    this.next = toldCall(this.saving.onReply(reply));
    return this;
  }

  /** The entry of the neighbour that it has asked for says this. */
  finds(text: string): Storing {
    expect(this.saving.upstream).toBe(Upstream.Redis);
    return this.gets(redisHas(entrySaying(text).write()));
  }

  /** Where the document leads that it wants stored next: `key`, `digest` and life in seconds. */
  get document(): string {
    expect(this.next.startsWith(UPSERT)).toBe(true, this.next);
    const body = JsonValue.parse(Slice.of(this.next.substring(UPSERT.length)))!;
    expect(body.at(["docs", "0", "id"])!.raw.toString()).toBe('"1d"', "the question's own");
    expect(body.at(["docs", "0", "vector"])!.raw.toString()).toBe("[1,2]");
    const fields = body.at(["docs", "0", "fields"])!;
    expect(fields.member("question")!.raw.toString()).toBe('"What is Envoy?"');
    const digest = fields.member("digest")!.text()!.slice(0, 8).toString();
    const life = <i64>fields.member("expires_at")!.number() - NOW;
    return fields.member("key")!.text()!.toString() + " " + digest + " " + life.toString();
  }

  /** The record within that document, or `none`. */
  get record(): string {
    const body = JsonValue.parse(Slice.of(this.next.substring(UPSERT.length)))!;
    const record = body.at(["docs", "0", "fields", "entry"]);
    return record == null ? "none" : record.text()!.toString();
  }
}

function digest(text: string): string {
  return digestOf(entrySaying(text).completion).slice(0, 8).toString();
}

function link(answer: string = "Other."): Check {
  return checkOf([matchOf("a", 0.2, "a", answer)]);
}

/** One whose entry is stored, and whose neighbour's answer says something else in words. */
function embedding(check: Check): Storing {
  const storing = new Storing(semantic(), check).gets(redisOk()).finds("Something that carries traffic.");
  expect(storing.saving.upstream).toBe(Upstream.Embedding);
  return storing;
}

describe("a question whose answer says the same as a neighbour's", () => {
  it("keeps its own entry, and has its vector lead to the neighbour's", () => {
    const storing = new Storing(semantic(), link("A proxy."));
    expect(storing.next.startsWith("redis PUT /SETEX/ai-cache%3A1d/60.raw ")).toBe(true);
    storing.gets(redisOk());
    expect(storing.document).toBe("a " + digest("A proxy.") + " 50");
    expect(storing.record).toBe("none");
    expect(storing.gets(vectorDone()).saving.isDone).toBe(true);
    expect(storing.saving.result).toBe("ok");
  });

  it("leads to what that entry says, whatever its document says", () => {
    const storing = embedding(link()).gets(allEmbedded(["[1,0]", "[1,0]"]));
    expect(storing.document).toBe("a " + digest("Something that carries traffic.") + " 50");
  });

  it("leads to the entry, not to a question that leads there itself", () => {
    const check = checkOf([matchOf("b", 0.2, "a", "A proxy.")]);
    expect(new Storing(semantic(), check).gets(redisOk()).document.startsWith("a ")).toBe(true);
  });

  it("leads there no longer than either lives", () => {
    const short = new Storing(semantic(), link("A proxy."), 40).gets(redisOk());
    expect(short.document).toBe("a " + digest("A proxy.") + " 40");
    const forever = new Storing(semantic(), link("A proxy."), 0).gets(redisOk());
    expect(forever.document).toBe("a " + digest("A proxy.") + " 50");
  });

  it("leads to a farther neighbour where the nearest says something else", () => {
    const check = checkOf([matchOf("a", 0.1, "a", "Other."), matchOf("b", 0.2, "b", "More.")]);
    const storing = new Storing(semantic(), check).gets(redisOk()).finds("No idea.").finds("A  PROXY.");
    expect(storing.gets(allEmbedded(["[1,0]", "[0,1]"])).document).toBe("b " + digest("A proxy.") + " 50");
    expect(agreementName(storing.saving.agreement)).toBe("different");
  });
});

describe("a question leads to its own entry", () => {
  it("where the answers differ", () => {
    const storing = embedding(link()).gets(allEmbedded(["[1,0]", "[0,1]"]));
    expect(storing.document).toBe("1d " + digest("A proxy.") + " 60");
    expect(agreementName(storing.saving.agreement)).toBe("different");
  });

  it("where nothing is known of the other", () => {
    const storing = new Storing(semantic(), link()).gets(redisOk()).gets(redisHasNot());
    expect(storing.document).toBe("1d " + digest("A proxy.") + " 60");
  });

  it("where the answers say the same, but no link is wanted", () => {
    const check = checkOf([matchOf("a", 0.2, "a", "A proxy.")], false);
    const storing = new Storing(semantic(), check).gets(redisOk());
    expect(storing.document).toBe("1d " + digest("A proxy.") + " 60");
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
    const storing = new Storing(semantic(), link("A proxy.")).gets(redisSays("OOM"));
    expect(storing.saving.isDone && storing.saving.isCompared).toBe(true);
    expect(agreementName(storing.saving.agreement)).toBe("unknown");
  });
});

describe("without a cache", () => {
  it("a link keeps its question's own answer, so that no other comes back with it", () => {
    const other = entrySaying("Something that carries traffic.").write();
    const storing = new Storing(cacheless(), checkOf([matchOf("a", 0.2, "a", "Other.", other)]));
    expect(storing.saving.upstream).toBe(Upstream.Embedding);
    storing.gets(allEmbedded(["[1,0]", "[1,0]"]));
    expect(storing.document).toBe("a " + digest("A proxy.") + " 50");
    expect(storing.record).toBe(storing.entry.write().toString());
    expect(storing.gets(vectorDone()).saving.result).toBe("ok");
  });
});
