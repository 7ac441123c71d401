import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { counting } from "../support/bytes";
import { USELESS_BODIES, framed, headOf, ok, wholeOf } from "../support/calls";
import { done, gotten, leased, removed, webdis } from "./stores";

const HEAD = "redis at webdis (webdis.example)\n";
const NOT_REDIS = "the reply is not what Redis answers";

function key(text: string): Slice {
  return Slice.of(text);
}

describe("Webdis is asked", () => {
  it("to get", () => {
    expect(wholeOf(webdis(null, null, -1).get(key("ai-cache:0f")))).toBe(
      HEAD + "GET /GET/ai-cache%3A0f.raw\n\n",
    );
  });

  it("to set, for good or for a time", () => {
    const store = webdis(null, null, -1);
    expect(wholeOf(store.set(key("k"), Slice.of("v"), 0))).toBe(HEAD + "PUT /SET/k.raw\n\nv");
    expect(wholeOf(store.set(key("k"), Slice.of("v"), 1))).toBe(HEAD + "PUT /SETEX/k/1.raw\n\nv");
    expect(wholeOf(store.set(key("k"), Slice.of("v"), i32.MAX_VALUE))).toBe(
      HEAD + "PUT /SETEX/k/2147483647.raw\n\nv",
    );
  });

  it("to remove", () => {
    expect(wholeOf(webdis(null, null, 3).remove(key("ai-cache:0f")))).toBe(
      HEAD + "GET /3/DEL/ai-cache%3A0f.raw\n\n",
    );
    expect(removed(webdis(null, null, -1), ok(":0\r\n"))).toBe("gone");
    expect(removed(webdis(null, null, -1), ok("$-1\r\n"))).toBe(NOT_REDIS);
    expect(removed(webdis(null, null, -1), new Reply(403, Slice.EMPTY))).toBe("HTTP status 403");
  });

  it("for a lease", () => {
    expect(wholeOf(webdis(null, null, 3).lease(key("ai-cache:0f"), 30))).toBe(
      HEAD + "GET /3/SET/ai-cache%3A0f/1/NX/EX/30.raw\n\n",
    );
    expect(leased(webdis(null, null, -1), ok("+OK\r\n"))).toBe("granted");
    expect(leased(webdis(null, null, -1), ok("$-1\r\n"))).toBe("denied");
    expect(leased(webdis(null, null, -1), ok("$0\r\n\r\n"))).toBe(NOT_REDIS);
    expect(leased(webdis(null, null, -1), ok("+QUEUED\r\n"))).toBe(NOT_REDIS);
    expect(leased(webdis(null, null, -1), ok("-ERR syntax error\r\n"))).toBe("Redis said ERR syntax error");
    expect(leased(webdis(null, null, -1), new Reply(403, Slice.of("+OK\r\n")))).toBe("HTTP status 403");
  });

  it("for keys of any characters, none of which becomes part of the command", () => {
    expect(headOf(webdis(null, null, -1).get(key("a/b.json?c=d")))).toBe(
      HEAD + "GET /GET/a%2Fb%2Ejson%3Fc%3Dd.raw",
    );
    expect(headOf(webdis(null, null, -1).set(key("../FLUSHALL"), Slice.EMPTY, 5))).toBe(
      HEAD + "PUT /SETEX/%2E%2E%2FFLUSHALL/5.raw",
    );
  });

  it("in the database that is configured", () => {
    expect(headOf(webdis(null, null, 0).get(key("k")))).toBe(HEAD + "GET /0/GET/k.raw");
    expect(headOf(webdis(null, null, 7).set(key("k"), Slice.EMPTY, 0))).toBe(HEAD + "PUT /7/SET/k.raw");
  });

  it("with the credentials that are configured", () => {
    const both = "\nauthorization: Basic dXNlcjpwYXNz";
    expect(headOf(webdis("user", "pass", -1).get(key("k")))).toBe(HEAD + "GET /GET/k.raw" + both);
    expect(headOf(webdis("user", "pass", -1).set(key("k"), Slice.EMPTY, 0))).toBe(
      HEAD + "PUT /SET/k.raw" + both,
    );
    expect(headOf(webdis(null, "pass", -1).get(key("k")))).toBe(
      HEAD + "GET /GET/k.raw\nauthorization: Basic OnBhc3M=",
    );
    expect(headOf(webdis("user", null, -1).get(key("k")))).toBe(HEAD + "GET /GET/k.raw");
  });

  it("to keep any bytes, as they are", () => {
    const value = counting(256);
    expect(webdis(null, null, -1).set(key("k"), value, 9).body.equalsSlice(value)).toBe(true);
  });
});

