import * as abi from "@solo-io/proxy-runtime/assembly/imports";
import {
  BufferTypeValues as Buffer,
  HeaderMapTypeValues as HeaderMap,
  WasmResultValues as Status,
} from "@solo-io/proxy-runtime/assembly/runtime";
import { Slice } from "../bytes/slice";
import { serialise } from "./header-map";
import { addressOf, lend, sizeOf } from "./lent";
import { addressOut, clearOut, numberOut, sizeOut, takeOut } from "./memory";

// The host calls behind `ProxyHost` that pass bytes in and out, some of them needed before there is one.

const DOT: u8 = 0x2e;

/** An empty header map. */
const NO_TRAILERS: Slice = serialise([]);

/** Hands a request to the proxy; its token is left in `numberOut`. False when the proxy refuses it. */
export function sendHttp(clusterName: string, headers: Slice, body: Slice, timeout: i32): bool {
  const cluster = Slice.of(clusterName);
  clearOut();
  const status = abi.proxy_http_call(
    cluster.pointer,
    cluster.length,
    headers.pointer,
    headers.length,
    body.pointer,
    body.length,
    NO_TRAILERS.pointer,
    NO_TRAILERS.length,
    timeout,
    numberOut,
  );
  return status == Status.Ok;
}

/** A header's value; null where it is absent. */
export function headerOf(map: HeaderMap, name: string): Slice | null {
  const key = lend(name);
  clearOut();
  const status = abi.proxy_get_header_map_value(map, addressOf(key), sizeOf(key), addressOut, sizeOut);
  return status == Status.Ok ? takeOut() : null;
}

/** All headers of a map, as the proxy serialises them; empty where there are none. */
export function linesOf(map: HeaderMap): Slice {
  clearOut();
  const status = abi.proxy_get_header_map_pairs(map, addressOut, sizeOut);
  return status == Status.Ok ? takeOut() : Slice.EMPTY;
}

/** Sets a header, in place of all its lines. */
export function replaceHeader(map: HeaderMap, name: string, value: string): void {
  const key = Slice.of(name);
  const text = Slice.of(value);
  abi.proxy_replace_header_map_value(map, key.pointer, key.length, text.pointer, text.length);
}

/** The first `size` bytes of a buffer; empty where there are none. */
export function bufferOf(buffer: Buffer, size: i32): Slice {
  clearOut();
  const status = abi.proxy_get_buffer_bytes(buffer, 0, size, addressOut, sizeOut);
  return status == Status.Ok ? takeOut() : Slice.EMPTY;
}

/** Writes a property that has one part. */
export function replaceProperty(name: string, value: string): void {
  const key = Slice.of(name);
  const text = Slice.of(value);
  abi.proxy_set_property(key.pointer, key.length, text.pointer, text.length);
}

/** A property; its path's parts are separated by a dot. Null where it is absent. */
export function propertyOf(path: string): Slice | null {
  const key = lend(path);
  // The ABI separates the parts by a zero byte.
  for (let at = addressOf(key), end = at + <usize>sizeOf(key); at < end; at++) {
    if (load<u8>(at) == DOT) store<u8>(at, 0);
  }
  clearOut();
  const status = abi.proxy_get_property(addressOf(key), sizeOf(key), addressOut, sizeOut);
  return status == Status.Ok ? takeOut() : null;
}
