// The static data before all that reads them.
import "./host/unfold";
// The SDK first: its start-up code must not run in the middle of another module's.
export * from "./host/exports";
// The name under which Higress's test host looks for it.
export { malloc as proxy_on_memory_allocate } from "@solo-io/proxy-runtime/assembly/malloc";
import { Gateway } from "./config/config";
import { enter, leave } from "./host/collector";
import { install } from "./host/contexts";
import { HigressHost } from "./host/higress-host";
import { Host, PluginHooks } from "./host/host";
import { Plugin } from "./flow/plugin";
import { ProxyHost } from "./host/proxy-host";
import { vectorStoreOrRedis } from "./vector/factory";

/** The version of the ABI that Higress speaks: a `StopIteration` from request headers lets the body come. */
export function proxy_abi_version_0_2_100(): void {}

export function proxy_on_redis_call_response(rootId: u32, token: u32, status: u32, size: u32): void {
  enter();
  const host = HigressHost.of(rootId);
  if (host != null) host.onRedisReply(token, status, size);
  leave();
}

install(
  (rootId: u32): ProxyHost => new HigressHost(rootId),
  (host: Host): PluginHooks => new Plugin(host, Gateway.Higress, vectorStoreOrRedis),
);
