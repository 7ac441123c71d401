import { Gateway } from "../../assembly/config/config";
import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Background } from "../../assembly/flow/background";
import { Runtime } from "../../assembly/flow/runtime";
import { configOf } from "../config/reading";
import { FakeHost } from "./fake-host";
import { exact } from "./texts";

function runtime(host: FakeHost): Runtime {
  return new Runtime(host, configOf(exact()), Gateway.Envoy, new Background(host));
}

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
