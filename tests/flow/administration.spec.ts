import { Upstream } from "../../assembly/call/call";
import { HeadersStatus } from "../../assembly/host/host";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { store } from "./stored";
import { CHAT, QUESTION, cacheless, chat, exact, failed, redisSays, semantic, vectorDone } from "./texts";
import { ok } from "../support/calls";

const ADMIN = ",'admin':{'path':'/ai-cache/purge','token':'0123456789abcdef'}";
const PURGES = "ai_cache_purges_total.result.";
const DEL = "redis GET /DEL/ai-cache%3A";

/** An administrator's request, before its body. */
function asking(to: FakeProxy): Exchange {
  return to.open().header(":path", "/ai-cache/purge").header("x-ai-cache-token", "0123456789abcdef");
}

function said(exchange: Exchange): string {
  return exchange.reply.status.toString() + " " + exchange.reply.body.toString().replaceAll('"', "'");
}

/** The request is turned down, and nothing is removed. */
function expectRefused(to: FakeProxy, exchange: Exchange, reply: string): void {
  expect(said(exchange)).toBe(reply);
  expect(to.host.waiting).toBe("");
  expect(to.host.counted(PURGES + "refused")).toBe(1);
}

describe("an entry is removed", () => {
  it("by its key in a header, from Redis and from the vector store", () => {
    const to = proxy(semantic(ADMIN));
    const id = store(to, CHAT).id;
    const exchange = asking(to).header("x-ai-cache-key", id).sendsHeaders(true);
    expect(exchange.atHeaders).toBe(HeadersStatus.Stop);
    expect(to.host.waiting).toBe(DEL + id + ".raw");
    to.host.answer(Upstream.Redis, ok(":1\r\n"));
    expect(to.host.waiting).toBe("vector DELETE /v1/collections/qa1/docs");
    expect(to.host.last.call.body.toString()).toBe('{"ids":["' + id + '"]}');
    to.host.answer(Upstream.Vector, vectorDone());
    expect(to.host.waiting).toBe("vector DELETE /v1/collections/qa1/docs", "what leads to it");
    expect(to.host.last.call.body.toString()).toBe('{"filter":"key = \'' + id + "'\"}");
    to.host.answer(Upstream.Vector, vectorDone());
    expect(said(exchange)).toBe("200 {'purged':'" + id + "'}");
    expect(to.host.counted(PURGES + "ok")).toBe(1);
    expect(exchange.forwarded("x-ai-cache-token")).toBe("-");
    exchange.getsReply();
  });

  it("by its key in a body", () => {
    const to = proxy(exact(ADMIN));
    const id = store(to, CHAT).id;
    const exchange = asking(to).posts("{'key':'" + id + "'}");
    expect(to.host.waiting).toBe(DEL + id + ".raw");
    to.host.answer(Upstream.Redis, ok(":0\r\n"));
    expect(said(exchange)).toBe("200 {'purged':'" + id + "'}");
  });

  it("by the request that it answers, of the same caller on the same route", () => {
    const to = proxy(exact(ADMIN));
    const id = store(to, CHAT).id;
    const same = asking(to).posts(CHAT);
    expect(to.host.waiting).toBe(DEL + id + ".raw");
    to.host.answer(Upstream.Redis, ok(":1\r\n"));
    expect(said(same)).toBe("200 {'purged':'" + id + "'}");
    const other = asking(to).header("authorization", "Bearer other").posts(CHAT);
    expect(to.host.waiting == DEL + id + ".raw").toBe(false);
    to.host.answer(Upstream.Redis, ok(":0\r\n"));
    expect(other.reply.status).toBe(200);
    asking(to).header("x-ai-cache-route", "elsewhere").posts(CHAT);
    expect(to.host.waiting == DEL + id + ".raw").toBe(false);
  });

  it("from the vector store alone, where there is no cache", () => {
    const to = proxy(cacheless(ADMIN));
    const id = "0".repeat(64);
    const exchange = asking(to).header("x-ai-cache-key", id).sendsHeaders(true);
    expect(to.host.waiting).toBe("vector DELETE /v1/collections/qa1/docs");
    to.host.answer(Upstream.Vector, vectorDone()).answer(Upstream.Vector, vectorDone());
    expect(said(exchange)).toBe("200 {'purged':'" + id + "'}");
  });

  it("and what cannot be reached is named", () => {
    const to = proxy(semantic(ADMIN));
    const exchange = asking(to).header("x-ai-cache-key", "0".repeat(64)).sendsHeaders(true);
    to.host.answer(Upstream.Redis, redisSays("READONLY")).answer(Upstream.Vector, failed(503));
    to.host.answer(Upstream.Vector, failed(503));
    expect(said(exchange)).toBe(
      "502 {'error':{'message':'redis: Redis said READONLY; vector: HTTP status 503'}}",
    );
    expect(to.host.counted(PURGES + "error")).toBe(1);
    const refused = asking(to).header("x-ai-cache-key", "0".repeat(64));
    to.host.refuses(Upstream.Redis).refuses(Upstream.Vector).refuses(Upstream.Vector);
    expect(refused.sendsHeaders(true).reply.status).toBe(502);
  });

  it("though the administrator has left meanwhile", () => {
    const to = proxy(exact(ADMIN));
    asking(to).header("x-ai-cache-key", "0".repeat(64)).sendsHeaders(true).leaves();
    expect(to.plugin.onDone()).toBe(false);
    to.host.answer(Upstream.Redis, ok(":1\r\n"));
    expect(to.host.dones).toBe(1);
  });
});

