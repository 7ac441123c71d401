import { Slice } from "../../assembly/bytes/slice";
import { Upstream } from "../../assembly/call/call";
import { FakeProxy, proxy, worker } from "./exchange";
import { FakeHost, SharedData } from "./fake-host";
import { exact, failed, sweeping, vectorDone } from "./texts";

const TURN = "ai-cache/sweep/vrs.example/qa1";

/** Sweeps of a worker so far. */
function sweeps(by: FakeProxy): i32 {
  return by.host.sent.length;
}

function bytesOf(turn: i64): Slice {
  const bytes = new ArrayBuffer(8);
  store<i64>(changetype<usize>(bytes), turn);
  return Slice.wrap(bytes);
}

describe("the sweeper", () => {
  it("removes what has expired, and again after its interval", () => {
    const to = proxy(sweeping(600)).wait(0);
    expect(to.host.waiting).toBe("vector DELETE /v1/collections/qa1/docs");
    expect(to.host.last.call.body.toString()).toBe('{"filter":"expires_at <= 1700000000"}');
    expect(to.host.last.timeout).toBe(10000);
    to.host.answer(Upstream.Vector, vectorDone());
    to.wait(599999);
    expect(sweeps(to)).toBe(1);
    to.wait(1);
    expect(sweeps(to)).toBe(2);
    expect(to.host.last.call.body.toString()).toBe('{"filter":"expires_at <= 1700000600"}');
  });

  it("is one worker of the proxy at a time", () => {
    const data = new SharedData();
    const one = worker(sweeping(600), data).wait(0);
    const two = worker(sweeping(600), data).wait(10);
    expect(sweeps(one) + sweeps(two)).toBe(1);
    one.wait(600000);
    two.wait(600000);
    one.wait(10);
    expect(sweeps(one) + sweeps(two)).toBe(2);
    // The worker that swept may be gone: another takes the next turn.
    two.wait(1200000);
    expect(sweeps(two)).toBe(1);
  });

  it("leaves the turn to the worker that was faster", () => {
    const data = new SharedData();
    const one = worker(sweeping(600), data).wait(0);
    data.isContended = true;
    const two = worker(sweeping(600), data).wait(600000);
    expect(sweeps(one)).toBe(1);
    expect(sweeps(two)).toBe(0);
    data.isContended = false;
    two.wait(599999);
    expect(sweeps(two)).toBe(0);
    two.wait(1);
    expect(sweeps(two)).toBe(1);
  });

  it("takes its turn where the shared value is none", () => {
    const values = [Slice.EMPTY, Slice.of("1234567"), Slice.of("123456789"), Slice.of("????????")];
    for (let i = 0; i < values.length; i++) {
      const host = new FakeHost();
      host.writeShared(TURN, values[i], 0);
      const to = new FakeProxy(host, sweeping(600)).wait(0);
      expect(sweeps(to)).toBe(1, values[i].toString());
    }
  });

  it("waits no longer than its interval, whatever the one before it was configured with", () => {
    const host = new FakeHost();
    host.writeShared(TURN, bytesOf(host.clock + 86400000), 0);
    expect(sweeps(new FakeProxy(host, sweeping(600)).wait(0))).toBe(1);
    const patient = new FakeHost();
    patient.writeShared(TURN, bytesOf(patient.clock + 600000), 0);
    expect(sweeps(new FakeProxy(patient, sweeping(600)).wait(0))).toBe(0);
  });

  it("has collections with turns of their own", () => {
    const data = new SharedData();
    const one = worker(sweeping(600), data).wait(0);
    const two = worker(sweeping(600).replace("'qa1'", "'qa2'"), data).wait(0);
    expect(sweeps(one) + sweeps(two)).toBe(2);
  });

  it("tells of a sweep that failed", () => {
    const to = proxy(sweeping(600)).wait(0);
    to.host.answer(Upstream.Vector, failed(500));
    expect(to.host.lines.join()).toBe("warn vector: HTTP status 500");
    expect(to.host.counted("ai_cache_calls_total.upstream.vector.result.error")).toBe(1);
  });

  it("may be refused at once", () => {
    const to = proxy(sweeping(600));
    to.host.refuses(Upstream.Vector);
    to.wait(0);
    expect(to.host.counted("ai_cache_calls_total.upstream.vector.result.refused")).toBe(1);
    expect(to.plugin.onDone()).toBe(true);
  });

  it("is not there without an interval or a vector store", () => {
    expect(sweeps(proxy(sweeping(0)).wait(10000000))).toBe(0);
    expect(sweeps(proxy(exact()).wait(10000000))).toBe(0);
  });
});
