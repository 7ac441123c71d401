import { Slice } from "../../assembly/bytes/slice";
import { Call } from "../../assembly/call/call";
import { VectorCache } from "../../assembly/embedding/vector-cache";
import { cacheStore } from "../../assembly/redis/factory";
import { ok } from "../support/calls";
import { CACHE, EMBEDDING, VECTOR, configOf } from "../config/reading";

/** Vectors kept for 60 seconds under a configuration with these further fields of its embedding. */
function cacheOf(fields: string = "", cache: string = CACHE): VectorCache {
  const embedding = EMBEDDING.replace("}", ",'cacheTTL':60" + fields + "}");
  const config = configOf("{" + cache + "," + embedding + "," + VECTOR + "}");
  return new VectorCache(cacheStore(config.cache!), config.embedding!, config.entry.keyPrefix);
}

function keyIn(call: Call): string {
  return call.path.substring("/GET/".length, call.path.length - ".raw".length);
}

/** The key under which a vector of `text` is looked for. */
function keyOf(cache: VectorCache, text: string = "What?"): string {
  return keyIn(cache.get(Slice.of(text)));
}

/** What a reply of Redis with this value is read as. */
function read(cache: VectorCache, value: string): string {
  const result = cache.readGet(ok("$" + value.length.toString() + "\r\n" + value + "\r\n"));
  const fault = result.fault;
  if (fault != null) return "fault: " + fault;
  const vector = result.value;
  return vector == null ? "none" : vector.toString();
}

describe("the vector of a question", () => {
  it("is kept for its time under a hash of its own", () => {
    const call = cacheOf().set(Slice.of("What?"), Slice.of("[0.1,0.2]"));
    const key = keyOf(cacheOf());
    expect(call.path).toBe("/SETEX/" + key + "/60.raw");
    expect(call.body.toString()).toBe("[0.1,0.2]");
    expect(key.startsWith("ai-cache%3Avector%3A")).toBe(true, key);
    expect(key.length).toBe("ai-cache%3Avector%3A".length + 64);
    expect(key.includes("What")).toBe(false);
  });

  it("is another one for another text, model, dimension, service or prefix", () => {
    const prefix = CACHE.replace("'cluster'", "'cacheKeyPrefix':'p:','cluster'");
    const keys = [
      keyOf(cacheOf()),
      keyOf(cacheOf(), "What??"),
      keyOf(cacheOf(), ""),
      keyOf(cacheOf(",'model':'text-embedding-v3'")),
      keyOf(cacheOf(",'dimension':1024")),
      keyOf(cacheOf(",'serviceHost':'other.example'")),
      keyOf(cacheOf("", prefix)),
    ];
    for (let i = 0; i < keys.length; i++) expect(keys.indexOf(keys[i])).toBe(i);
    expect(keyOf(cacheOf())).toBe(keys[0], "and the same for the same");
    expect(keyOf(cacheOf(",'timeout':7,'maxTextBytes':100"))).toBe(keys[0]);
  });

  it("is given back as it is", () => {
    expect(read(cacheOf(), "[0.1, -2e-3]")).toBe("[0.1, -2e-3]");
    expect(read(cacheOf(",'dimension':2"), "[0.1,0.2]")).toBe("[0.1,0.2]");
  });

  it("is none where the value is something else, or of another dimension", () => {
    const values = ["", "[]", "[0.1]", "x", '["a","b"]', "[0.1,0.2", '{"v":[0.1,0.2]}'];
    for (let i = 0; i < values.length; i++) expect(read(cacheOf(), values[i])).toBe("none", values[i]);
    expect(read(cacheOf(",'dimension':3"), "[0.1,0.2]")).toBe("none");
  });

  it("is none where Redis has none, and Redis' fault is told", () => {
    const absent = cacheOf().readGet(ok("$-1\r\n"));
    expect(absent.value == null && absent.fault == null).toBe(true);
    const fault = cacheOf().readGet(ok("-ERR no\r\n")).fault;
    expect(fault == null).toBe(false);
  });
});
