import { toBase64 } from "../../assembly/bytes/base64";
import { Slice } from "../../assembly/bytes/slice";
import { Reply } from "../../assembly/call/reply";
import { counting } from "../support/bytes";
import { USELESS_BODIES, headOf, ok, okJson, wholeOf } from "../support/calls";
import { json } from "../support/json";
import { done, gotten, leased, removed, upstash } from "./stores";

const HEAD = "redis at upstash (eu1.upstash.io)\n";
const TOKEN = "\nauthorization: Bearer tk-1";
const NOT_UPSTASH = "the reply is not what Upstash answers";
const NOT_BASE64 = "fault the reply is not base64";

describe("Upstash is asked", () => {
  it("to get, in base64", () => {
    expect(wholeOf(upstash().get(Slice.of("ai-cache:0f")))).toBe(
      HEAD + "GET /get/ai-cache%3A0f" + TOKEN + "\nupstash-encoding: base64\n\n",
    );
  });

  it("to set, for good or for a time", () => {
    const key = Slice.of("k");
    const value = Slice.of("v");
    expect(wholeOf(upstash().set(key, value, 0))).toBe(HEAD + "POST /set/k" + TOKEN + "\n\nv");
    expect(wholeOf(upstash().set(key, value, 1))).toBe(HEAD + "POST /set/k?EX=1" + TOKEN + "\n\nv");
    expect(wholeOf(upstash().set(key, value, i32.MAX_VALUE))).toBe(
      HEAD + "POST /set/k?EX=2147483647" + TOKEN + "\n\nv",
    );
  });

  it("for a lease", () => {
    expect(wholeOf(upstash().lease(Slice.of("ai-cache:0f"), 30))).toBe(
      HEAD + "GET /set/ai-cache%3A0f/1/NX/EX/30" + TOKEN + "\n\n",
    );
    expect(leased(upstash(), okJson("{'result':'OK'}"))).toBe("granted");
    expect(leased(upstash(), okJson("{'result':null}"))).toBe("denied");
    expect(leased(upstash(), okJson("{'result':1}"))).toBe(NOT_UPSTASH);
    expect(leased(upstash(), okJson("{'error':'ERR syntax error'}"))).toBe("Redis said ERR syntax error");
    expect(leased(upstash(), okJson("{}"))).toBe(NOT_UPSTASH);
  });

  it("to remove", () => {
    expect(wholeOf(upstash().remove(Slice.of("ai-cache:0f")))).toBe(
      HEAD + "GET /del/ai-cache%3A0f" + TOKEN + "\n\n",
    );
    expect(removed(upstash(), okJson("{'result':1}"))).toBe("gone");
    expect(removed(upstash(), okJson("{'result':0}"))).toBe("gone");
    expect(removed(upstash(), okJson("{'result':'OK'}"))).toBe(NOT_UPSTASH);
    expect(removed(upstash(), okJson("{'error':'ERR x'}"))).toBe("Redis said ERR x");
  });

  it("for keys of any characters, none of which becomes part of the command", () => {
    expect(headOf(upstash().set(Slice.of("k?EX=1&x#/y"), Slice.EMPTY, 5))).toBe(
      HEAD + "POST /set/k%3FEX%3D1%26x%23%2Fy?EX=5" + TOKEN,
    );
  });

  it("to keep any bytes, as they are", () => {
    const value = counting(256);
    expect(upstash().set(Slice.of("k"), value, 9).body.equalsSlice(value)).toBe(true);
  });
});

