import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { writeText } from "../../assembly/json/text";
import { ByteWriter } from "../../assembly/bytes/byte-writer";
import { JsonValue } from "../../assembly/json/value";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { expectError } from "./stored";
import {
  ANSWER,
  CHAT,
  OTHER,
  STREAM,
  cacheless,
  chat,
  document,
  embedded,
  failed,
  neighbours,
  vectorDone,
} from "./texts";

const STORES = "ai_cache_stores_total.result.";

/** A request whose look-up has found nothing. */
function missed(to: FakeProxy, body: string = CHAT): Exchange {
  const exchange = to.open().posts(body);
  expect(to.host.waiting.startsWith("embedding POST ")).toBe(true, "there is no exact look-up");
  to.host.answer(Upstream.Embedding, embedded()).answer(Upstream.Vector, neighbours(""));
  expect(exchange.fate).toBe("resumed");
  return exchange;
}

/** The one document that an upsert holds. */
function upserted(to: FakeProxy): JsonValue {
  expect(to.host.waiting).toBe("vector POST /v1/collections/qa1/docs/upsert");
  return JsonValue.parse(to.host.last.call.body)!.member("docs")!.element(0)!;
}

/** A search's reply with this document at this distance. */
function found(stored: JsonValue, distance: f64, entry: Slice, expiresAt: i64 = 2147483647): Reply {
  const fields = stored.member("fields")!;
  const scope = fields.member("scope")!.text()!;
  const key = fields.member("key")!.text()!;
  const escaped = new ByteWriter();
  writeText(escaped, entry);
  const withEntry = document(key, distance, key, scope, expiresAt).replace(
    "'scope':'",
    "'entry':@,'scope':'",
  );
  const reply = neighbours(withEntry);
  const body = reply.body.toString().replace("@", escaped.finish().toString());
  return new Reply(200, Slice.of(body));
}

/** Has ANSWER stored for CHAT; the document. */
function store(to: FakeProxy): JsonValue {
  missed(to).answers(ANSWER).leaves();
  const stored = upserted(to);
  to.host.answer(Upstream.Vector, vectorDone());
  return stored;
}

function entryOf(stored: JsonValue): Slice {
  return stored.member("fields")!.member("entry")!.text()!;
}

/** A request whose neighbours these are. */
function asked(to: FakeProxy, body: string, reply: Reply): Exchange {
  const exchange = to.open().posts(body);
  to.host.answer(Upstream.Embedding, embedded()).answer(Upstream.Vector, reply);
  return exchange;
}

