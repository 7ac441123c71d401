import { Upstream } from "../../assembly/call/call";
import { BodyStatus, HeadersStatus } from "../../assembly/host/host";
import { Exchange, FakeProxy, proxy } from "./exchange";
import { store } from "./stored";
import { ANSWER, CHAT, chat, exact, redisHasNot } from "./texts";

const BYPASS = "ai_cache_requests_total.outcome.bypass.reason.";
const HELD = ",'holdHeaders':true";

/** The request goes to the model with nothing read, added or changed, and so does the response. */
function expectForeign(to: FakeProxy, exchange: Exchange): void {
  expect(exchange.atHeaders).toBe(HeadersStatus.Continue);
  exchange.sends(CHAT);
  expect(exchange.atBody).toBe(BodyStatus.Continue);
  exchange.ends();
  expect(exchange.atBody).toBe(BodyStatus.Continue);
  exchange.answers(ANSWER).leaves();
  expect(exchange.stream.deeds.join(", ")).toBe("");
  expect(to.host.sent.length).toBe(0);
  expect(to.host.counters.size).toBe(0);
}

/** The request passed with this reason, the response says so, and nothing was asked or stored. */
function expectBypass(to: FakeProxy, exchange: Exchange, reason: string): void {
  expect(exchange.fate).toBe("passed");
  exchange.answers(ANSWER).leaves();
  expect(exchange.received("x-ai-cache")).toBe("bypass");
  expect(exchange.received("cache-status")).toBe("ai-cache; fwd=bypass; detail=" + reason);
  expect(exchange.received("x-ai-cache-key")).toBe("-");
  expect(to.host.counted(BYPASS + reason)).toBe(1);
  expect(to.host.counters.size).toBe(1);
  expect(to.host.sent.length).toBe(0);
}

describe("a request that is no chat completion", () => {
  it("passes untouched by its headers", () => {
    const to = proxy(exact(HELD));
    expectForeign(to, to.open().header(":method", "GET").sendsHeaders());
    expectForeign(to, to.open().header(":path", "/v1/embeddings").sendsHeaders());
    expectForeign(to, to.open().header("content-type", "text/plain").sendsHeaders());
    expectForeign(to, to.open().header("content-encoding", "gzip").sendsHeaders());
    expectForeign(to, to.open().header(":method", "GET").header("x-ai-cache", "bypass").sendsHeaders());
    expectForeign(to, to.open().header(":path", "/").header("content-length", "99999999").sendsHeaders());
  });

  it("passes untouched without a body", () => {
    const to = proxy(exact(HELD));
    const exchange = to.open().sendsHeaders(true);
    expect(exchange.atHeaders).toBe(HeadersStatus.Continue);
    exchange.answers(ANSWER);
    expect(exchange.stream.deeds.length).toBe(0);
  });

  it("passes by its body, and what was hidden is put back", () => {
    const bodies = [
      "",
      "x",
      "[]",
      "{}",
      "{'model':'m','input':'x'}",
      "{'model':'m','messages':[]}",
      CHAT + "x",
    ];
    for (let i = 0; i < bodies.length; i++) {
      const to = proxy(exact(HELD));
      const exchange = to.open().posts(bodies[i]);
      expect(exchange.atHeaders).toBe(HeadersStatus.Stop);
      expect(exchange.fate).toBe("passed", bodies[i]);
      expect(exchange.forwarded("accept-encoding")).toBe("gzip, br");
      exchange.answers(ANSWER).leaves();
      const read = bodies[i].length == 0 ? "" : "read request, ";
      expect(exchange.stream.deeds.join(", ")).toBe(
        "remove accept-encoding, " + read + "set accept-encoding",
      );
      expect(to.host.sent.length + to.host.counters.size).toBe(0);
    }
  });

  it("gets back the headers that were meant for the cache", () => {
    const to = proxy(exact(HELD));
    const exchange = to.open().header("x-ai-cache", "refresh").header("x-ai-cache-ttl", "5").posts("{}");
    expect(exchange.forwarded("x-ai-cache")).toBe("refresh");
    expect(exchange.forwarded("x-ai-cache-ttl")).toBe("5");
  });

  it("gets no header that it did not have", () => {
    const exchange = proxy(exact(HELD)).open().without("accept-encoding").posts("{}");
    expect(exchange.stream.deeds.join(", ")).toBe("read request");
  });
});

