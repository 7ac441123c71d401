import { Slice } from "../../assembly/bytes/slice";
import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { Reply } from "../../assembly/call/reply";
import { writeText } from "../../assembly/json/text";
import { Upstream } from "../../assembly/call/call";
import { digestOf } from "../../assembly/entry/digest";
import { Entry } from "../../assembly/entry/entry";
import { CHAT_VERIFIER, RERANKER, verifierSays } from "./comparing";
import { NOW, Trial, begun, named, searching } from "./trial";
import { completionOf } from "../support/chat";
import { okJson } from "../support/calls";
import {
  ANSWER,
  OTHER,
  QUESTION,
  completion,
  document,
  embedded,
  failed,
  neighbours,
  redisHas,
  redisHasNot,
  semantic,
} from "./texts";

const REMOVE = 'vector DELETE /v1/collections/qa1/docs {"ids":["doc"]}';

/** A look-up that waits for the entry `OTHER`, of a neighbour that asks `question`. */
function naming(verifier: string, question: string = "So what is Envoy?"): Trial {
  const trial = begun(semantic(verifier));
  trial.gets(redisHasNot());
  trial.gets(embedded());
  const found = document(Slice.of("doc"), 0.03, Slice.of(OTHER), trial.key.scope, NOW + 60);
  trial.gets(neighbours(found.replace("'key'", "'question':'" + question + "','key'")));
  expect(trial.lookup.upstream).toBe(Upstream.Redis);
  return trial;
}

/** One whose neighbour the verifier has been asked about. */
function verifying(verifier: string = CHAT_VERIFIER): Trial {
  const trial = naming(verifier);
  expect(trial.gets(redisHas(trial.entry())).startsWith("verifier POST ")).toBe(true);
  expect(trial.lookup.upstream).toBe(Upstream.Verifier);
  return trial;
}

describe("a neighbour that is near enough", () => {
  it("is served where the verifier says that it asks the same", () => {
    expect(verifying().gets(verifierSays("yes"))).toBe("hit " + OTHER + " at 0.03");
  });

  it("is put to the verifier as the two questions", () => {
    const trial = naming(CHAT_VERIFIER);
    const call = trial.gets(redisHas(trial.entry()));
    expect(call.includes("What is Envoy?") && call.includes("So what is Envoy?")).toBe(true, call);
    expect(call.includes("A proxy.")).toBe(false, "no answer is told");
  });

  it("is a miss where the verifier says otherwise, or is in doubt", () => {
    const no = verifying();
    expect(no.gets(verifierSays("no")) + ", " + no.lookup.refusal).toBe("miss, verifier_different");
    const maybe = verifying();
    expect(maybe.gets(verifierSays("perhaps")) + ", " + maybe.lookup.refusal).toBe("miss, verifier_unsure");
    const low = verifying(RERANKER);
    const score = okJson("{'output':{'results':[{'index':0,'relevance_score':0.4}]}}");
    expect(low.gets(score) + ", " + low.lookup.refusal).toBe("miss, verifier_different");
  });

  it("is a miss, no failure, where the verifier fails or takes too long", () => {
    const failing = verifying();
    expect(failing.gets(failed(503)) + ", " + failing.lookup.refusal).toBe("miss, verifier_unsure");
    expect(failing.fault).toBe("HTTP status 503");
    const late = verifying();
    const step = late.lookup.onTimeout();
    expect(step.failedAt == null && step.hit == null).toBe(true);
    expect(late.lookup.refusal + ", " + late.fault).toBe("verifier_unsure, no reply in time");
  });

  it("is a miss where the verifier might not read a question to its end", () => {
    const short = CHAT_VERIFIER.replace("'model'", "'maxTextBytes':14,'model'");
    const long = naming(short, "What is Envoy? ");
    expect(long.gets(redisHas(long.entry())) + ", " + long.lookup.refusal).toBe("miss, verifier_unsure");
    const fits = naming(short, "Envoy is what?");
    expect(fits.gets(redisHas(fits.entry())).startsWith("verifier POST ")).toBe(true);
  });

  it("is nothing to be compared with any more once the verifier has spoken against it", () => {
    const trial = verifying();
    expect(trial.lookup.judging!.verdict != null).toBe(true);
    trial.gets(verifierSays("no"));
    expect(trial.lookup.judging!.verdict == null).toBe(true);
    expect(trial.removal).toBe("nothing");
  });
});

