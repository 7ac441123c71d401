import { Gateway } from "../../assembly/config/config";
import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Background } from "../../assembly/flow/background";
import { Runtime } from "../../assembly/flow/runtime";
import { configOf } from "../config/reading";
import { FakeHost } from "./fake-host";
import { cacheless, exact, semantic } from "./texts";

function runtime(host: FakeHost): Runtime {
  return new Runtime(host, configOf(exact()), Gateway.Envoy, new Background(host));
}

/** Bytes of the largest reply that is taken under a configuration. */
function largest(config: string): i32 {
  const host = new FakeHost();
  new Runtime(host, configOf(config), Gateway.Envoy, new Background(host));
  return host.maxReplyBytes;
}

describe("the largest reply", () => {
  const MB = 1048576;

  it("holds an entry in base64", () => {
    expect(largest(exact())).toBe(6 * MB);
    expect(largest(exact(",'maxEntryBytes':10485760"))).toBe(24 * MB);
    expect(largest(exact(",'maxEntryBytes':1073741824"))).toBe(i32.MAX_VALUE, "and does not overflow");
  });

  it("holds what is said of each neighbour, and its entry where the store has it", () => {
    expect(largest(semantic())).toBe(6 * MB + 5 * 16384);
    expect(largest(cacheless())).toBe(14 * MB + 5 * 16384);
  });

  it("is not less for one of the configurations of a host than for another", () => {
    const host = new FakeHost();
    new Runtime(host, configOf(exact(",'maxEntryBytes':10485760")), Gateway.Envoy, new Background(host));
    runtime(host);
    expect(host.maxReplyBytes).toBe(24 * MB);
  });
});

describe("a call", () => {
  it("is counted by how it ended, with its time", () => {
    const host = new FakeHost();
    const shared = runtime(host);
    const reply = new Reply(200, Slice.EMPTY);
    shared.report(Upstream.Redis, reply, null, host.clock - 7);
    shared.report(Upstream.Redis, reply, "x", host.clock);
    shared.report(Upstream.Vector, Reply.refusal(), "y", host.clock + 5);
    expect(host.counted("ai_cache_calls_total.upstream.redis.result.ok")).toBe(1);
    expect(host.counted("ai_cache_calls_total.upstream.redis.result.error")).toBe(1);
    expect(host.counted("ai_cache_calls_total.upstream.vector.result.refused")).toBe(1);
    expect(host.recorded.get("ai_cache_call_milliseconds.upstream.redis")).toBe(0);
    expect(host.recorded.get("ai_cache_call_milliseconds.upstream.vector")).toBe(0, "a clock set back");
    expect(host.lines.join(", ")).toBe("warn redis: x, warn vector: y");
  });
});
