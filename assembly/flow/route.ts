import { Host } from "../host/host";

/** The name of the gateway's route; empty where it has none. */
export function readRoute(host: Host): string {
  // Envoy's own attribute first; Higress and older proxies know the other.
  let name = host.property("xds.route_name");
  if (name == null || name.length == 0) name = host.property("route_name");
  return name == null ? "" : name.toString();
}
