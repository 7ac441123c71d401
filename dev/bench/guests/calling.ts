// A filter that asks Redis' bridge for one value and answers with it, and does nothing else: what any filter of this
// SDK costs that answers from a cache behind a call.
export * from "../../../assembly/host/exports";
import {
  Context,
  RootContext,
  registerRootContext,
  FilterHeadersStatusValues,
} from "@solo-io/proxy-runtime/assembly";
import * as abi from "@solo-io/proxy-runtime/assembly/imports";
import { BufferTypeValues } from "@solo-io/proxy-runtime/assembly/runtime";
import { Slice } from "../../../assembly/bytes/slice";
import { Header } from "../../../assembly/call/call";
import { serialise } from "../../../assembly/host/header-map";
import { bufferOf, headerOf, propertyOf, sendHttp } from "../../../assembly/host/hostcalls";
import { clock_time_get } from "../../../assembly/host/wasi";
import { clearOut, numberOut } from "../../../assembly/host/memory";

export function proxy_abi_version_0_2_1(): void {}

class CallingRoot extends RootContext {
  call: Slice = Slice.EMPTY;
  headers: Slice = Slice.EMPTY;
  kind: i32 = 0;
  metric: u32 = 0;
  waiting: Map<u32, u32> = new Map();

  onConfigure(size: u32): bool {
    const all = bufferOf(BufferTypeValues.PluginConfiguration, size).toString().split("#");
    const path = all[0];
    this.kind = all.length > 1 ? <i32>parseInt(all[1]) : 0;
    abi.proxy_define_metric(0, changetype<usize>("abcdef"), 6, numberOut);
    this.metric = load<u32>(numberOut);
    this.call = serialise([
      new Header(":method", "GET"),
      new Header(":path", path),
      new Header(":authority", "redis"),
    ]);
    this.headers = serialise([new Header("content-type", "application/json")]);
    return true;
  }

  createContext(id: u32): Context {
    return new CallingStream(id, this);
  }

  onHttpCallResponse(token: u32, _headers: u32, size: u32, _trailers: u32): void {
    const body = bufferOf(BufferTypeValues.HttpCallResponseBody, size);
    const id = this.waiting.get(token);
    this.waiting.delete(token);
    abi.proxy_set_effective_context(id);
    const detail = Slice.of("hit");
    abi.proxy_send_local_response(
      200,
      detail.pointer,
      detail.length,
      body.pointer,
      body.length,
      this.headers.pointer,
      this.headers.length,
      u32.MAX_VALUE,
    );
  }
}

class CallingStream extends Context {
  constructor(
    private readonly id: u32,
    private readonly root2: CallingRoot,
  ) {
    super(id, root2);
  }

  onRequestHeaders(_count: u32, _end: bool): FilterHeadersStatusValues {
    return FilterHeadersStatusValues.StopIteration;
  }

  onRequestBody(size: usize, end: bool): i32 {
    if (!end) return 1;
    const r = this.root2;
    for (let i = 0; i < 100; i++) {
      if (r.kind == 1) headerOf(0, "x-not-there");
      if (r.kind == 2) headerOf(0, "content-type");
      if (r.kind == 3) {
        clock_time_get(0, 0, numberOut);
      }
      if (r.kind == 4) abi.proxy_increment_metric(r.metric, 1);
      if (r.kind == 5) propertyOf("xds.route_name");
      if (r.kind == 6) __new(40, 1);
    }
    sendHttp("redis", this.root2.call, Slice.EMPTY, 1000);
    this.root2.waiting.set(load<u32>(numberOut), this.id);
    return 1;
  }
}

registerRootContext((id: u32): RootContext => new CallingRoot(id), "");
