import { Slice } from "../../assembly/bytes/slice";
import { Call, Upstream } from "../../assembly/call/call";
import { Reply } from "../../assembly/call/reply";
import { Config, Gateway } from "../../assembly/config/config";
import { Entry } from "../../assembly/entry/entry";
import { Background } from "../../assembly/flow/background";
import { Backends, Semantic } from "../../assembly/flow/backends";
import { Errand } from "../../assembly/flow/errand";
import { Purger, Purging } from "../../assembly/flow/purging";
import { Runtime } from "../../assembly/flow/runtime";
import { Saver } from "../../assembly/flow/saver";
import { Saving } from "../../assembly/flow/saving";
import { Sweeper } from "../../assembly/flow/sweeper";
import { VectorSource } from "../../assembly/flow/vector-saving";
import { DashVector } from "../../assembly/vector/dashvector";
import { VectorStore } from "../../assembly/vector/vector-store";
import { configOf } from "../config/reading";
import { completionOf } from "../support/chat";
import { ok } from "../support/calls";
import { FakeHost } from "./fake-host";
import { NOW } from "./trial";
import { ANSWER, failed, redisOk, semantic, vectorDone } from "./texts";

/** A store each of whose operations takes a second call. */
class TwoCalls extends DashVector {
  override rest(sent: Call, reply: Reply): Call | null {
    expect(reply.isOk).toBe(true, "only what went well goes on");
    if (sent.path == "/rest") return null;
    return new Call(Upstream.Vector, sent.service, "POST", "/rest", [], Slice.EMPTY);
  }
}

/** One whose documents go by themselves. */
class NoSweeps extends TwoCalls {
  override sweep(_now: i64): Call | null {
    return null;
  }
}

class TwoCallsBackends extends Backends {
  constructor(config: Config) {
    super(config);
    const semantic = this.semantic!;
    const store: VectorStore =
      config.vector!.topK == 1 ? new NoSweeps(config.vector!) : new TwoCalls(config.vector!);
    this.semantic = new Semantic(semantic.embedder, store, semantic.preparation, semantic.model);
  }
}

class TwoCallsRuntime extends Runtime {
  constructor(host: FakeHost, config: Config) {
    super(host, config, Gateway.Envoy, new Background(host));
    this.backends = new TwoCallsBackends(config);
  }
}

class Told implements Purger {
  faults: string[] = [];

  onPurged(_key: Slice, fault: string): void {
    this.faults.push(fault);
  }
}

const ID = Slice.of("1d");

function runtime(config: string = semantic()): Runtime {
  return new TwoCallsRuntime(new FakeHost(), configOf(config));
}

function hostOf(runtime: Runtime): FakeHost {
  return runtime.host as FakeHost;
}

/** The store of an entry, whose entry Redis has taken. */
function storing(by: Runtime): Saving {
  const scope = Slice.of("s");
  const entry = new Entry(scope, Slice.of("m"), Slice.of("q"), NOW, 0, completionOf(ANSWER));
  const source = VectorSource.Known;
  const vector = Slice.of("[1,2]");
  const saving = new Saving(by.backends, by.config, entry, entry.write(), ID, source, vector);
  new Saver(by, saving).start();
  hostOf(by).answer(Upstream.Redis, redisOk());
  return saving;
}

describe("An operation that takes a second call", () => {
  it("goes on with it when a document is stored", () => {
    const by = runtime();
    const saving = storing(by);
    hostOf(by).answer(Upstream.Vector, vectorDone());
    expect(hostOf(by).waiting).toBe("vector POST /rest");
    expect(saving.isDone).toBe(false);
    hostOf(by).answer(Upstream.Vector, vectorDone());
    expect(saving.isDone).toBe(true);
    expect(hostOf(by).waiting).toBe("");
    expect(by.background.retire()).toBe(true, "nothing is under way");
  });

  it("ends where the first call or the second failed", () => {
    let by = runtime();
    let saving = storing(by);
    hostOf(by).answer(Upstream.Vector, failed(500));
    expect(saving.isDone).toBe(true);
    expect(hostOf(by).waiting).toBe("");
    by = runtime();
    saving = storing(by);
    hostOf(by).answer(Upstream.Vector, vectorDone()).answer(Upstream.Vector, failed(500));
    expect(saving.isDone).toBe(true);
  });

  it("goes on with it when a document is removed, or many are swept", () => {
    const by = runtime();
    new Errand(by, by.backends.semantic!.store.remove(ID)).start();
    hostOf(by).answer(Upstream.Vector, vectorDone());
    expect(hostOf(by).waiting).toBe("vector POST /rest");
    expect(by.background.retire()).toBe(false, "it is under way");
    hostOf(by).answer(Upstream.Vector, vectorDone());
    expect(hostOf(by).waiting).toBe("");
    expect(hostOf(by).dones).toBe(1);
  });

  it("goes on with it in each step of an entry's removal", () => {
    const by = runtime();
    const told = new Told();
    new Purging(by, told, ID).start();
    hostOf(by).answer(Upstream.Redis, ok(":1\r\n"));
    const removal = "vector DELETE /v1/collections/qa1/docs";
    const steps = [removal, "vector POST /rest", removal, "vector POST /rest"];
    for (let i = 0; i < steps.length; i++) {
      expect(hostOf(by).waiting).toBe(steps[i]);
      expect(told.faults.length).toBe(0);
      hostOf(by).answer(Upstream.Vector, vectorDone());
    }
    expect(told.faults.length).toBe(1);
    expect(told.faults[0]).toBe("");
  });
});

it("A store whose documents go by themselves is not swept", () => {
  const by = runtime(semantic().replace("'check':false", "'check':false,'topK':1"));
  const sweeper = new Sweeper(by, "c", 600);
  for (let i = 0; i < 3; i++) sweeper.onTick(hostOf(by).clock + i * 600000);
  expect(hostOf(by).sent.length).toBe(0);
  expect(hostOf(by).data.values.size).toBe(0);
});
