import { Slice } from "../../assembly/bytes/slice";
import { Protocol, Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Finding } from "../../assembly/vector/description";
import { ok } from "../support/calls";
import { Found, ID, NOW, called, documentOf } from "./fixtures/fixture";
import { RedisFixture } from "./fixtures/redis";
import { foundBy } from "./stores";

/** What is left to do after a command that was answered so. */
function restOf(reply: string): string {
  const store = new RedisFixture().store();
  const rest = store.rest(store.sweep(NOW)!, ok(reply));
  return rest == null ? "nothing" : called(rest);
}

function doneOf(reply: string): string {
  const fault = new RedisFixture().store().readDone(ok(reply));
  return fault == null ? "done" : fault;
}

describe("Redis with its query engine", () => {
  it("is called through the gateway's own callouts, as the vector store", () => {
    const call = new RedisFixture().store().upsert(documentOf("q"));
    expect(call.protocol).toBe(Protocol.Redis);
    expect(call.upstream).toBe(Upstream.Vector);
    expect(call.service.cluster).toBe("vectors");
  });

  it("is told what a removal by a filter has found", () => {
    expect(restOf("*1\r\n:0\r\n")).toBe("nothing");
    expect(restOf("*3\r\n:2\r\n$12\r\nvector:qa1:a\r\n$12\r\nvector:qa1:b\r\n")).toBe(
      "DEL vector:qa1:a vector:qa1:b",
    );
    expect(restOf(":2\r\n")).toBe("nothing", "that was the removal itself");
    expect(restOf("+OK\r\n")).toBe("nothing");
    expect(restOf("-ERR x\r\n")).toBe("nothing");
  });

  it("says itself why something was not done", () => {
    expect(doneOf(":0\r\n")).toBe("done", "what was to be removed was not there");
    expect(doneOf("+OK\r\n")).toBe("done");
    expect(doneOf("*1\r\n:0\r\n")).toBe("done");
    expect(doneOf("-Index already exists\r\n")).toBe("Redis said Index already exists");
    expect(doneOf("-ERR unknown command 'FT.SEARCH', with args beginning with: 'qa1'\r\n")).toBe(
      "Redis said ERR unknown command ",
    );
    expect(doneOf("hello")).toBe("the reply is not what Redis answers");
  });

  it("may be one whose user must not look at the index", () => {
    const store = new RedisFixture().store();
    const refused = ok("-NOPERM User default has no permissions to run the 'FT.INFO' command\r\n");
    expect(store.readDescription(refused).value!.finding).toBe(Finding.Hidden);
    expect(store.readDescription(ok("-ERR unknown command\r\n")).fault!).toBe(
      "Redis said ERR unknown command",
    );
    expect(store.readDescription(ok("*2\r\n+a\r\n")).fault!).toBe("the reply is not what Redis answers");
  });

  it("tells in several ways that there is no such index", () => {
    const store = new RedisFixture().store();
    const gone = ["-qa1: no such index\r\n", "-Unknown index name\r\n", "-Unknown Index name\r\n"];
    gone.push("-SEARCH_INDEX_NOT_FOUND Index not found: qa1\r\n");
    for (let i = 0; i < gone.length; i++) expect(store.isGone(ok(gone[i]))).toBe(true, gone[i]);
    expect(store.isGone(ok("-ERR x\r\n"))).toBe(false);
    expect(store.isGone(ok("$13\r\nno such index\r\n"))).toBe(false, "a value is no error");
    expect(store.isGone(new Reply(0, Slice.of(gone[0])))).toBe(false);
  });

  it("tells nothing of an index's vectors before version 2.6, and it is taken as it is", () => {
    const old = "*4\r\n$10\r\nindex_name\r\n$3\r\nqa1\r\n$8\r\nnum_docs\r\n$1\r\n0\r\n";
    const description = new RedisFixture().store().readDescription(ok(old)).value!;
    expect(description.dimension).toBe(0);
    expect(description.metric).toBe("");
  });

  it("finds a document that goes at that moment, without its fields, and it is left out", () => {
    const fixture = new RedisFixture();
    const whole = fixture.found([new Found(ID, 0.25)]).body.toString();
    const nil = whole.replace("*3\r\n", "*5\r\n") + "$12\r\nvector:qa1:x\r\n*-1\r\n";
    expect(foundBy(fixture.store(), ok(nil))).toBe(foundBy(fixture.store(), ok(whole)));
  });

  it("tells a document of others by its whole key", () => {
    const other = ok("*3\r\n:1\r\n$5\r\nother\r\n*2\r\n$8\r\ndistance\r\n$4\r\n0.25\r\n");
    expect(foundBy(new RedisFixture().store(), other)).toBe("other|0.25|||||NaN");
  });
});
