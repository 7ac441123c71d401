// The static data before all that reads them.
import "./host/unfold";
// The SDK first: its start-up code must not run in the middle of another module's.
export * from "./host/exports";
import { Gateway } from "./config/config";
import { install } from "./host/contexts";
import { Host, PluginHooks } from "./host/host";
import { Plugin } from "./flow/plugin";
import { ProxyHost } from "./host/proxy-host";

/** The version of the ABI that stock Envoy and Istio speak. */
export function proxy_abi_version_0_2_1(): void {}

install(
  (rootId: u32): ProxyHost => new ProxyHost(rootId),
  (host: Host): PluginHooks => new Plugin(host, Gateway.Envoy),
);