describe("the verifier is not asked", () => {
  it("about the very question", () => {
    const trial = begun(semantic(CHAT_VERIFIER));
    trial.gets(redisHas(trial.entry()));
    const own = begun(semantic(CHAT_VERIFIER));
    own.gets(redisHasNot());
    own.gets(embedded());
    const id = own.key.id.toString();
    own.gets(own.neighbour(id, 0.0, id));
    expect(own.gets(redisHas(own.entry()))).toBe("hit " + id + " exact", "stored in the meantime");
  });

  it("about a neighbour whose entry cannot be served", () => {
    const gone = naming(CHAT_VERIFIER);
    expect(gone.gets(redisHasNot())).toBe("miss");
    const odd = naming(CHAT_VERIFIER);
    expect(odd.gets(redisHas(Slice.of("x")))).toBe("miss");
  });
});

/** The record of an entry that says something else than the document of `trial.neighbour`. */
function changed(trial: Trial): Slice {
  const completion_ = completionOf(completion("A person."));
  return new Entry(
    trial.key.scope,
    Slice.of("gpt-4o"),
    Slice.of(QUESTION),
    NOW,
    NOW + 60,
    completion_,
  ).write();
}

describe("a question that leads to another's entry", () => {
  it("is served with it as long as that says what it said", () => {
    const trial = named();
    expect(trial.gets(redisHas(trial.entry()))).toBe("hit " + OTHER + " at 0.03");
  });

  it("leads nowhere any more once that says something else, and its document is removed", () => {
    const trial = named();
    expect(trial.gets(redisHas(changed(trial))) + ", " + trial.lookup.refusal).toBe("miss, entry_changed");
    expect(trial.removal).toBe(REMOVE);
    expect(trial.lookup.judging!.verdict == null).toBe(true);
  });

  it("is not served, and its document stays, where its digest is none", () => {
    const digest = digestOf(completionOf(ANSWER)).toString();
    const digests = [digest.substring(1), digest.substring(0, 63) + "?"];
    for (let i = 0; i < digests.length; i++) {
      const trial = searching();
      const garbled = trial.neighbour("doc", 0.03, OTHER).body.toString().replace(digest, digests[i]);
      trial.gets(new Reply(200, Slice.of(garbled)));
      expect(trial.gets(redisHas(trial.entry())) + ", " + trial.lookup.refusal).toBe("miss, entry_changed");
      expect(trial.removal).toBe("nothing", digests[i]);
    }
  });

  it("does not matter to that entry's own question, whose answer may have changed", () => {
    const trial = searching();
    trial.gets(trial.neighbour(OTHER, 0.03, OTHER));
    expect(trial.gets(redisHas(changed(trial)))).toBe("hit " + OTHER + " at 0.03");
  });
});

describe("a record in the vector store", () => {
  it("is none that is served where there is a cache, from which it may have been removed", () => {
    const trial = searching();
    const id = trial.key.id.toString();
    const own = document(trial.key.id, 0, trial.key.id, trial.key.scope, NOW + 60);
    const escaped = new ByteWriter();
    writeText(escaped, trial.entry());
    const reply = neighbours(own.replace("'key'", "'entry':@,'key'")).body.toString();
    const found = new Reply(200, Slice.of(reply.replace("@", escaped.finish().toString())));
    expect(trial.gets(found)).toBe("redis GET /GET/ai-cache%3A" + id + ".raw");
  });
});

describe("neighbours that come into question", () => {
  it("are known to who compares answers, the nearest first", () => {
    const trial = searching();
    const scope = trial.key.scope;
    const far = document(Slice.of("b"), 0.3, Slice.of("b"), scope, NOW + 60);
    const near = document(Slice.of("a"), 0.2, Slice.of("a"), scope, NOW + 60);
    const foreign = document(Slice.of("c"), 0.1, Slice.of("c"), Slice.of("other"), NOW + 60);
    expect(trial.gets(neighbours(far + "," + near + "," + foreign))).toBe("miss");
    expect(trial.lookup.refusal).toBe("far");
    expect(trial.lookup.judging!.verdict!.nearest!.id.toString()).toBe("a");
    expect(trial.lookup.judging!.verdict!.fit.length).toBe(2);
    expect(trial.lookup.judging!.verdict!.fit[1].id.toString()).toBe("b");
  });
});
