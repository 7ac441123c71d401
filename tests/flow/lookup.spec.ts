import { Slice } from "../../assembly/bytes/slice";
import { JsonValue } from "../../assembly/json/value";
import { EMBED, NOW, Trial, begun, embedding, searching } from "./trial";
import {
  OTHER,
  QUESTION,
  embedded,
  exact,
  failed,
  neighbours,
  redisHas,
  redisHasNot,
  redisSays,
  semantic,
  silence,
} from "./texts";

const REMOVE = "vector DELETE /v1/collections/qa1/docs ";

describe("the exact look-up", () => {
  it("hits", () => {
    const trial = begun(exact());
    expect(trial.gets(redisHas(trial.entry()))).toBe("hit " + trial.key.id.toString() + " exact");
    expect(trial.fault).toBe("none");
    const forever = begun(exact());
    expect(forever.gets(redisHas(forever.entryOf(forever.key.scope, QUESTION, 0))).startsWith("hit ")).toBe(
      true,
    );
  });

  it("misses", () => {
    expect(begun(exact()).gets(redisHasNot())).toBe("miss");
  });

  it("misses where the entry has expired", () => {
    const trial = begun(exact());
    expect(trial.gets(redisHas(trial.entryOf(trial.key.scope, QUESTION, NOW)))).toBe("miss");
    const other = begun(exact());
    expect(other.gets(redisHas(other.entryOf(other.key.scope, QUESTION, NOW + 1))).startsWith("hit")).toBe(
      true,
    );
  });

  it("misses where the entry is of another scope or answers another question", () => {
    const scope = begun(exact());
    expect(scope.gets(redisHas(scope.entryOf(Slice.of("other"), QUESTION, 0)))).toBe("miss");
    const question = begun(exact());
    expect(question.gets(redisHas(question.entryOf(question.key.scope, "What is envoy?", 0)))).toBe("miss");
  });

  it("misses where there is no entry in the value", () => {
    const values = ["", "x", "{}", "[]", "{'v':2}", "A proxy."];
    for (let i = 0; i < values.length; i++)
      expect(begun(exact()).gets(redisHas(Slice.of(values[i])))).toBe("miss");
    const trial = begun(exact());
    const record = trial.entry();
    for (let length = 0; length < record.length; length += 7) {
      const cut = begun(exact());
      expect(cut.gets(redisHas(record.slice(0, length)))).toBe("miss", length.toString());
    }
  });

  it("goes on to ask for the vector wherever it misses", () => {
    embedding();
    const expired = begun(semantic());
    expect(expired.gets(redisHas(expired.entryOf(expired.key.scope, QUESTION, NOW))).startsWith(EMBED)).toBe(
      true,
    );
    const broken = begun(semantic());
    expect(broken.gets(redisHas(Slice.of("x"))).startsWith(EMBED)).toBe(true);
    const foreign = begun(semantic());
    expect(foreign.gets(redisHas(foreign.entryOf(Slice.of("o"), QUESTION, 0))).startsWith(EMBED)).toBe(true);
  });

  it("ends there for a question too long for the model", () => {
    const long = new Trial(semantic(), "x".repeat(2049));
    long.start();
    expect(long.lookup.isSemantic).toBe(false);
    expect(long.gets(redisHasNot())).toBe("miss");
    const short = new Trial(semantic(), "x".repeat(2048));
    short.start();
    expect(short.lookup.isSemantic).toBe(true);
    expect(short.gets(redisHasNot()).startsWith(EMBED)).toBe(true);
  });

  it("ends there where the answer is right and too old for the client", () => {
    const old = begun(semantic(), 99);
    expect(old.gets(redisHas(old.entry()))).toBe("miss");
    const young = begun(semantic(), 100);
    expect(young.gets(redisHas(young.entry())).startsWith("hit")).toBe(true);
    const none = begun(semantic(), 0);
    expect(none.gets(redisHas(none.entry()))).toBe("miss");
  });

  it("fails", () => {
    const trial = begun(semantic());
    expect(trial.gets(redisSays("NOAUTH Authentication required."))).toBe("fail redis");
    expect(trial.fault).toBe("Redis said NOAUTH Authentication required.");
    const silent = begun(semantic());
    expect(silent.gets(silence())).toBe("fail redis");
    expect(silent.fault).toBe("no reply");
    expect(begun(semantic()).gets(failed(503))).toBe("fail redis");
  });
});

describe("the vector", () => {
  it("is asked for with the question, and kept as it came", () => {
    const trial = searching();
    expect(trial.lookup.vector!.toString()).toBe("[ 0.1,0.2]");
  });

  it("is waited for until it has come", () => {
    const waiting = embedding().lookup;
    expect(waiting.awaitsVector && waiting.isEmbedding).toBe(true);
    const found = searching().lookup;
    expect(found.awaitsVector || found.isEmbedding).toBe(false);
  });

  it("fails", () => {
    const trial = embedding();
    expect(trial.gets(failed(429))).toBe("fail embedding");
    expect(trial.fault).toBe("HTTP status 429");
    expect(trial.lookup.vector == null).toBe(true);
    expect(embedding().gets(embedded("[]"))).toBe("fail embedding");
  });
});

describe("the search", () => {
  it("asks within the scope, the model and the time", () => {
    const trial = embedding();
    const body = JsonValue.parse(trial.lookup.onReply(embedded()).call!.body)!;
    expect(body.member("filter")!.text()!.toString()).toBe(
      "scope = '" +
        trial.key.scope.toString() +
        "' and model = 'text-embedding-v2/0' and expires_at > 1700000000",
    );
  });

  it("misses where there is no neighbour", () => {
    const trial = searching();
    expect(trial.gets(neighbours(""))).toBe("miss");
    expect(trial.lookup.refusal).toBe("none");
    expect(trial.removal).toBe("nothing");
  });

  it("misses where the nearest is far", () => {
    const trial = searching();
    expect(trial.gets(trial.neighbour("doc", 0.1, OTHER))).toBe("miss");
    expect(trial.lookup.refusal).toBe("far");
  });

  it("misses where the neighbour has expired, and has it removed", () => {
    const trial = searching();
    expect(trial.gets(trial.neighbour("doc", 0, OTHER, NOW))).toBe("miss");
    expect(trial.removal).toBe(REMOVE + '{"ids":["doc"]}');
  });

  it("fails", () => {
    const trial = searching();
    expect(trial.gets(failed(500))).toBe("fail vector");
    expect(trial.fault).toBe("HTTP status 500");
    expect(trial.lookup.vector == null).toBe(false, "the store needs it");
  });
});
