// A filter that asks for one value, answers with it, and does nothing else: what any filter of this SDK costs that
// answers from behind a call. Its configuration is the path at the cluster `redis`.
export * from "../../../assembly/host/exports";
import {
  Context,
  FilterDataStatusValues as DataStatus,
  FilterHeadersStatusValues as HeadersStatus,
  registerRootContext,
  RootContext,
} from "@solo-io/proxy-runtime/assembly";
import * as abi from "@solo-io/proxy-runtime/assembly/imports";
import { BufferTypeValues as Buffer } from "@solo-io/proxy-runtime/assembly/runtime";
import { Slice } from "../../../assembly/bytes/slice";
import { Header } from "../../../assembly/call/call";
import { serialise } from "../../../assembly/host/header-map";
import { bufferOf, sendHttp } from "../../../assembly/host/hostcalls";
import { numberOut } from "../../../assembly/host/memory";

const TIMEOUT_MS = 5000;
const HEADERS: Slice = serialise([new Header("content-type", "application/json")]);
const NO_GRPC: u32 = u32.MAX_VALUE;

export function proxy_abi_version_0_2_1(): void {}

class CallingRoot extends RootContext {
  call: Slice = Slice.EMPTY;
  /** Streams that wait, by the tokens of their calls. */
  readonly waiting: Map<u32, CallingStream> = new Map();

  onConfigure(size: u32): bool {
    const path = new Header(":path", bufferOf(Buffer.PluginConfiguration, size).toString());
    this.call = serialise([new Header(":method", "GET"), path, new Header(":authority", "redis")]);
    return true;
  }

  createContext(id: u32): Context {
    return new CallingStream(id, this);
  }

  onHttpCallResponse(token: u32, _headers: u32, size: u32, _trailers: u32): void {
    const body = bufferOf(Buffer.HttpCallResponseBody, size);
    const stream = this.waiting.get(token);
    this.waiting.delete(token);
    if (stream.isGone || abi.proxy_set_effective_context(stream.id) != 0) return;
    const at = body.pointer;
    abi.proxy_send_local_response(200, 0, 0, at, body.length, HEADERS.pointer, HEADERS.length, NO_GRPC);
  }
}

class CallingStream extends Context {
  isGone: bool = false;

  constructor(
    readonly id: u32,
    private readonly calling: CallingRoot,
  ) {
    super(id, calling);
  }

  onRequestHeaders(_count: u32, _isEnd: bool): HeadersStatus {
    return HeadersStatus.StopIteration;
  }

  onRequestBody(_size: usize, isEnd: bool): DataStatus {
    if (isEnd && sendHttp("redis", this.calling.call, Slice.EMPTY, TIMEOUT_MS)) {
      this.calling.waiting.set(load<u32>(numberOut), this);
    }
    return DataStatus.StopIterationAndBuffer;
  }

  onDelete(): void {
    this.isGone = true;
  }
}

registerRootContext((id: u32): RootContext => new CallingRoot(id), "");