describe("an administrator is turned down", () => {
  it("without the token, whatever else is right", () => {
    const tokens = ["", "0123456789abcde", "0123456789abcdef ", "0123456789ABCDEF"];
    for (let i = 0; i < tokens.length; i++) {
      const to = proxy(exact(ADMIN));
      const exchange = asking(to)
        .header("x-ai-cache-token", tokens[i])
        .header("x-ai-cache-key", "0".repeat(64));
      exchange.sendsHeaders(true);
      expectRefused(
        to,
        exchange,
        "401 {'error':{'message':'x-ai-cache-token: expected the configured token'}}",
      );
    }
    const to = proxy(exact(ADMIN));
    const exchange = asking(to).without("x-ai-cache-token").sendsHeaders();
    expect(exchange.reply.status).toBe(401);
    exchange.sends(CHAT).ends();
    expect(to.host.waiting).toBe("");
  });

  it("with another method, without a key, or with one that is none", () => {
    let to = proxy(exact(ADMIN));
    expectRefused(
      to,
      asking(to).header(":method", "GET").sendsHeaders(true),
      "405 {'error':{'message':':method: expected POST'}}",
    );
    to = proxy(exact(ADMIN));
    expectRefused(
      to,
      asking(to).sendsHeaders(true),
      "400 {'error':{'message':'x-ai-cache-key: expected a key (or a body in its place)'}}",
    );
    const keys = ["", "0".repeat(63), "0".repeat(65), "G".repeat(64), "A".repeat(64), "../" + "0".repeat(61)];
    for (let i = 0; i < keys.length; i++) {
      to = proxy(exact(ADMIN));
      expectRefused(
        to,
        asking(to).posts("{'key':'" + keys[i] + "'}"),
        "400 {'error':{'message':'key: expected 64 hexadecimal digits'}}",
      );
    }
  });

  it("with a body that names nothing, or is too large", () => {
    const bodies = ["", "x", "{}", "[]", "{'key':5}", "{'model':'m'}"];
    for (let i = 0; i < bodies.length; i++) {
      const to = proxy(exact(ADMIN));
      expect(asking(to).posts(bodies[i]).reply.status).toBe(400, bodies[i]);
      expect(to.host.waiting).toBe("");
    }
    const to = proxy(exact(ADMIN + ",'maxRequestBytes':50"));
    expect(asking(to).sendsHeaders().sends(CHAT).reply.status).toBe(413, "at once");
  });
});

describe("other requests", () => {
  it("fare as without an administrator", () => {
    const to = proxy(exact(ADMIN));
    store(to, CHAT);
    const exchange = to.open().header("x-ai-cache-token", "0123456789abcdef").posts(chat(QUESTION));
    expect(exchange.fate).toBe("held");
    expect(to.host.waiting.startsWith("redis GET /GET/")).toBe(true);
  });

  it("go on where nobody may remove anything", () => {
    const to = proxy(exact());
    expect(asking(to).posts(CHAT).fate).toBe("passed");
  });

  it("are told apart by the path without its query, and by all of it", () => {
    const to = proxy(exact(ADMIN));
    expect(asking(to).header(":path", "/ai-cache/purge?a=b").sendsHeaders(true).reply.status).toBe(400);
    const others = ["/ai-cache/purge/", "/x/ai-cache/purge", "/ai-cache/purg", "/"];
    for (let i = 0; i < others.length; i++) {
      const other = asking(to).header(":path", others[i]).sendsHeaders(true);
      expect(other.fate).toBe("passed", others[i]);
    }
  });
});
