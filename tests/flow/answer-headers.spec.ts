import { Slice } from "../../assembly/bytes/slice";
import { Header } from "../../assembly/call/call";
import { Entry } from "../../assembly/entry/entry";
import { decimals, hitHeaders, markResponse, onlyIfCachedHeaders } from "../../assembly/flow/answer-headers";
import { Outcome } from "../../assembly/flow/outcome";
import { Hit } from "../../assembly/flow/step";
import { completionOf } from "../support/chat";
import { hostWith } from "./in-effect";
import { ANSWER } from "./texts";

const JSON = "content-type: application/json\n";
const EVENTS = "content-type: text/event-stream; charset=utf-8\n";

function shownHeaders(headers: Header[]): string {
  const lines = new Array<string>();
  for (let i = 0; i < headers.length; i++) lines.push(headers[i].name + ": " + headers[i].value);
  return lines.join("\n");
}

/** The headers of a hit, at second 1100, on an entry made at second 1000. */
function hit(expires: i64, distance: f64, isStream: bool = false): string {
  const name = Slice.of("x");
  const entry = new Entry(name, name, name, 1000, expires, completionOf(ANSWER));
  return shownHeaders(hitHeaders(new Hit(entry, Slice.of("0f"), distance), isStream, 1100));
}

/** What is added to a response of status 207, one header a line. */
function marked(outcome: Outcome, why: string, before: string = ""): string {
  const host = hostWith([]);
  const headers = host.current!.responseHeaders;
  headers.set(":status", "207");
  if (before.length > 0) headers.set("cache-status", before);
  markResponse(host, outcome, why, Slice.of("0f"));
  const names = headers.keys();
  const lines = new Array<string>();
  for (let i = 0; i < names.length; i++) {
    if (names[i] != ":status") lines.push(names[i] + ": " + headers.get(names[i]));
  }
  return lines.join("\n");
}

describe("the headers of a hit", () => {
  it("say so", () => {
    expect(hit(1160, -1)).toBe(
      JSON +
        "x-ai-cache: hit\ncache-status: ai-cache; hit; ttl=60; detail=exact\nx-ai-cache-key: 0f\nage: 100",
    );
  });

  it("name no life where there is no end to it", () => {
    expect(hit(0, -1)).toBe(
      JSON + "x-ai-cache: hit\ncache-status: ai-cache; hit; detail=exact\nx-ai-cache-key: 0f\nage: 100",
    );
  });

  it("are those of an event stream where one is wanted", () => {
    expect(hit(0, -1, true)).toBe(
      EVENTS +
        "x-ai-cache: hit\ncache-status: ai-cache; hit; detail=exact\nx-ai-cache-key: 0f\nage: 100\n" +
        "cache-control: no-cache",
    );
  });

  it("tell the distance of another question", () => {
    expect(hit(1101, 0.05)).toBe(
      JSON +
        "x-ai-cache: semantic-hit\ncache-status: ai-cache; hit; ttl=1; detail=semantic\nx-ai-cache-key: 0f\n" +
        "age: 100\nx-ai-cache-distance: 0.0500",
    );
  });

  it("tell the distance with four decimals", () => {
    const pairs = [
      "0",
      "0.0000",
      "0.00004",
      "0.0000",
      "0.00005",
      "0.0001",
      "0.12345",
      "0.1235",
      "0.99996",
      "1.0000",
      "2",
      "2.0000",
    ];
    for (let i = 0; i < pairs.length; i += 2) {
      expect(hit(0, parseFloat(pairs[i])).endsWith("x-ai-cache-distance: " + pairs[i + 1])).toBe(
        true,
        pairs[i],
      );
    }
  });
});

describe("the headers of a response", () => {
  it("say what the cache did", () => {
    expect(marked(Outcome.Miss, "")).toBe(
      "x-ai-cache: miss\ncache-status: ai-cache; fwd=uri-miss; fwd-status=207\nx-ai-cache-key: 0f",
    );
    expect(marked(Outcome.Refresh, "")).toBe(
      "x-ai-cache: refresh\ncache-status: ai-cache; fwd=request; detail=refresh\nx-ai-cache-key: 0f",
    );
    expect(marked(Outcome.Bypass, "no_store")).toBe(
      "x-ai-cache: bypass\ncache-status: ai-cache; fwd=bypass; detail=no_store",
    );
    expect(marked(Outcome.Error, "redis")).toBe(
      "x-ai-cache: error\ncache-status: ai-cache; fwd=miss; detail=redis",
    );
    expect(marked(Outcome.Audit, "")).toBe(
      "x-ai-cache: miss\ncache-status: ai-cache; fwd=miss; detail=audit",
    );
  });

  it("keep what a cache further upstream said", () => {
    expect(
      marked(Outcome.Error, "redis", "other; hit").includes("cache-status: other; hit,ai-cache; fwd=miss"),
    ).toBe(true);
  });

  it("say that there is no cached answer", () => {
    expect(shownHeaders(onlyIfCachedHeaders())).toBe(
      JSON + "x-ai-cache: miss\ncache-status: ai-cache; detail=only-if-cached",
    );
  });

  it("do without a key and a status", () => {
    const host = hostWith([]);
    markResponse(host, Outcome.Miss, "", null);
    const headers = host.current!.responseHeaders;
    expect(headers.has("x-ai-cache-key")).toBe(false);
    expect(headers.get("cache-status")).toBe("ai-cache; fwd=uri-miss; fwd-status=0");
  });
});

describe("a distance in words", () => {
  it("has four decimals and, where it is a lead that others have, a sign", () => {
    const pairs = ["0", "0.0000", "0.05", "0.0500", "1.25", "1.2500", "0.00005", "0.0001", "12", "12.0000"];
    pairs.push("-0.05");
    pairs.push("-0.0500");
    pairs.push("-1.25");
    pairs.push("-1.2500");
    pairs.push("-0.00001");
    pairs.push("0.0000");
    for (let i = 0; i < pairs.length; i += 2) expect(decimals(parseFloat(pairs[i]))).toBe(pairs[i + 1]);
  });

  it("is told even of what is no distance", () => {
    expect(decimals(NaN)).toBe("0.0000");
    expect(decimals(1e300).length > 0).toBe(true);
  });
});
