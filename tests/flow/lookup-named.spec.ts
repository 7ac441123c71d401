import { Slice } from "../../assembly/bytes/slice";
import { Waiting } from "../../assembly/flow/lookup";
import { NOW, Trial, begun, embedding, named, searching } from "./trial";
import { OTHER, QUESTION, embedded, failed, redisHas, redisHasNot, redisSays, semantic } from "./texts";

const REMOVE = "vector DELETE /v1/collections/qa1/docs ";

describe("the entry that a neighbour names", () => {
  it("is a hit, though it answers other words", () => {
    const trial = named();
    expect(trial.gets(redisHas(trial.entryOf(trial.key.scope, "And what is Envoy?", NOW + 60)))).toBe(
      "hit " + OTHER + " at 0.03",
    );
    expect(trial.removal).toBe("nothing");
  });

  it("is at no negative distance", () => {
    const trial = searching();
    trial.gets(trial.neighbour("doc", -0.0000001, OTHER));
    expect(trial.gets(redisHas(trial.entry()))).toBe("hit " + OTHER + " at 0.0");
  });

  it("is gone, and its document is removed", () => {
    const trial = named();
    expect(trial.gets(redisHasNot())).toBe("miss");
    expect(trial.lookup.refusal).toBe("entry_gone");
    expect(trial.removal).toBe(REMOVE + '{"ids":["doc"]}');
  });

  it("cannot be read, and its document stays: a newer filter may read it", () => {
    const unreadable = named();
    expect(unreadable.gets(redisHas(Slice.of("x")))).toBe("miss");
    expect(unreadable.removal).toBe("nothing");
    expect(unreadable.lookup.refusal).toBe("entry_unreadable");
  });

  it("cannot be asked for by a key that is none, and its document stays", () => {
    const keys = [OTHER.substring(1), OTHER + "0", OTHER.replace("0f", "0?"), OTHER.replace("f", "F")];
    for (let i = 0; i < keys.length; i++) {
      const garbled = searching();
      expect(garbled.gets(garbled.neighbour("doc", 0.03, keys[i]))).toBe("miss", keys[i]);
      expect(garbled.lookup.refusal).toBe("entry_unreadable");
      expect(garbled.removal).toBe("nothing");
    }
  });

  it("has expired or is of another scope, and its document is removed", () => {
    const expired = named();
    expect(expired.gets(redisHas(expired.entryOf(expired.key.scope, QUESTION, NOW)))).toBe("miss");
    expect(expired.removal).toBe(REMOVE + '{"ids":["doc"]}', "expired");
    const foreign = named();
    expect(foreign.gets(redisHas(foreign.entryOf(Slice.of("o"), QUESTION, 0)))).toBe("miss");
    expect(foreign.removal).toBe(REMOVE + '{"ids":["doc"]}', "foreign");
  });

  it("is too old for the client, and stays", () => {
    const trial = named(99);
    expect(trial.gets(redisHas(trial.entry()))).toBe("miss");
    expect(trial.removal).toBe("nothing");
    const young = named(100);
    expect(young.gets(redisHas(young.entry()))).toBe("hit " + OTHER + " at 0.03");
  });

  it("cannot be had, and its document stays", () => {
    const trial = named();
    expect(trial.gets(redisSays("LOADING"))).toBe("fail redis");
    expect(trial.removal).toBe("nothing");
  });
});

describe("a look-up that takes too long", () => {
  it("fails at the service that it waits for", () => {
    const trials = [begun(semantic()), embedding(), searching(), named()];
    const names = ["redis", "embedding", "vector", "redis"];
    for (let i = 0; i < trials.length; i++) {
      const step = trials[i].lookup.onTimeout();
      expect(step.failedAt!).toBe(names[i]);
      expect(step.call == null && step.hit == null).toBe(true);
      expect(trials[i].fault).toBe("no reply in time");
      expect(trials[i].lookup.isLate).toBe(true);
    }
  });

  it("still takes the vector, for the store", () => {
    const trial = embedding();
    trial.lookup.onTimeout();
    expect(trial.lookup.isEmbedding).toBe(true);
    trial.lookup.onLateVector(embedded("[1,2]"));
    expect(trial.lookup.vector!.toString()).toBe("[1,2]");
  });

  it("waits no more for a vector that failed to come", () => {
    const trial = embedding();
    trial.lookup.onTimeout();
    trial.lookup.onLateVector(failed(500));
    expect(trial.lookup.vector == null).toBe(true);
    expect(trial.lookup.waiting).toBe(Waiting.Nothing);
  });
});

describe("a look-up that has not begun", () => {
  it("misses whatever comes", () => {
    expect(new Trial(semantic()).gets(redisHasNot())).toBe("miss");
  });
});
