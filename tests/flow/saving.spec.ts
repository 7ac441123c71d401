import { digestOf } from "../../assembly/entry/digest";
import { VectorSource } from "../../assembly/flow/vector-saving";
import { EMBED } from "./trial";
import { Storing, UPSERT } from "./storing";
import { embedded, exact, failed, redisOk, redisSays, semantic, vectorDone } from "./texts";

describe("storing an answer", () => {
  it("begins with the entry", () => {
    const storing = new Storing(exact(), VectorSource.None);
    expect(storing.next).toBe("redis PUT /SETEX/ai-cache%3A1d/60.raw " + storing.entry.write().toString());
    const forever = new Storing(exact(), VectorSource.None, "", 0);
    expect(forever.next.startsWith("redis PUT /SET/ai-cache%3A1d.raw ")).toBe(true);
  });

  it("ends with it where only exact look-ups are configured", () => {
    expect(new Storing(exact(), VectorSource.None).gets(redisOk()).state).toBe("done");
  });

  it("ends with it where there is no vector to be had", () => {
    expect(new Storing(semantic(), VectorSource.None).gets(redisOk()).state).toBe("done");
  });

  it("stores no vector where Redis refuses the entry", () => {
    const sources = [VectorSource.None, VectorSource.Known, VectorSource.Late, VectorSource.Ask];
    for (let i = 0; i < sources.length; i++) {
      const vector = sources[i] == VectorSource.Known ? "[1,2]" : "";
      const storing = new Storing(semantic(), sources[i], vector).gets(redisSays("OOM"));
      expect(storing.state).toBe("done, Redis said OOM");
    }
  });

  it("goes on with the vector that is known", () => {
    const storing = new Storing(semantic(), VectorSource.Known, "[1,2]").gets(redisOk());
    expect(storing.next.startsWith(UPSERT)).toBe(true);
    expect(storing.gets(vectorDone()).state).toBe("done");
  });

  it("asks for the vector where nobody has", () => {
    const storing = new Storing(semantic(), VectorSource.Ask).gets(redisOk());
    expect(storing.next.startsWith(EMBED)).toBe(true);
    expect(storing.next.includes('"texts":["What is Envoy?"]')).toBe(true);
    storing.gets(embedded("[3,4]"));
    expect(storing.next.startsWith(UPSERT)).toBe(true);
    expect(storing.next.includes('"vector":[3,4]')).toBe(true);
    expect(storing.gets(vectorDone()).state).toBe("done");
  });

  it("ends where the vector cannot be had", () => {
    const storing = new Storing(semantic(), VectorSource.Ask).gets(redisOk()).gets(failed(500));
    expect(storing.state).toBe("done, HTTP status 500");
  });

  it("ends where the document is refused", () => {
    const storing = new Storing(semantic(), VectorSource.Known, "[1,2]").gets(redisOk()).gets(failed(500));
    expect(storing.state).toBe("done, HTTP status 500");
  });
});

describe("a late vector", () => {
  it("is waited for after the entry is stored", () => {
    const storing = new Storing(semantic(), VectorSource.Late).gets(redisOk());
    expect(storing.state).toBe("nothing");
    expect(storing.saving.awaitsLateVector).toBe(true);
    expect(storing.getsVector("[1,2]").next.startsWith(UPSERT)).toBe(true);
    expect(storing.saving.awaitsLateVector).toBe(false);
    expect(storing.gets(vectorDone()).state).toBe("done");
  });

  it("may come before the entry is stored", () => {
    const storing = new Storing(semantic(), VectorSource.Late).getsVector("[1,2]");
    expect(storing.state).toBe("nothing");
    expect(storing.gets(redisOk()).next.includes('"vector":[1,2]')).toBe(true);
    expect(storing.gets(vectorDone()).state).toBe("done");
  });

  it("may fail to come, before or after", () => {
    expect(new Storing(semantic(), VectorSource.Late).getsVector("").gets(redisOk()).state).toBe("done");
    expect(new Storing(semantic(), VectorSource.Late).gets(redisOk()).getsVector("").state).toBe("done");
  });

  it("is of no use where Redis refused the entry", () => {
    const before = new Storing(semantic(), VectorSource.Late).getsVector("[1,2]").gets(redisSays("OOM"));
    expect(before.state).toBe("done, Redis said OOM");
    const after = new Storing(semantic(), VectorSource.Late).gets(redisSays("OOM"));
    expect(after.saving.awaitsLateVector).toBe(false);
    expect(after.getsVector("[1,2]").state).toBe("done, Redis said OOM");
  });
});

describe("the vector document", () => {
  it("leads to the entry, and dies with it", () => {
    const storing = new Storing(semantic(), VectorSource.Known, "[1, 2]").gets(redisOk());
    const document = storing.document;
    const entry = storing.entry;
    expect(document.member("vector")!.raw.toString()).toBe("[1, 2]");
    const digest = digestOf(entry.completion).toString();
    expect(document.member("fields")!.raw.toString()).toBe(
      '{"key":"1d","scope":"' +
        entry.scope.toString() +
        '","question":"What is Envoy?","digest":"' +
        digest +
        '","model":"text-embedding-v2/0","dimension":0,"expires_at":1700000060}',
    );
  });

  it("says never in a number that every store takes", () => {
    const forever = new Storing(semantic(), VectorSource.Known, "[1,2]", 0).gets(redisOk());
    expect(forever.next.includes('"expires_at":2147483647}')).toBe(true);
    const long = new Storing(semantic(), VectorSource.Known, "[1,2]", 2000000000).gets(redisOk());
    expect(long.next.includes('"expires_at":2147483647}')).toBe(true);
  });
});
