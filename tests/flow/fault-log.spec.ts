import { Upstream } from "../../assembly/call/call";
import { LogLevel } from "../../assembly/config/config";
import { FaultLog } from "../../assembly/flow/fault-log";
import { FakeHost } from "./fake-host";

const NOW: i64 = 1700000000000;

describe("the log of faults", () => {
  it("says the first at once", () => {
    const host = new FakeHost();
    new FaultLog(host, LogLevel.Info).report(Upstream.Redis, "no reply", NOW);
    expect(host.lines.join("\n")).toBe("warn redis: no reply");
  });

  it("says one in ten seconds, and how many it left out", () => {
    const host = new FakeHost();
    const log = new FaultLog(host, LogLevel.Info);
    for (let i = 0; i < 1000; i++) log.report(Upstream.Redis, "no reply", NOW + i * 9);
    expect(host.lines.length).toBe(1);
    log.report(Upstream.Redis, "HTTP status 500", NOW + 10000);
    log.report(Upstream.Redis, "no reply", NOW + 10001);
    log.report(Upstream.Redis, "no reply", NOW + 20000);
    log.report(Upstream.Redis, "no reply", NOW + 40000);
    expect(host.lines.join("\n")).toBe(
      "warn redis: no reply\n" +
        "warn redis: HTTP status 500 (and 999 faults before it)\n" +
        "warn redis: no reply (and 1 faults before it)\n" +
        "warn redis: no reply",
    );
  });

  it("counts each upstream by itself", () => {
    const host = new FakeHost();
    const log = new FaultLog(host, LogLevel.Warn);
    log.report(Upstream.Redis, "a", NOW);
    log.report(Upstream.Embedding, "b", NOW);
    log.report(Upstream.Vector, "c", NOW);
    log.report(Upstream.Vector, "d", NOW);
    log.report(Upstream.Verifier, "e", NOW);
    log.report(Upstream.Verifier, "f", NOW);
    expect(host.lines.join("\n")).toBe("warn redis: a\nwarn embedding: b\nwarn vector: c\nwarn verifier: e");
  });

  it("is silent where warnings are off", () => {
    const host = new FakeHost();
    new FaultLog(host, LogLevel.Error).report(Upstream.Redis, "no reply", NOW);
    expect(host.lines.length).toBe(0);
  });
});
