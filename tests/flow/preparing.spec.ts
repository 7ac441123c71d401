import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { okJson } from "../support/calls";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { expectError, store } from "./stored";
import {
  ANSWER,
  CHAT,
  chat,
  embedded,
  exact,
  failed,
  neighbours,
  redisHas,
  redisHasNot,
  redisOk,
  semantic,
  silence,
  sweeping,
  vectorDone,
} from "./texts";

const DESCRIBE = "vector GET /v1/collections/qa1";
const SEARCH = "vector POST /v1/collections/qa1/query";
const EMBED = "embedding POST /api/v1/services/embeddings/text-embedding/text-embedding";
const REFUSED = "ai_cache_neighbours_refused_total.reason.";

/** A configuration whose collection is looked at, with these further fields of section `vector`. */
function checking(fields: string = "", dimension: i32 = 2): string {
  const config = semantic().replace("'check':false", "'check':true" + fields);
  return dimension == 0 ? config : config.replace("'sk-1'", `'sk-1','dimension':${dimension}`);
}

function described(dimension: i32, metric: string = "cosine"): Reply {
  return okJson(`{'code':0,'output':{'dimension':${dimension},'metric':'${metric}','status':'SERVING'}}`);
}

/** There is no collection. */
function missing(): Reply {
  return okJson("{'code':-2021}");
}

/** A look-up that has found no entry, and waits for the vector. */
function asked(to: FakeProxy, body: string = CHAT): Exchange {
  const exchange = to.open().posts(body);
  to.host.answer(Upstream.Redis, redisHasNot());
  return exchange;
}

/** One that waits for nothing: it is a miss for this reason. */
function expectMiss(to: FakeProxy, exchange: Exchange, reason: string): void {
  expect(exchange.fate).toBe("resumed");
  exchange.responds("200", "application/json");
  expect(exchange.received("x-ai-cache")).toBe("miss");
  expect(to.host.counted(REFUSED + reason)).toBe(1);
}

