import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Evidence, LEADS } from "../../assembly/judge/evidence";
import { allEmbedded } from "./comparing";
import { Exchange, FakeProxy, proxy, worker } from "./exchange";
import { SharedData } from "./fake-host";
import { Stored, store } from "./stored";
import {
  ANSWER,
  CHAT,
  chat,
  completion,
  embedded,
  redisHasNot,
  redisOk,
  semantic,
  vectorDone,
} from "./texts";

const REQUESTS = "ai_cache_requests_total.outcome.";
const COMPARISONS = "ai_cache_comparisons_total.reason.";
const NEAR: string = chat("So what is Envoy?");

/** Semantic look-ups of which this share is audited, with these further fields. */
function auditing(rate: string, fields: string = ""): string {
  return semantic(",'audit':{'rate':" + rate + "}" + fields);
}

/** A threshold that is learnt from this share of the hits. */
function learning(rate: string, fields: string = ""): string {
  return auditing(rate, fields).replace("'collectionID'", "'threshold':'auto','collectionID'");
}

/** A request in other words than what is stored: its neighbour is found, and where it is taken, its entry. */
function paraphrase(
  to: FakeProxy,
  stored: Stored,
  distance: f64 = 0.03,
  exchange: Exchange = to.open(),
): Exchange {
  exchange.posts(NEAR);
  to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
  to.host.answer(Upstream.Vector, stored.near(distance));
  if (to.host.waiting.startsWith("redis ")) to.host.answer(Upstream.Redis, stored.reply);
  return exchange;
}

/** The model's answer is stored, as far as its comparison. */
function keep(to: FakeProxy, exchange: Exchange, answer: string): void {
  exchange.answers(answer).leaves();
  to.host.answer(Upstream.Redis, redisOk());
}

/** The document that is being stored, which lets the store end. */
function stores(to: FakeProxy): string {
  expect(to.host.waiting).toBe("vector POST /v1/collections/qa1/docs/upsert");
  const document = to.host.last.call.body.toString();
  to.host.answer(Upstream.Vector, vectorDone());
  expect(to.host.waiting).toBe("");
  return document;
}

describe("an audited hit", () => {
  it("goes to the model, and the response says so", () => {
    const to = proxy(auditing("1"));
    const exchange = paraphrase(to, store(to, CHAT));
    expect(exchange.fate).toBe("resumed");
    exchange.answers(ANSWER);
    expect(exchange.received("x-ai-cache")).toBe("miss");
    expect(exchange.received("cache-status")).toBe("ai-cache; fwd=miss; detail=audit");
    expect(exchange.received("x-ai-cache-key")).toBe("-");
    expect(to.host.counted(REQUESTS + "audit")).toBe(1);
    expect(to.host.counted(REQUESTS + "hit_semantic")).toBe(0);
    expect(to.host.counted("ai_cache_saved_completion_tokens_total")).toBe(0);
  });

  it("is compared once its client has the answer, counted and told", () => {
    const to = proxy(auditing("1"));
    const stored = store(to, CHAT);
    const exchange = paraphrase(to, stored);
    expect(to.host.waiting).toBe("", "nothing is asked before the model has answered");
    keep(to, exchange, ANSWER);
    expect(to.host.counted(COMPARISONS + "audit.distance.0_05.verdict.same")).toBe(1);
    expect(
      to.host.lines[0].startsWith("info audit: same distance=0.0300 lead=none near key=" + stored.id),
    ).toBe(true);
    expect(stores(to).includes('"key":"' + stored.id + '"')).toBe(true, "it is a link from now on");
  });

  it("is told to be wrong where the answers differ", () => {
    const to = proxy(auditing("1"));
    const stored = store(to, CHAT);
    keep(to, paraphrase(to, stored), completion("A person who speaks for a state."));
    expect(to.host.waiting).toBe("redis GET /GET/ai-cache%3A" + stored.id + ".raw");
    to.host.answer(Upstream.Redis, stored.reply);
    to.host.answer(Upstream.Embedding, allEmbedded(["[1,0]", "[0,1]"]));
    expect(to.host.counted(COMPARISONS + "audit.distance.0_05.verdict.different")).toBe(1);
    expect(stores(to).includes('"key":"' + stored.id + '"')).toBe(false);
    expect(to.plugin.onDone()).toBe(true);
  });

  it("shows nothing where the model's answer is not kept", () => {
    const to = proxy(auditing("1"));
    const stored = store(to, CHAT);
    paraphrase(to, stored).responds("500", "application/json").leaves();
    paraphrase(to, stored).responds("200", "application/json").says("{").leaves();
    expect(to.host.counted(COMPARISONS + "audit.distance.0_05.verdict.unknown")).toBe(2);
    expect(to.host.waiting).toBe("");
  });

  it("is one that would have been served: what is far is a miss, and an exact hit is served", () => {
    const to = proxy(auditing("1"));
    const stored = store(to, CHAT);
    paraphrase(to, stored, 0.2).answers(ANSWER);
    expect(to.host.counted(REQUESTS + "miss")).toBe(2, "with that of what is stored");
    expect(to.host.counted(REQUESTS + "audit")).toBe(0);
    const again = proxy(auditing("1"));
    const exact = store(again, CHAT);
    const exchange = again.open().posts(CHAT);
    again.host.answer(Upstream.Redis, exact.reply);
    expect(exchange.reply.header("x-ai-cache")).toBe("hit");
  });

  it("is never that of a client who wants a cached answer or none", () => {
    const to = proxy(auditing("1", ",'controls':{'onlyIfCached':true}"));
    const exchange = paraphrase(to, store(to, CHAT), 0.03, to.open().header("x-ai-cache", "only-if-cached"));
    expect(exchange.reply.header("x-ai-cache")).toBe("semantic-hit");
  });
});

