import { announcedSize, isCandidate } from "../../assembly/flow/candidate";
import { hostWith } from "./in-effect";

const SUFFIXES = ["/chat/completions", "/ask"];

/** Whether a chat completion's headers are still those of one with this header changed; absent if `-`. */
function isStill(name: string, value: string): bool {
  const host = hostWith([
    ":method",
    "POST",
    ":path",
    "/v1/chat/completions",
    "content-type",
    "application/json",
  ]);
  if (value == "-") host.current!.requestHeaders.delete(name);
  else host.current!.requestHeaders.set(name, value);
  const is = isCandidate(host, SUFFIXES);
  expect(host.current!.deeds.length).toBe(0);
  return is;
}

function expectCandidates(is: bool, name: string, values: string[]): void {
  for (let i = 0; i < values.length; i++) expect(isStill(name, values[i])).toBe(is, name + ": " + values[i]);
}

describe("a candidate", () => {
  it("is posted", () => {
    expectCandidates(true, ":method", ["POST"]);
    expectCandidates(false, ":method", ["GET", "PUT", "post", "OPTIONS", "", "-"]);
  });

  it("has a configured path", () => {
    expectCandidates(true, ":path", ["/chat/completions", "/x/ask", "/v1/chat/completions?a=b/c", "/ask?"]);
    expectCandidates(false, ":path", [
      "/v1/completions",
      "/v1/chat/completions/",
      "/v1/chat/completionsx",
      "/v1/Chat/Completions",
      "/v1/embeddings?x=/chat/completions",
      "/",
      "",
      "-",
    ]);
  });

  it("has a JSON body", () => {
    expectCandidates(true, "content-type", [
      "application/json",
      "application/json; charset=utf-8",
      "Application/JSON;charset=utf-8",
      " application/json ; x",
    ]);
    expectCandidates(false, "content-type", [
      "text/plain",
      "application/jsonl",
      "application/x-json",
      "multipart/form-data; x=application/json",
      "",
      "-",
    ]);
  });

  it("has a body that is not compressed", () => {
    expectCandidates(true, "content-encoding", ["-", "identity", "Identity"]);
    expectCandidates(false, "content-encoding", ["gzip", "br", "identity, gzip", ""]);
  });
});

describe("the announced size", () => {
  it("is that of the content-length", () => {
    expect(announcedSize(hostWith(["content-length", "0"]))).toBe(0);
    expect(announcedSize(hostWith(["content-length", "1234"]))).toBe(1234);
    expect(announcedSize(hostWith(["content-length", "999999999999999999"]))).toBe(i32.MAX_VALUE);
  });

  it("is unknown otherwise", () => {
    expect(announcedSize(hostWith([]))).toBe(-1);
    expect(announcedSize(hostWith(["content-length", ""]))).toBe(-1);
    expect(announcedSize(hostWith(["content-length", "1 2"]))).toBe(-1);
  });
});