describe("the collection", () => {
  it("is looked at while the first question is embedded, and never again", () => {
    const to = proxy(checking());
    expect(to.host.waiting).toBe("", "not before there is a question");
    const exchange = asked(to);
    expect(to.host.waiting).toBe(DESCRIBE + "\n" + EMBED);
    to.host.answer(Upstream.Vector, described(2)).answer(Upstream.Embedding, embedded());
    expect(to.host.waiting).toBe(SEARCH);
    to.host.answer(Upstream.Vector, neighbours(""));
    expect(exchange.fate).toBe("resumed");
    asked(to, chat("Another?"));
    expect(to.host.waiting).toBe(EMBED);
    expect(to.host.lines.join()).toBe("");
  });

  it("costs exact hits nothing", () => {
    const to = proxy(checking());
    const plain = proxy(exact());
    const stored = store(plain, CHAT);
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, redisHas(stored.record));
    expect(exchange.fate).toBe("answered");
    expect(to.host.sent.length).toBe(1);
  });

  it("that has not answered yet makes the question a miss, and its vector is stored all the same", () => {
    const to = proxy(checking());
    const exchange = asked(to);
    to.host.answer(Upstream.Embedding, embedded());
    expectMiss(to, exchange, "preparing");
    expect(to.host.waiting).toBe(DESCRIBE);
    to.host.answer(Upstream.Vector, described(2));
    exchange.says(ANSWER).closes();
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting).toBe("vector POST /v1/collections/qa1/docs/upsert");
  });

  it("that does not fit is not asked, nor written to, and no vector is asked for", () => {
    const to = proxy(checking());
    const exchange = asked(to);
    to.host.answer(Upstream.Vector, described(3)).answer(Upstream.Embedding, embedded());
    expectMiss(to, exchange, "mismatch");
    const what = "vector.collectionID: expected a collection of 2 dimensions, got 3";
    expect(to.host.lines.join()).toBe("warn " + what + ": no neighbours are looked for");
    exchange.says(ANSWER).closes();
    expect(to.host.waiting.startsWith("redis PUT ")).toBe(true);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting).toBe("");
    const second = to.open().posts(chat("Another?"));
    to.host.answer(Upstream.Redis, redisHasNot());
    expect(second.fate).toBe("resumed");
    expect(to.host.waiting).toBe("");
    second.answers(ANSWER);
    to.host.answer(Upstream.Redis, redisOk());
    expect(to.host.waiting).toBe("");
    expect(to.plugin.onDone()).toBe(true, "nothing is left to do");
  });

  it("is looked at again in its time, and used when it has been set right", () => {
    const to = proxy(checking());
    asked(to);
    to.host.answer(Upstream.Vector, described(2, "euclidean")).answer(Upstream.Embedding, embedded());
    to.wait(1000);
    asked(to, chat("Another?"));
    expect(to.host.waiting).toBe(DESCRIBE + "\n" + EMBED);
    to.host.answer(Upstream.Vector, described(2)).answer(Upstream.Embedding, embedded());
    expect(to.host.waiting).toBe(SEARCH);
  });

  it("that cannot be reached is told of once, and costs no embeddings meanwhile", () => {
    const to = proxy(checking());
    const exchange = asked(to);
    to.host.answer(Upstream.Vector, silence()).answer(Upstream.Embedding, embedded());
    expect(to.host.lines.join()).toBe("warn vector: no reply");
    expect(to.host.counted("ai_cache_calls_total.upstream.vector.result.error")).toBe(1);
    expectError(to, exchange, "resumed", "vector");
    const second = asked(to, chat("Another?"));
    expect(to.host.waiting).toBe("");
    expect(second.fate).toBe("resumed");
    expect(to.host.counted("ai_cache_requests_total.outcome.error.step.vector")).toBe(2);
    expect(to.host.counted(REFUSED + "preparing")).toBe(2);
  });

  it("may be refused at once", () => {
    const to = proxy(checking());
    to.host.refuses(Upstream.Vector);
    asked(to);
    expect(to.host.waiting).toBe(EMBED);
    expect(to.host.counted("ai_cache_calls_total.upstream.vector.result.refused")).toBe(1);
  });

  it("that may not be looked at is used as it is, and a line says so", () => {
    const to = proxy(checking());
    asked(to);
    to.host.answer(Upstream.Vector, failed(403)).answer(Upstream.Embedding, embedded());
    expect(to.host.waiting).toBe(SEARCH);
    expect(to.host.lines.join()).toBe("warn collection qa1 could not be looked at, so it is taken as it is");
  });

  it("is made where that is wanted", () => {
    const to = proxy(checking(",'create':true"));
    asked(to);
    to.host.answer(Upstream.Vector, missing());
    expect(to.host.waiting).toBe(EMBED + "\nvector POST /v1/collections");
    expect(to.host.last.call.body.toString().includes('"dimension":2')).toBe(true);
    to.host.answer(Upstream.Vector, vectorDone()).answer(Upstream.Vector, described(2));
    to.host.answer(Upstream.Embedding, embedded());
    expect(to.host.waiting).toBe(SEARCH);
    expect(to.host.lines.join()).toBe("warn collection qa1 has been made");
  });

  it("is made as the first vector tells, where the model decides", () => {
    const to = proxy(checking(",'create':true", 0));
    const exchange = asked(to);
    to.host.answer(Upstream.Vector, missing());
    expect(to.host.waiting).toBe(EMBED);
    to.host.answer(Upstream.Embedding, embedded("[1,2,3]"));
    expectMiss(to, exchange, "preparing");
    expect(to.host.waiting).toBe(DESCRIBE);
    to.host.answer(Upstream.Vector, missing());
    expect(to.host.last.call.body.toString().includes('"dimension":3')).toBe(true);
  });

  it("that goes while it is used is looked for again", () => {
    const to = proxy(checking());
    const exchange = asked(to);
    to.host.answer(Upstream.Vector, described(2)).answer(Upstream.Embedding, embedded());
    to.host.answer(Upstream.Vector, missing());
    exchange.responds("200", "application/json");
    expect(exchange.received("x-ai-cache")).toBe("error");
    asked(to, chat("Another?"));
    expect(to.host.waiting).toBe(DESCRIBE + "\n" + EMBED);
  });

  it("is looked at before the first sweep", () => {
    const to = proxy(sweeping(600).replace("'check':false", "'check':true")).wait(0);
    expect(to.host.waiting).toBe(DESCRIBE);
    to.wait(50);
    expect(to.host.waiting).toBe(DESCRIBE);
    to.host.answer(Upstream.Vector, described(1536));
    expect(to.host.waiting).toBe("");
    to.wait(50);
    expect(to.host.waiting).toBe("vector DELETE /v1/collections/qa1/docs");
  });

  it("keeps a configuration that is replaced alive until it has answered", () => {
    const to = proxy(checking());
    asked(to);
    expect(to.plugin.onDone()).toBe(false);
    to.host.answer(Upstream.Vector, described(2));
    expect(to.host.dones).toBe(1);
  });
});

describe("an entry's removal", () => {
  it("is said to have failed while the collection is not ready", () => {
    const to = proxy(checking().slice(0, -1) + ",'admin':{'path':'/purge','token':'0123456789abcdef'}}");
    const exchange = to.open().header(":path", "/purge").header("x-ai-cache-token", "0123456789abcdef");
    exchange.header("x-ai-cache-key", "0".repeat(64)).sendsHeaders(true);
    to.host.answer(Upstream.Redis, okJson("unread"));
    expect(to.host.waiting).toBe(DESCRIBE);
    expect(exchange.reply.status).toBe(502);
    expect(exchange.reply.body.toString().includes("vector: the collection is not ready")).toBe(true);
  });
});