describe("the share that is audited", () => {
  it("is none by default, nor at a rate of 0", () => {
    const configs = [semantic(), auditing("0")];
    for (let i = 0; i < configs.length; i++) {
      const to = proxy(configs[i]);
      const stored = store(to, CHAT);
      for (let n = 0; n < 50; n++) expect(paraphrase(to, stored).fate).toBe("answered");
    }
  });

  it("is what was configured, the rest is served", () => {
    const to = proxy(auditing("0.25"));
    const stored = store(to, CHAT);
    let audits = 0;
    for (let n = 0; n < 400; n++) {
      const exchange = paraphrase(to, stored);
      if (exchange.fate == "resumed") audits++;
      else expect(exchange.reply.header("x-ai-cache")).toBe("semantic-hit");
      exchange.leaves();
    }
    // Five standard deviations around 100.
    expect(audits > 57 && audits < 143).toBe(true, audits.toString());
    expect(to.host.counted(REQUESTS + "audit")).toBe(audits);
    expect(to.host.counted(REQUESTS + "hit_semantic")).toBe(400 - audits);
  });
});

describe("a miss", () => {
  it("is compared with its nearest neighbour where that is near enough to be linked", () => {
    const to = proxy(semantic());
    const stored = store(to, CHAT);
    const exchange = paraphrase(to, stored, 0.399);
    expect(exchange.fate).toBe("resumed");
    keep(to, exchange, ANSWER);
    expect(to.host.counted(COMPARISONS + "miss.distance.0_40.verdict.same")).toBe(1);
    expect(stores(to).includes('"key":"' + stored.id + '"')).toBe(true);
    expect(to.host.lines.join("\n")).toBe("", "only audits are told");
  });

  it("is not compared where that is farther, or links are off", () => {
    const far = proxy(semantic());
    const stored = store(far, CHAT);
    keep(far, paraphrase(far, stored, 0.4), ANSWER);
    expect(stores(far).includes('"key":"' + stored.id + '"')).toBe(false);
    const off = proxy(semantic(",'link':false"));
    const other = store(off, CHAT);
    keep(off, paraphrase(off, other, 0.2), ANSWER);
    expect(stores(off).includes('"key":"' + other.id + '"')).toBe(false);
    const name = COMPARISONS + "miss.distance.0_30.verdict.same";
    expect(off.host.counted(name)).toBe(0);
  });

  it("is nothing to be counted where the model's answer is not kept", () => {
    const to = proxy(semantic());
    paraphrase(to, store(to, CHAT), 0.25).responds("500", "application/json").leaves();
    expect(to.host.counted(COMPARISONS + "miss.distance.0_30.verdict.unknown")).toBe(0);
  });

  it("is not compared with an answer to its own question", () => {
    const to = proxy(semantic());
    const stored = store(to, CHAT);
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHasNot()).answer(Upstream.Embedding, embedded());
    to.host.answer(Upstream.Vector, stored.near(0.2));
    keep(to, exchange, ANSWER);
    expect(stores(to).includes('"key":"' + stored.id + '"')).toBe(true);
    expect(to.host.counted(COMPARISONS + "miss.distance.0_30.verdict.same")).toBe(0);
  });
});

