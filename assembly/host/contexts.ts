import {
  Context,
  FilterDataStatusValues,
  FilterHeadersStatusValues,
  FilterTrailersStatusValues,
  registerRootContext,
  RootContext,
} from "@solo-io/proxy-runtime/assembly";
import { Slice } from "../bytes/slice";
import { Host, PluginHooks, StreamHooks } from "./host";
import { pluginConfiguration, ProxyHost } from "./proxy-host";

/** Makes the host of the root context `rootId`. */
export type HostFactory = (rootId: u32) => ProxyHost;

/** Makes the hooks of one configuration. */
export type PluginFactory = (host: Host) => PluginHooks;

/** The entry's factories: code, not configuration, and the same for all configurations of the machine. */
let makeHost: HostFactory | null = null;
let makePlugin: PluginFactory | null = null;

/** Says what the proxy's contexts are to do; once, from an entry. */
export function install(hostFactory: HostFactory, pluginFactory: PluginFactory): void {
  makeHost = hostFactory;
  makePlugin = pluginFactory;
  // Under the one name that the SDK knows, whatever `root_id` the operator gave (dev/asc/quiet-sdk.mjs).
  registerRootContext((id: u32): RootContext => new PluginContext(id), "");
}

/** The root context: one for each configuration in each worker. */
class PluginContext extends RootContext {
  private readonly host: ProxyHost;
  private readonly hooks: PluginHooks;

  constructor(id: u32) {
    super(id);
    const host = makeHost!(id);
    this.host = host;
    this.hooks = makePlugin!(host);
  }

  onStart(_size: usize): bool {
    return true;
  }

  onConfigure(size: u32): bool {
    return this.hooks.onConfigure(size == 0 ? Slice.EMPTY : pluginConfiguration(size));
  }

  createContext(id: u32): Context {
    return new StreamContext(id, this, this.hooks.openStream(id));
  }

  onHttpCallResponse(token: u32, _headers: u32, size: u32, _trailers: u32): void {
    this.host.onHttpReply(token, size);
  }

  onTick(): void {
    this.hooks.onTick();
  }

  onDone(): bool {
    return this.hooks.onDone();
  }

  onDelete(): void {
    this.host.close();
  }
}

/** The context of one HTTP stream. */
class StreamContext extends Context {
  constructor(
    id: u32,
    root: RootContext,
    private readonly hooks: StreamHooks,
  ) {
    super(id, root);
  }

  onRequestHeaders(_count: u32, endOfStream: bool): FilterHeadersStatusValues {
    return <i32>this.hooks.onRequestHeaders(endOfStream);
  }

  onRequestBody(size: usize, endOfStream: bool): FilterDataStatusValues {
    return <i32>this.hooks.onRequestBody(<i32>size, endOfStream);
  }

  onRequestTrailers(_count: u32): FilterTrailersStatusValues {
    this.hooks.onRequestTrailers();
    return FilterTrailersStatusValues.Continue;
  }

  onResponseHeaders(_count: u32, endOfStream: bool): FilterHeadersStatusValues {
    this.hooks.onResponseHeaders(endOfStream);
    return FilterHeadersStatusValues.Continue;
  }

  onResponseBody(size: usize, endOfStream: bool): FilterDataStatusValues {
    this.hooks.onResponseBody(<i32>size, endOfStream);
    return FilterDataStatusValues.Continue;
  }

  onResponseTrailers(_count: u32): FilterTrailersStatusValues {
    this.hooks.onResponseTrailers();
    return FilterTrailersStatusValues.Continue;
  }

  onDone(): bool {
    return true;
  }

  onLog(): void {}

  onDelete(): void {
    this.hooks.onDelete();
  }
}