describe("Webdis answers a get", () => {
  it("with a value", () => {
    const store = webdis(null, null, -1);
    expect(gotten(store, ok("$5\r\nhello\r\n"))).toBe("value hello");
    expect(gotten(store, ok("$0\r\n\r\n"))).toBe("value ");
    expect(gotten(store, ok('$12\r\n{"GET":null}\r\n'))).toBe('value {"GET":null}');
  });

  it("with a value of any bytes", () => {
    const value = counting(256);
    const result = webdis(null, null, -1).readGet(new Reply(200, framed("$256\r\n", value, "\r\n")));
    expect(result.fault == null && result.value!.equalsSlice(value)).toBe(true);
  });

  it("with nothing", () => {
    expect(gotten(webdis(null, null, -1), ok("$-1\r\n"))).toBe("none");
  });

  it("with a refusal, in Redis' own words", () => {
    const store = webdis(null, null, -1);
    const words = [
      "WRONGTYPE Operation against a key",
      "NOAUTH Authentication required.",
      "LOADING Redis is loading",
    ];
    for (let i = 0; i < words.length; i++) {
      expect(gotten(store, ok("-" + words[i] + "\r\n"))).toBe("fault Redis said " + words[i]);
    }
    expect(gotten(store, ok("-" + "x".repeat(300) + "\r\n"))).toBe("fault Redis said " + "x".repeat(120));
    expect(gotten(store, ok("-\r\n"))).toBe("fault Redis said ");
    const quoting = "ERR unknown command `SETEX`, with args beginning with: 'ai-cache:1' '60'";
    expect(gotten(store, ok("-" + quoting + "\r\n"))).toBe("fault Redis said ERR unknown command ");
  });

  it("with what is no answer to it", () => {
    const store = webdis(null, null, -1);
    const bodies = ["+OK\r\n", ":1\r\n", "*0\r\n", "$5\r\nhell", '{"GET":"v"}', '{"GET":[false,"ERR"]}'];
    for (let i = 0; i < bodies.length; i++) {
      expect(gotten(store, ok(bodies[i]))).toBe("fault " + NOT_REDIS, bodies[i]);
    }
    for (let i = 0; i < USELESS_BODIES.length; i++) {
      expect(gotten(store, ok(USELESS_BODIES[i]))).toBe("fault " + NOT_REDIS, USELESS_BODIES[i]);
    }
  });

  it("with another status, whatever the body says", () => {
    const store = webdis(null, null, -1);
    const statuses = [201, 204, 304, 400, 401, 403, 404, 500, 503];
    for (let i = 0; i < statuses.length; i++) {
      const fault = "HTTP status " + statuses[i].toString();
      const reply = new Reply(statuses[i], Slice.of("$5\r\nhello\r\n"));
      expect(gotten(store, reply)).toBe("fault " + fault);
      expect(done(store, new Reply(statuses[i], Slice.of("+OK\r\n")))).toBe(fault);
    }
  });

  it("not at all", () => {
    const store = webdis(null, null, -1);
    expect(gotten(store, new Reply(0, Slice.of("$5\r\nhello\r\n")))).toBe("fault no reply");
    expect(gotten(store, Reply.refusal())).toBe(
      "fault the proxy refused the call (is the cluster configured and healthy?)",
    );
  });
});

describe("Webdis answers a set", () => {
  it("with OK", () => {
    expect(done(webdis(null, null, -1), ok("+OK\r\n"))).toBe("done");
  });

  it("with a refusal, in Redis' own words", () => {
    const store = webdis(null, null, -1);
    expect(done(store, ok("-OOM command not allowed\r\n"))).toBe("Redis said OOM command not allowed");
    expect(done(store, ok("-READONLY You can't write 'a question'\r\n"))).toBe(
      "Redis said READONLY You can't write ",
    );
  });

  it("with what is no answer to it", () => {
    const store = webdis(null, null, -1);
    const bodies = ["$2\r\nOK\r\n", "$-1\r\n", ":1\r\n", "+QUEUED\r\n", "+OK", '{"SET":[true,"OK"]}'];
    for (let i = 0; i < bodies.length; i++) expect(done(store, ok(bodies[i]))).toBe(NOT_REDIS, bodies[i]);
    for (let i = 0; i < USELESS_BODIES.length; i++) {
      expect(done(store, ok(USELESS_BODIES[i]))).toBe(NOT_REDIS, USELESS_BODIES[i]);
    }
  });

  it("not at all", () => {
    expect(done(webdis(null, null, -1), new Reply(0, Slice.EMPTY))).toBe("no reply");
    expect(done(webdis(null, null, -1), Reply.refusal()).startsWith("the proxy refused")).toBe(true);
  });
});
