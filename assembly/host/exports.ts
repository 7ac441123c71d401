import * as sdk from "@solo-io/proxy-runtime/assembly/exports";
import { enter, leave } from "./collector";

// What every entry exports to the proxy, by name: the SDK's own list would also fix the version of the ABI.
export { free, malloc } from "@solo-io/proxy-runtime/assembly/malloc";
export { abort_proc_exit } from "@solo-io/proxy-runtime/assembly/runtime";

export function proxy_on_vm_start(root: u32, size: u32): u32 {
  enter();
  const status = sdk.proxy_on_vm_start(root, size);
  leave();
  return status;
}

export function proxy_validate_configuration(root: u32, size: u32): u32 {
  enter();
  const status = sdk.proxy_validate_configuration(root, size);
  leave();
  return status;
}

export function proxy_on_configure(root: u32, size: u32): u32 {
  enter();
  const status = sdk.proxy_on_configure(root, size);
  leave();
  return status;
}

export function proxy_on_context_create(id: u32, root: u32): void {
  enter();
  sdk.proxy_on_context_create(id, root);
  leave();
}

export function proxy_on_request_headers(id: u32, count: u32, isEnd: u32): i32 {
  enter();
  const status = sdk.proxy_on_request_headers(id, count, isEnd);
  leave();
  return status;
}

export function proxy_on_request_body(id: u32, size: u32, isEnd: u32): i32 {
  enter();
  const status = sdk.proxy_on_request_body(id, size, isEnd);
  leave();
  return status;
}

export function proxy_on_request_trailers(id: u32, count: u32): i32 {
  enter();
  const status = sdk.proxy_on_request_trailers(id, count);
  leave();
  return status;
}

export function proxy_on_response_headers(id: u32, count: u32, isEnd: u32): i32 {
  enter();
  const status = sdk.proxy_on_response_headers(id, count, isEnd);
  leave();
  return status;
}

export function proxy_on_response_body(id: u32, size: u32, isEnd: u32): i32 {
  enter();
  const status = sdk.proxy_on_response_body(id, size, isEnd);
  leave();
  return status;
}

export function proxy_on_response_trailers(id: u32, count: u32): i32 {
  enter();
  const status = sdk.proxy_on_response_trailers(id, count);
  leave();
  return status;
}

export function proxy_on_http_call_response(
  root: u32,
  token: u32,
  headers: u32,
  size: u32,
  trailers: u32,
): void {
  enter();
  sdk.proxy_on_http_call_response(root, token, headers, size, trailers);
  leave();
}

export function proxy_on_tick(root: u32): void {
  enter();
  sdk.proxy_on_tick(root);
  leave();
}

export function proxy_on_done(id: u32): u32 {
  enter();
  const status = sdk.proxy_on_done(id);
  leave();
  return status;
}

export function proxy_on_log(id: u32): void {
  enter();
  sdk.proxy_on_log(id);
  leave();
}

export function proxy_on_delete(id: u32): void {
  enter();
  sdk.proxy_on_delete(id);
  leave();
}