describe("a bypass", () => {
  it("is what the client may ask for", () => {
    const to = proxy(exact());
    const exchange = to.open().header("x-ai-cache", "bypass").posts(CHAT);
    expect(exchange.forwarded("x-ai-cache")).toBe("-");
    expect(exchange.forwarded("accept-encoding")).toBe("gzip, br");
    expect(exchange.stream.deeds.join(", ")).toBe("remove x-ai-cache");
    expectBypass(to, exchange, "control");
  });

  it("is what the client asks for in other words", () => {
    const higress = proxy(exact());
    expectBypass(higress, higress.open().header("x-higress-skip-ai-cache", "on").posts(CHAT), "skip_header");
    const http = proxy(exact(",'honorCacheControl':true"));
    expectBypass(http, http.open().header("cache-control", "no-store").posts(CHAT), "no_store");
  });

  it("is not to be had where it is not allowed", () => {
    const to = proxy(exact(",'controls':{'bypass':false}"));
    const exchange = to.open().header("x-ai-cache", "bypass").posts(CHAT);
    expect(exchange.fate).toBe("held");
    expect(exchange.forwarded("x-ai-cache")).toBe("-");
  });

  it("is what a switched-off cache does", () => {
    const to = proxy(exact(",'cacheKeyStrategy':'disabled'"));
    expectBypass(to, to.open().posts(CHAT), "disabled");
  });

  it("is due to a body announced too large, before any of it is read", () => {
    const to = proxy(exact(HELD + ",'maxRequestBytes':1000"));
    const exchange = to.open().header("content-length", "1001").sendsHeaders();
    expect(exchange.atHeaders).toBe(HeadersStatus.Continue);
    exchange.sends(CHAT);
    expect(exchange.atBody).toBe(BodyStatus.Continue);
    exchange.ends();
    expect(exchange.stream.deeds.length).toBe(0);
    expectBypass(to, exchange, "request_too_large");
    expect(to.open().header("content-length", "1000").sendsHeaders().atHeaders).toBe(HeadersStatus.Stop);
  });

  it("is due to a body that grows too large, from that piece on", () => {
    const to = proxy(exact(HELD + ",'maxRequestBytes':100"));
    const exchange = to.open().sendsHeaders().sends("x".repeat(100));
    expect(exchange.atBody).toBe(BodyStatus.Stop);
    exchange.sends("x");
    expect(exchange.atBody).toBe(BodyStatus.Continue);
    expect(exchange.forwarded("accept-encoding")).toBe("gzip, br");
    exchange.sends("x".repeat(1000));
    expect(exchange.atBody).toBe(BodyStatus.Continue);
    exchange.ends();
    expect(exchange.stream.deeds.join(", ")).toBe(
      "remove accept-encoding, read request, set accept-encoding",
    );
    expectBypass(to, exchange, "request_too_large");
  });

  it("is due to a body whose rest does not come, at the deadline", () => {
    const to = proxy(exact(HELD));
    const exchange = to.open().sendsHeaders().sends(CHAT.substring(0, 20)).sends(CHAT.substring(20, 30));
    to.wait(999);
    expect(exchange.fate).toBe("held");
    to.wait(1);
    expect(exchange.fate).toBe("resumed");
    expect(exchange.forwarded("accept-encoding")).toBe("gzip, br");
    exchange.sends(CHAT.substring(30));
    expect(exchange.atBody).toBe(BodyStatus.Continue);
    exchange.ends().answers(ANSWER);
    expect(exchange.received("cache-status")).toBe("ai-cache; fwd=bypass; detail=slow_body");
    expect(to.host.counted(BYPASS + "slow_body")).toBe(1);
    expect(to.host.sent.length).toBe(0);
  });

  it("is due to no body that came in time, or whose client left", () => {
    const to = proxy(exact(HELD));
    const whole = to.open().sendsHeaders().sends(CHAT).ends();
    to.host.answer(Upstream.Redis, redisHasNot());
    const gone = to.open().sendsHeaders().sends(CHAT).leaves();
    to.wait(2000);
    expect(whole.stream.resumes).toBe(1);
    expect(gone.stream.resumes).toBe(0);
  });

  it("is due to a request that asks nothing in words", () => {
    const to = proxy(exact(HELD));
    const exchange = to.open().posts("{'model':'m','messages':[{'role':'system','content':'x'}]}");
    expect(exchange.forwarded("accept-encoding")).toBe("gzip, br");
    expectBypass(to, exchange, "no_question");
  });

  it("is due to trailers", () => {
    const to = proxy(exact(HELD));
    const exchange = to.open().sendsHeaders().sends(CHAT).sendsTrailers();
    // The proxy goes on with what it held; no hook is called for it.
    exchange.stream.isHeld = false;
    expect(exchange.forwarded("accept-encoding")).toBe("gzip, br");
    expectBypass(to, exchange, "trailers");
  });
});