/** The weight of the evidence at a distance that workers share, once the next of them is told. */
function shared(to: FakeProxy, data: SharedData, distance: f64): f64 {
  to.wait(1000);
  const names = data.values.keys();
  const evidence = Evidence.read(names.length == 0 ? null : data.values.get(names[0]));
  return evidence.same(<i32>(distance / 0.02), LEADS - 1);
}

describe("evidence", () => {
  it("of an audit stands for the hits that were not audited", () => {
    const data = new SharedData();
    const to = worker(learning("0.5"), data);
    const stored = store(to, CHAT);
    let exchange = paraphrase(to, stored);
    while (exchange.fate == "answered") exchange = paraphrase(to, stored);
    keep(to, exchange, ANSWER);
    expect(shared(to, data, 0.03)).toBe(2);
  });

  it("of a miss stands for itself, as all of them are compared", () => {
    const data = new SharedData();
    const to = worker(learning("0.5"), data);
    const stored = store(to, CHAT);
    for (let n = 0; n < 20; n++) {
      keep(to, paraphrase(to, stored, 0.25), ANSWER);
      stores(to);
    }
    expect(shared(to, data, 0.25)).toBe(20);
  });

  it("of a miss is sampled as hits are where there are no links", () => {
    const data = new SharedData();
    const to = worker(learning("0.5", ",'link':false"), data);
    const stored = store(to, CHAT);
    for (let n = 0; n < 100; n++) {
      keep(to, paraphrase(to, stored, 0.45), ANSWER);
      expect(stores(to).includes('"key":"' + stored.id + '"')).toBe(false);
    }
    const compared = <f64>to.host.counted(COMPARISONS + "miss.distance.0_50.verdict.same");
    expect(compared > 20 && compared < 80).toBe(true, compared.toString());
    expect(shared(to, data, 0.45)).toBe(compared * 2);
  });

  it("is not gathered where the threshold is given", () => {
    const data = new SharedData();
    const to = worker(auditing("1", ",'link':false"), data);
    const stored = store(to, CHAT);
    keep(to, paraphrase(to, stored), ANSWER);
    stores(to);
    keep(to, paraphrase(to, stored, 0.2), ANSWER);
    stores(to);
    to.wait(1000);
    expect(data.values.size).toBe(0);
    expect(to.host.counted(COMPARISONS + "miss.distance.0_30.verdict.same")).toBe(0);
  });

  it("changes what the next look-up takes for the same question", () => {
    const data = new SharedData();
    const to = worker(learning("1"), data);
    const stored = store(to, CHAT);
    const evidence = new Evidence();
    for (let n = 0; n < 200; n++) evidence.add(0.15, Infinity, true, 1);
    keep(to, paraphrase(to, stored), ANSWER);
    stores(to);
    expect(shared(to, data, 0.03)).toBe(1);
    data.values.set(data.values.keys()[0], evidence.write());
    expect(to.host.counted(REQUESTS + "audit")).toBe(1);
    paraphrase(to, stored, 0.15).leaves();
    expect(to.host.counted(REQUESTS + "audit")).toBe(1, "it is too far yet");
    to.wait(1000);
    paraphrase(to, stored, 0.15);
    expect(to.host.counted(REQUESTS + "audit")).toBe(2);
  });
});