describe("Upstash answers a get", () => {
  it("with a value", () => {
    expect(gotten(upstash(), okJson("{'result':'aGVsbG8='}"))).toBe("value hello");
    expect(gotten(upstash(), okJson(" { 'result' : '' } "))).toBe("value ");
  });

  it("with a value of any bytes", () => {
    const value = counting(256);
    const result = upstash().readGet(ok('{"result":"' + toBase64(value).toString() + '"}'));
    expect(result.fault == null && result.value!.equalsSlice(value)).toBe(true);
  });

  it("with nothing", () => {
    expect(gotten(upstash(), okJson("{'result':null}"))).toBe("none");
  });

  it("with what is not base64", () => {
    const bodies = [
      "{'result':'hello'}",
      "{'result':'aGVs bG8='}",
      "{'result':'aGVsbG8=='}",
      "{'result':'aGVsbG8=x'}",
      "{'result':'====='}",
      "{'result':'{}'}",
      "{'result':'\\ud800'}",
      "{'result':1}",
      "{'result':true}",
      "{'result':['aGVsbG8=']}",
      "{'result':{}}",
    ];
    for (let i = 0; i < bodies.length; i++)
      expect(gotten(upstash(), okJson(bodies[i]))).toBe(NOT_BASE64, bodies[i]);
  });

  it("with a refusal, in Redis' own words, whatever the status", () => {
    const words = ["WRONGTYPE Operation against a key", "NOAUTH Authentication required.", "LOADING"];
    const statuses = [200, 400, 401, 500];
    for (let i = 0; i < words.length; i++) {
      for (let k = 0; k < statuses.length; k++) {
        const reply = new Reply(statuses[k], json("{'error':'" + words[i] + "'}"));
        expect(gotten(upstash(), reply)).toBe("fault Redis said " + words[i]);
        expect(done(upstash(), reply)).toBe("Redis said " + words[i]);
      }
    }
    const long = okJson("{'error':'" + "x".repeat(300) + "'}");
    expect(done(upstash(), long)).toBe("Redis said " + "x".repeat(120));
  });

  it("with what is no answer to it", () => {
    const bodies = ["$5\r\nhello\r\n", '{"result":"aGVsbG8=', '{"results":"aGVsbG8="}', '{"error":5}'];
    for (let i = 0; i < bodies.length; i++) {
      expect(gotten(upstash(), ok(bodies[i]))).toBe("fault " + NOT_UPSTASH, bodies[i]);
    }
    for (let i = 0; i < USELESS_BODIES.length; i++) {
      expect(gotten(upstash(), ok(USELESS_BODIES[i]))).toBe("fault " + NOT_UPSTASH, USELESS_BODIES[i]);
      expect(done(upstash(), ok(USELESS_BODIES[i]))).toBe(NOT_UPSTASH, USELESS_BODIES[i]);
    }
  });

  it("with another status, and then a value counts for nothing", () => {
    const statuses = [201, 204, 400, 401, 404, 500, 503];
    for (let i = 0; i < statuses.length; i++) {
      const fault = "HTTP status " + statuses[i].toString();
      expect(gotten(upstash(), new Reply(statuses[i], json("{'result':'aGVsbG8='}")))).toBe("fault " + fault);
      expect(gotten(upstash(), new Reply(statuses[i], json("{'result':null}")))).toBe("fault " + fault);
      expect(gotten(upstash(), new Reply(statuses[i], Slice.of("<html>")))).toBe("fault " + fault);
      expect(done(upstash(), new Reply(statuses[i], json("{'result':'OK'}")))).toBe(fault);
    }
  });

  it("not at all", () => {
    expect(gotten(upstash(), new Reply(0, json("{'error':'x'}")))).toBe("fault no reply");
    expect(gotten(upstash(), Reply.refusal()).startsWith("fault the proxy refused")).toBe(true);
  });
});

describe("Upstash answers a set", () => {
  it("with OK", () => {
    expect(done(upstash(), okJson("{'result':'OK'}"))).toBe("done");
  });

  it("with anything else", () => {
    const bodies = [
      "{'result':null}",
      "{'result':'ok'}",
      "{'result':'T0s='}",
      "{'result':1}",
      "{'result':['OK']}",
    ];
    for (let i = 0; i < bodies.length; i++)
      expect(done(upstash(), okJson(bodies[i]))).toBe(NOT_UPSTASH, bodies[i]);
  });

  it("not at all", () => {
    expect(done(upstash(), new Reply(0, Slice.EMPTY))).toBe("no reply");
  });
});
