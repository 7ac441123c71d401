/** The parts of Envoy's v3 API that the stack changes in envoy/envoy.yaml; everything else stays as it is there. */

/** envoy.config.core.v3.Address */
export interface Address {
  socket_address: { address: string; port_value: number };
}

/** envoy.config.cluster.v3.Cluster */
export interface Cluster {
  name: string;
  connect_timeout?: string;
  transport_socket?: object;
  load_assignment: { endpoints: [{ lb_endpoints: [{ endpoint: { address: Address } }] }] };
}

/** envoy.config.route.v3.Route */
export interface Route {
  match: { prefix: string };
  route: { prefix_rewrite?: string; host_rewrite_literal?: string; [field: string]: unknown };
}

/** A route that Envoy answers itself. */
export interface DirectRoute {
  match: { prefix: string };
  direct_response: { status: number; body: { inline_string: string } };
}

/** The Proxy-Wasm filter's part of an HTTP filter. */
export interface WasmConfig {
  allow_on_headers_stop_iteration?: boolean;
  vm_config: { code: { local: { filename: string } } };
  configuration: { value: string };
}

/** envoy.extensions.filters.network.http_connection_manager.v3.HttpFilter */
export interface HttpFilter {
  name: string;
  typed_config: { "@type": string; config?: WasmConfig; [field: string]: unknown };
}

/** envoy.config.listener.v3.Listener with an HTTP connection manager as its only filter. */
export interface Listener {
  name: string;
  address: Address;
  filter_chains: [
    {
      filters: [
        {
          typed_config: {
            access_log?: object[];
            route_config: { virtual_hosts: [{ routes: (Route | DirectRoute)[] }] };
            http_filters: HttpFilter[];
          };
        },
      ];
    },
  ];
}

/** envoy.config.bootstrap.v3.Bootstrap */
export interface Bootstrap {
  admin: { address: Address };
  static_resources: { listeners?: [Listener]; clusters: Cluster[] };
  dynamic_resources?: object;
}
