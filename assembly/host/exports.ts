// What every entry exports to the proxy, by name: the SDK's own list would also fix the version of the ABI.
export { free, malloc } from "@solo-io/proxy-runtime/assembly/malloc";
export {
  proxy_on_configure,
  proxy_on_context_create,
  proxy_on_delete,
  proxy_on_done,
  proxy_on_http_call_response,
  proxy_on_log,
  proxy_on_request_body,
  proxy_on_request_headers,
  proxy_on_request_trailers,
  proxy_on_response_body,
  proxy_on_response_headers,
  proxy_on_response_trailers,
  proxy_on_tick,
  proxy_on_vm_start,
  proxy_validate_configuration,
} from "@solo-io/proxy-runtime/assembly/exports";
export { abort_proc_exit } from "@solo-io/proxy-runtime/assembly/runtime";
