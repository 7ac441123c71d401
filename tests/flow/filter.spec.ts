import { Upstream } from "../../assembly/call/call";
import { BodyStatus, HeadersStatus } from "../../assembly/host/host";
import { proxy } from "./exchange";
import { miss, store } from "./stored";
import { ANSWER, CHAT, EVENTS, STREAM, chat, exact, redisHasNot } from "./texts";

const HELD = ",'holdHeaders':true";

describe("the headers of a request", () => {
  it("are held with the body where the proxy can", () => {
    expect(proxy(exact(HELD)).open().sendsHeaders().atHeaders).toBe(HeadersStatus.Stop);
    expect(proxy(exact()).open().sendsHeaders().atHeaders).toBe(HeadersStatus.Continue);
  });

  it("lose what would bring a compressed answer", () => {
    const to = proxy(exact(HELD));
    const exchange = miss(to, to.open().posts(CHAT));
    expect(exchange.forwarded("accept-encoding")).toBe("-");
  });

  it("are not touched where they have gone on already", () => {
    const exchange = proxy(exact()).open().posts("{}");
    expect(exchange.stream.deeds.join(", ")).toBe("remove accept-encoding, read request");
  });
});

describe("the body of a request", () => {
  it("is held to its end, each piece read once", () => {
    const to = proxy(exact());
    const exchange = to.open().sendsHeaders().sends(CHAT.substring(0, 20));
    expect(exchange.atBody).toBe(BodyStatus.Stop);
    exchange.sends(CHAT.substring(20));
    expect(exchange.atBody).toBe(BodyStatus.Stop);
    expect(to.host.sent.length).toBe(0);
    exchange.ends();
    expect(exchange.fate).toBe("held");
    expect(to.host.sent.length).toBe(1);
    expect(exchange.stream.deeds.join(", ")).toBe("remove accept-encoding, read request, read request");
  });
});

describe("an answer", () => {
  it("serves later requests, plain and streamed alike", () => {
    const to = proxy(exact());
    const stored = store(to, CHAT);
    const plain = to.open().posts(CHAT);
    to.host.answer(Upstream.Redis, stored.reply);
    expect(plain.fate).toBe("answered");
    expect(plain.reply.status).toBe(200);
    expect(plain.reply.header("content-type")).toBe("application/json");
    expect(plain.reply.header("x-ai-cache")).toBe("hit");
    expect(plain.reply.header("x-ai-cache-key")).toBe(stored.id);
    expect(plain.reply.body.toString()).toBe(ANSWER.replaceAll("'", '"'));
    const streamed = to.open().posts(STREAM);
    to.host.answer(Upstream.Redis, stored.reply);
    expect(streamed.reply.header("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(streamed.reply.header("x-ai-cache-key")).toBe(stored.id);
    expect(streamed.reply.body.toString().includes('"content":"A proxy."')).toBe(true);
    expect(streamed.reply.body.toString().endsWith("data: [DONE]\n\n")).toBe(true);
    expect(to.host.counted("ai_cache_requests_total.outcome.hit_exact")).toBe(2);
    expect(to.host.counted("ai_cache_requests_total.outcome.miss")).toBe(1);
    expect(to.host.counted("ai_cache_saved_prompt_tokens_total")).toBe(10);
    expect(to.host.counted("ai_cache_saved_completion_tokens_total")).toBe(6);
  });

  it("that was streamed serves later requests, plain and streamed alike", () => {
    const to = proxy(exact());
    miss(to, to.open().posts(STREAM)).streams(EVENTS).leaves();
    const record = to.host.last.call.body.toString();
    expect(record.includes('"content":"A proxy."')).toBe(true);
    expect(record.includes('"object":"chat.completion"')).toBe(true);
  });

  it("of the cache is neither marked nor stored again", () => {
    const to = proxy(exact());
    const stored = store(to, CHAT);
    const exchange = to.open().posts(CHAT);
    const calls = to.host.sent.length;
    to.host.answer(Upstream.Redis, stored.reply);
    exchange.getsReply();
    expect(to.host.sent.length).toBe(calls);
  });

  it("says what the cache did", () => {
    const to = proxy(exact());
    const exchange = miss(to, to.open().posts(CHAT)).responds("429", "application/json");
    expect(exchange.received("x-ai-cache")).toBe("miss");
    expect(exchange.received("cache-status")).toBe("ai-cache; fwd=uri-miss; fwd-status=429");
    expect(exchange.received("x-ai-cache-key").length).toBe(64);
  });

  it("that comes before the request has ended is left alone, and what was asked is let go", () => {
    const early = proxy(exact());
    const reading = early.open().sendsHeaders().sends(CHAT).answers(ANSWER);
    expect(reading.stream.deeds.join(", ")).toBe("remove accept-encoding, read request");
    reading.ends();
    expect(reading.atBody).toBe(BodyStatus.Continue);
    expect(early.host.sent.length).toBe(0);
    const to = proxy(exact());
    const asking = to.open().posts(CHAT).responds("504", "text/plain");
    expect(asking.received("x-ai-cache")).toBe("-");
    to.host.answer(Upstream.Redis, redisHasNot());
    to.wait(2000);
    expect(asking.fate).toBe("held");
    asking.leaves();
  });
});

describe("two requests", () => {
  it("share an answer only where caller and route are the same", () => {
    const to = proxy(exact());
    const ids = new Set<string>();
    const callers = ["a", "b", "a", "a"];
    const routes = ["r", "r", "s", "r"];
    for (let i = 0; i < 4; i++) {
      const exchange = to.open().header("authorization", callers[i]);
      exchange.stream.route = routes[i];
      ids.add(miss(to, exchange.posts(CHAT)).responds("200", "text/html").received("x-ai-cache-key"));
    }
    expect(ids.size).toBe(3);
  });

  it("have look-ups of their own", () => {
    const to = proxy(exact());
    const one = to.open().posts(CHAT);
    const two = to.open().posts(chat("Who?"));
    to.host.deliver(to.host.sent[1], redisHasNot());
    expect(one.fate + " " + two.fate).toBe("held resumed");
    to.host.deliver(to.host.sent[0], redisHasNot());
    expect(one.fate + " " + two.fate).toBe("resumed resumed");
  });
});
