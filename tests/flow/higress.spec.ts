import { Upstream } from "../../assembly/call/call";
import { HeadersStatus } from "../../assembly/host/host";
import { wholeOf } from "../support/calls";
import { Exchange, FakeProxy, higress, proxy } from "./exchange";
import { miss, store } from "./stored";
import { ANSWER, CHAT, embedded, exact, redisHasNot, semantic } from "./texts";

const MISS = '{\\"cache_status\\":\\"miss\\"}';

/** A property that the filter or another plugin wrote; `-` where none did. */
function written(exchange: Exchange, name: string): string {
  const properties = exchange.stream.properties;
  return properties.has(name) ? properties.get(name) : "-";
}

/** The access log of a miss, where other plugins have said this before. */
function logOfMiss(before: string): string {
  const to = higress(exact());
  const exchange = to.open();
  exchange.stream.properties.set("ai_log", before);
  miss(to, exchange.posts(CHAT)).answers(ANSWER).leaves();
  return written(exchange, "ai_log");
}

/** What other plugins said stays. */
function expectLeftAlone(said: string): void {
  expect(logOfMiss(said)).toBe(said);
}

describe("in Higress a stream", () => {
  it("is readied for a body to be read, and keeps its route", () => {
    const exchange = higress(exact(",'maxRequestBytes':1000")).open().sendsHeaders();
    expect(exchange.atHeaders).toBe(HeadersStatus.Stop);
    expect(written(exchange, "clear_route_cache")).toBe("off");
    expect(written(exchange, "set_decoder_buffer_limit")).toBe("1000");
  });

  it("is left alone where it is none of the filter's", () => {
    const exchange = higress(exact()).open().header(":path", "/other").sendsHeaders();
    expect(exchange.atHeaders).toBe(HeadersStatus.Continue);
    expect(exchange.stream.properties.size).toBe(0);
  });

  it("has no such properties elsewhere", () => {
    const to = proxy(exact());
    const exchange = miss(to, to.open().posts(CHAT)).answers(ANSWER).leaves();
    expect(exchange.stream.properties.size).toBe(0);
  });
});

describe("the access log", () => {
  it("says miss, hit or skip", () => {
    const to = higress(exact());
    const stored = store(to, CHAT);
    const hit = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, stored.reply);
    expect(written(hit, "ai_log")).toBe(MISS.replace("miss", "hit"));
    const missed = miss(to, to.open().posts(CHAT)).answers(ANSWER);
    expect(written(missed, "ai_log")).toBe(MISS);
    const skipped = to.open().header("x-higress-skip-ai-cache", "on").posts(CHAT).answers(ANSWER);
    expect(written(skipped, "ai_log")).toBe(MISS.replace("miss", "skip"));
  });

  it("says nothing of what was not looked up", () => {
    const to = higress(exact());
    const bypassed = to.open().header("x-ai-cache", "bypass").posts(CHAT).answers(ANSWER);
    expect(bypassed.received("x-ai-cache")).toBe("bypass");
    expect(written(bypassed, "ai_log")).toBe("-");
  });

  it("keeps what other plugins said", () => {
    expect(logOfMiss("")).toBe(MISS);
    expect(logOfMiss("{}")).toBe(MISS);
    expect(logOfMiss('{\\"model\\":\\"a\\\\\\"b\\",\\"n\\":[1]}')).toBe(
      '{\\"model\\":\\"a\\\\\\"b\\",\\"n\\":[1],\\"cache_status\\":\\"miss\\"}',
    );
    expect(logOfMiss('{\\"cache_status\\":\\"old\\",\\"n\\":1}')).toBe(
      '{\\"n\\":1,\\"cache_status\\":\\"miss\\"}',
    );
  });

  it("leaves alone what it cannot read", () => {
    expectLeftAlone("text");
    expectLeftAlone('{"n":1}');
    expectLeftAlone("[1]");
    expectLeftAlone('{\\"n\\":');
  });
});

describe("rules", () => {
  it("give each request its configuration, or none", () => {
    const to: FakeProxy = higress(
      "{'_rules_':[{'_match_route_':['a'],'cache':{'type':'webdis','cluster':'w','cacheKeyPrefix':'a:'}}," +
        "{'_match_domain_':['b.example'],'cache':{'type':'webdis','cluster':'w','cacheKeyPrefix':'b:'}}]}",
    );
    const first = to.open();
    first.stream.route = "a";
    first.posts(CHAT);
    expect(to.host.last.call.path.startsWith("/GET/a%3A")).toBe(true);
    to.open().header(":authority", "b.example:8080").posts(CHAT);
    expect(to.host.last.call.path.startsWith("/GET/b%3A")).toBe(true);
    const sent = to.host.sent.length;
    const neither = to.open().header(":authority", "c.example").posts(CHAT).answers(ANSWER).leaves();
    expect(neither.fate).toBe("passed");
    expect(neither.stream.deeds.join()).toBe("");
    expect(to.host.sent.length).toBe(sent);
  });

  it("keep the keys of their services to themselves, in whatever order requests come", () => {
    const lone = ",'singleFlight':'off'";
    const one = semantic(lone + ",'_match_domain_':['a.example']")
      .replace("sk-1", "sk-a")
      .replace("dv-1", "dv-a");
    const two = semantic(lone + ",'_match_domain_':['b.example']")
      .replace("sk-1", "sk-b")
      .replace("dv-1", "dv-b");
    const to: FakeProxy = higress("{'_rules_':[" + one + "," + two + "]}");
    const domains = ["a", "b", "b", "a"];
    for (let i = 0; i < domains.length; i++) {
      to.open()
        .header(":authority", domains[i] + ".example")
        .posts(CHAT);
    }
    for (let i = 0; i < domains.length; i++) {
      to.host.answer(Upstream.Redis, redisHasNot());
      expect(wholeOf(to.host.last.call).includes("Bearer sk-" + domains[i])).toBe(true, i.toString());
    }
    for (let i = 0; i < domains.length; i++) {
      to.host.answer(Upstream.Embedding, embedded());
      const key = "dashvector-auth-token: dv-" + domains[i];
      expect(wholeOf(to.host.last.call).includes(key)).toBe(true, i.toString());
    }
  });
});