describe("without a cache", () => {
  it("an answer is stored in its vector's document, in one call", () => {
    const to = proxy(cacheless());
    const exchange = missed(to).answers(ANSWER).leaves();
    const stored = upserted(to);
    const record = JsonValue.parse(entryOf(stored))!;
    expect(record.member("question")!.text()!.toString()).toBe("What is Envoy?");
    expect(record.member("completion")!.member("id")!.text()!.toString()).toBe("c1");
    expect(exchange.received("x-ai-cache-key")).toBe(stored.member("id")!.text()!.toString());
    expect(to.host.counted(STORES + "ok")).toBe(0);
    to.host.answer(Upstream.Vector, vectorDone());
    expect(to.host.counted(STORES + "ok")).toBe(1);
    expect(to.plugin.onDone()).toBe(true);
  });

  it("the same question is an exact hit, streamed or not", () => {
    const to = proxy(cacheless());
    const stored = store(to);
    const exchange = asked(to, CHAT, found(stored, 0, entryOf(stored)));
    expect(exchange.reply.header("x-ai-cache")).toBe("hit");
    expect(exchange.reply.header("x-ai-cache-distance")).toBe("-");
    expect(exchange.reply.body.toString().includes('"content":"A proxy."')).toBe(true);
    const streamed = asked(to, STREAM, found(stored, 0.0001, entryOf(stored)));
    expect(streamed.reply.header("x-ai-cache")).toBe("hit");
    expect(streamed.reply.body.toString().endsWith("data: [DONE]\n\n")).toBe(true);
    expect(to.host.waiting).toBe("");
  });

  it("the same question is an exact hit though its document leads to another's entry", () => {
    const to = proxy(cacheless());
    const stored = store(to);
    const own = found(stored, 0, entryOf(stored)).body.toString();
    const key = stored.member("id")!.text()!.toString();
    const link = new Reply(200, Slice.of(own.replace('"key":"' + key, '"key":"' + OTHER)));
    const exchange = asked(to, CHAT, link);
    expect(exchange.reply.header("x-ai-cache")).toBe("hit");
    expect(exchange.reply.header("x-ai-cache-key")).toBe(key);
    const near = asked(to, chat("Envoy is what?"), link);
    expect(near.reply.header("x-ai-cache")).toBe("semantic-hit");
    expect(near.reply.header("x-ai-cache-key")).toBe(OTHER);
  });

  it("the same question is a local hit once its document is stored, and once it was found there", () => {
    const to = proxy(cacheless(",'local':{},'singleFlight':'off'"));
    missed(to).answers(ANSWER);
    const stored = upserted(to);
    const early = to.open().posts(CHAT);
    expect(early.fate).toBe("held");
    early.leaves();
    to.host.answer(Upstream.Vector, vectorDone());
    expect(to.open().posts(CHAT).reply.header("cache-status")).toBe("ai-cache; hit; detail=local");
    to.host.data.values.clear();
    to.host.answer(Upstream.Embedding, embedded());
    asked(to, CHAT, found(stored, 0, entryOf(stored)));
    expect(to.open().posts(CHAT).reply.header("cache-status")).toBe("ai-cache; hit; detail=local");
  });

  it("what leads to another entry is no local hit, as it goes with that one", () => {
    const to = proxy(cacheless(",'local':{}"));
    const stored = store(to);
    const key = stored.member("id")!.text()!.toString();
    const other = chat("Envoy is what?");
    const exchange = asked(to, other, found(stored, 0.2, entryOf(stored)));
    expect(exchange.fate).toBe("resumed");
    exchange.answers(ANSWER);
    const link = upserted(to);
    expect(link.member("fields")!.member("key")!.text()!.toString()).toBe(key);
    to.host.answer(Upstream.Vector, vectorDone());
    const own = found(link, 0, entryOf(link)).body.toString();
    const id = link.member("id")!.text()!.toString();
    const again = asked(to, other, new Reply(200, Slice.of(own.replace('"id":"' + key, '"id":"' + id))));
    expect(again.reply.header("cache-status")).toBe("ai-cache; hit; detail=exact");
    expect(to.open().posts(other).fate).toBe("held");
  });

  it("the same question is an exact hit though no neighbour would be taken for it", () => {
    const to = proxy(cacheless().replace("'collectionID'", "'threshold':0,'collectionID'"));
    const stored = store(to);
    const exchange = asked(to, CHAT, found(stored, 0, entryOf(stored)));
    expect(exchange.reply.header("x-ai-cache")).toBe("hit");
    expect(to.host.counted("ai_cache_neighbours_refused_total.reason.far")).toBe(0);
    const near = asked(to, chat("Envoy is what?"), found(stored, 0.05, entryOf(stored)));
    expect(near.fate).toBe("resumed");
  });

  it("the same question is an exact hit though another answer is as near", () => {
    const to = proxy(cacheless());
    const stored = store(to);
    const own = found(stored, 0.002, entryOf(stored)).body.toString();
    const key = stored.member("id")!.text()!.toString();
    const output = own.substring(own.indexOf("[") + 1, own.lastIndexOf("]"));
    const rival = output.replaceAll(key, "r").replace('digest":"', 'digest":"0').replace("0.002", "0.001");
    const other = rival.replace("What is Envoy?", "What was Envoy?");
    const both = own.replace("[" + output, "[" + other + "," + output);
    const exchange = asked(to, CHAT, new Reply(200, Slice.of(both)));
    expect(exchange.reply.header("x-ai-cache")).toBe("hit");
    expect(exchange.reply.header("x-ai-cache-key")).toBe(key);
  });

  it("the same question is a miss where its answer is too old for the client, or has expired", () => {
    const to = proxy(cacheless(",'honorCacheControl':true"));
    const stored = store(to);
    to.host.clock += 10000;
    const old = to.open().header("cache-control", "max-age=9").posts(CHAT);
    to.host.answer(Upstream.Embedding, embedded());
    to.host.answer(Upstream.Vector, found(stored, 0, entryOf(stored)));
    expect(old.fate).toBe("resumed");
    const expired = found(stored, 0, entryOf(stored), 1700000010);
    expect(asked(to, CHAT, expired).leaves().fate).toBe("resumed", "its document has");
    const record = entryOf(stored).toString().replace('"expires":0', '"expires":1700000010');
    expect(asked(to, CHAT, found(stored, 0, Slice.of(record))).fate).toBe("resumed", "its entry has");
  });

  it("a question in other words is a semantic hit", () => {
    const to = proxy(cacheless());
    const stored = store(to);
    const exchange = asked(to, chat("Envoy is what?"), found(stored, 0.05, entryOf(stored)));
    expect(exchange.reply.header("x-ai-cache")).toBe("semantic-hit");
    expect(exchange.reply.header("x-ai-cache-distance")).toBe("0.0500");
  });

  it("an entry under the same key that answers other words is no exact hit", () => {
    const to = proxy(cacheless());
    const stored = store(to);
    const entry = Slice.of(entryOf(stored).toString().replace("What is Envoy?", "What was Envoy?"));
    const exchange = asked(to, CHAT, found(stored, 0.05, entry));
    expect(exchange.reply.header("x-ai-cache")).toBe("semantic-hit");
  });

  it("a document without its entry is a miss, and goes", () => {
    const to = proxy(cacheless());
    const stored = store(to);
    const fields = stored.member("fields")!;
    const scope = fields.member("scope")!.text()!;
    const reply = neighbours(document(Slice.of("doc"), 0.01, Slice.of(OTHER), scope, 2147483647));
    expect(asked(to, CHAT, reply).fate).toBe("resumed");
    expect(to.host.waiting).toBe("vector DELETE /v1/collections/qa1/docs");
    expect(to.host.counted("ai_cache_neighbours_refused_total.reason.entry_gone")).toBe(1);
  });

  it("a document whose entry cannot be read is a miss, and stays", () => {
    const to = proxy(cacheless());
    const stored = store(to);
    expect(asked(to, CHAT, found(stored, 0.01, Slice.of("x"))).fate).toBe("resumed");
    expect(to.host.waiting).toBe("");
    expect(to.host.counted("ai_cache_neighbours_refused_total.reason.entry_unreadable")).toBe(1);
  });

  it("a store that fails is counted", () => {
    const to = proxy(cacheless());
    missed(to).answers(ANSWER).leaves();
    to.host.answer(Upstream.Vector, failed(500));
    expect(to.host.counted(STORES + "error")).toBe(1);
    expect(to.host.counted(STORES + "ok")).toBe(0);
    expect(to.plugin.onDone()).toBe(true);
  });

  it("an answer without a vector is not stored", () => {
    const to = proxy(cacheless());
    const exchange = to.open().posts(CHAT);
    to.host.answer(Upstream.Embedding, failed(500));
    expectError(to, exchange, "resumed", "embedding");
    exchange.says(ANSWER).closes().leaves();
    expect(to.host.waiting).toBe("");
    expect(to.host.counted("ai_cache_stores_refused_total.reason.no_vector")).toBe(1);
  });

  it("a question too long for the model goes on at once", () => {
    const to = proxy(cacheless());
    const exchange = to.open().posts(chat("x".repeat(2049)));
    expect(exchange.fate).toBe("passed");
    exchange.answers(ANSWER).leaves();
    expect(exchange.received("x-ai-cache")).toBe("miss");
    expect(to.host.counted("ai_cache_stores_refused_total.reason.no_vector")).toBe(1);
    expect(to.host.waiting).toBe("");
  });

  it("an answer waits for the vector that came too late for its question", () => {
    const to = proxy(cacheless());
    const exchange = to.open().posts(CHAT);
    to.wait(1000);
    expect(exchange.fate).toBe("resumed");
    exchange.answers(ANSWER).leaves();
    expect(to.plugin.onDone()).toBe(false, "the vector may still come");
    to.host.answer(Upstream.Embedding, embedded());
    upserted(to);
    to.host.answer(Upstream.Vector, vectorDone());
    expect(to.host.counted(STORES + "ok")).toBe(1);
    expect(to.host.dones).toBe(1);
  });

  it("an answer whose vector never comes is counted as not stored", () => {
    const to = proxy(cacheless());
    const exchange = to.open().posts(CHAT);
    to.wait(1000);
    exchange.answers(ANSWER).leaves();
    to.host.answer(Upstream.Embedding, failed(500));
    expect(to.host.counted(STORES + "error")).toBe(1);
    expect(to.host.waiting).toBe("");
    expect(to.plugin.onDone()).toBe(true);
  });
});
