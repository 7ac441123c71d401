import * as abi from "@solo-io/proxy-runtime/assembly/imports";
import { clock_time_get, proxy_redis_call, proxy_redis_init } from "./externs";

// A guest that does what its configuration says and logs what each host call answered. A line names a hook, perhaps
// of one context only, and its actions: `request_body@3: enter 2, continue 0, return 1`.

export { free, malloc } from "@solo-io/proxy-runtime/assembly/malloc";
export { abort_proc_exit } from "@solo-io/proxy-runtime/assembly/runtime";

const out = memory.data(16);
let script: string[] = [];

function text(value: string): ArrayBuffer {
  return String.UTF8.encode(value);
}

function at(buffer: ArrayBuffer): usize {
  return changetype<usize>(buffer);
}

function say(line: string): void {
  const bytes = text(line);
  abi.proxy_log(2, at(bytes), bytes.byteLength);
}

/** What the host has handed over. */
function taken(status: u32): string {
  if (status != 0) return status.toString();
  const size = load<u32>(out, 4);
  const address = load<usize>(out);
  return "0 " + (address == 0 ? "" : String.UTF8.decodeUnsafe(address, size));
}

function headers(pairs: string[]): ArrayBuffer {
  const texts = pairs.map<ArrayBuffer>((value: string): ArrayBuffer => text(value));
  let size = 4;
  for (let i = 0; i < texts.length; i++) size += 4 + texts[i].byteLength + 1;
  const buffer = new ArrayBuffer(size);
  let to = at(buffer) + 4 + 4 * texts.length;
  store<u32>(at(buffer), texts.length / 2);
  for (let i = 0; i < texts.length; i++) {
    store<u32>(at(buffer) + 4 + 4 * i, texts[i].byteLength);
    memory.copy(to, at(texts[i]), texts[i].byteLength);
    to += texts[i].byteLength + 1;
  }
  return buffer;
}

function call(cluster: string, timeout: u32): string {
  const name = text(cluster);
  const map = headers([":method", "GET", ":path", "/", ":authority", "host"]);
  const none = headers([]);
  const status = abi.proxy_http_call(
    at(name),
    name.byteLength,
    at(map),
    map.byteLength,
    0,
    0,
    at(none),
    none.byteLength,
    timeout,
    out + 8,
  );
  return status.toString() + " token " + load<u32>(out + 8).toString();
}

function local(status: u32, body: string): string {
  const bytes = text(body);
  const why = text("puppet");
  const map = headers(["x-puppet", "yes"]);
  return abi
    .proxy_send_local_response(
      status,
      at(why),
      why.byteLength,
      at(bytes),
      bytes.byteLength,
      at(map),
      map.byteLength,
      -1,
    )
    .toString();
}

function redisInit(service: string, timeout: u32, username: string, password: string): string {
  const name = text(service);
  const user = text(username);
  const word = text(password);
  return proxy_redis_init(
    at(name),
    name.byteLength,
    at(user),
    user.byteLength,
    at(word),
    word.byteLength,
    timeout,
  ).toString();
}

function redis(service: string, words: string[]): string {
  let command = "*" + words.length.toString() + "\r\n";
  for (let i = 0; i < words.length; i++)
    command += "$" + String.UTF8.byteLength(words[i]).toString() + "\r\n" + words[i] + "\r\n";
  const name = text(service);
  const query = text(command);
  const status = proxy_redis_call(at(name), name.byteLength, at(query), query.byteLength, out + 8);
  return status.toString() + " token " + load<u32>(out + 8).toString();
}

function metric(type: i32, name: string, value: i64): string {
  const bytes = text(name);
  const status = abi.proxy_define_metric(type, at(bytes), bytes.byteLength, out + 8);
  if (status != 0) return status.toString();
  const id = load<u32>(out + 8);
  return (type == 2 ? abi.proxy_record_metric(id, value) : abi.proxy_increment_metric(id, value)).toString();
}

function act(words: string[]): string {
  const verb = words[0];
  const first = words.length > 1 ? words[1] : "";
  const second = words.length > 2 ? words[2] : "";
  const third = words.length > 3 ? words[3] : "";
  const key = text(first);
  const value = text(second);
  const other = text(third);
  const number = <u32>I32.parseInt(first);
  if (verb == "enter") return abi.proxy_set_effective_context(number).toString();
  if (verb == "continue") return abi.proxy_continue_stream(number).toString();
  if (verb == "local") return local(number, second);
  if (verb == "call") return call(first, <u32>I32.parseInt(second));
  if (verb == "redis-init") return redisInit(first, <u32>I32.parseInt(second), third, words[4]);
  if (verb == "redis") return redis(first, words.slice(2));
  if (verb == "tick") return abi.proxy_set_tick_period_milliseconds(number).toString();
  if (verb == "done") return abi.proxy_done().toString();
  if (verb == "get")
    return taken(abi.proxy_get_property(at(text(first.replaceAll(".", "\0"))), key.byteLength, out, out + 4));
  if (verb == "set")
    return abi.proxy_set_property(at(key), key.byteLength, at(value), value.byteLength).toString();
  if (verb == "header")
    return taken(abi.proxy_get_header_map_value(number, at(value), value.byteLength, out, out + 4));
  if (verb == "add")
    return abi
      .proxy_add_header_map_value(number, at(value), value.byteLength, at(other), other.byteLength)
      .toString();
  if (verb == "replace")
    return abi
      .proxy_replace_header_map_value(number, at(value), value.byteLength, at(other), other.byteLength)
      .toString();
  if (verb == "remove")
    return abi.proxy_remove_header_map_value(number, at(value), value.byteLength).toString();
  if (verb == "buffer") return taken(abi.proxy_get_buffer_bytes(number, 0, 1 << 30, out, out + 4));
  if (verb == "wild") return abi.proxy_get_buffer_bytes(number, 0, 9, 0xfffffff0, out).toString();
  if (verb == "shared") {
    const status = abi.proxy_get_shared_data(at(key), key.byteLength, out, out + 4, out + 8);
    return taken(status) + (status == 0 ? " cas " + load<u32>(out + 8).toString() : "");
  }
  if (verb == "share")
    return abi
      .proxy_set_shared_data(at(key), key.byteLength, at(value), value.byteLength, <u32>I32.parseInt(third))
      .toString();
  if (verb == "metric") return metric(number, second, I64.parseInt(third));
  if (verb == "now") {
    abi.proxy_get_current_time_nanoseconds(out);
    const now = load<u64>(out);
    clock_time_get(0, 0, out);
    return (now / 1000000).toString() + " " + (load<u64>(out) == now ? "twice" : "not twice");
  }
  if (verb == "trap") unreachable();
  return "unknown";
}

/** Does what the script says for `hook`; what it is to return, else `otherwise`. */
function play(hook: string, id: u32, said: string, otherwise: u32): u32 {
  say(hook + "@" + id.toString() + said);
  let result = otherwise;
  for (let i = 0; i < script.length; i++) {
    const colon = script[i].indexOf(": ");
    const name = script[i].substring(0, colon);
    if (name != hook && name != hook + "@" + id.toString()) continue;
    const actions = script[i].substring(colon + 2).split(", ");
    for (let j = 0; j < actions.length; j++) {
      const words = actions[j].split(" ");
      if (words[0] == "return") result = <u32>I32.parseInt(words[1]);
      else say(actions[j] + " = " + act(words));
    }
  }
  return result;
}

function ending(end: u32): string {
  return end != 0 ? " end" : "";
}

export function proxy_on_context_create(id: u32, root: u32): void {
  play("create", id, " root " + root.toString(), 0);
}
export function proxy_on_vm_start(id: u32, _size: u32): u32 {
  return play("vm_start", id, "", 1);
}
export function proxy_on_configure(id: u32, size: u32): u32 {
  const status = abi.proxy_get_buffer_bytes(7, 0, size, out, out + 4);
  if (status == 0 && load<usize>(out) != 0)
    script = String.UTF8.decodeUnsafe(load<usize>(out), load<u32>(out, 4)).split("\n");
  return play("configure", id, "", 1);
}
export function proxy_validate_configuration(id: u32, _size: u32): u32 {
  return play("validate", id, "", 1);
}
export function proxy_on_tick(id: u32): void {
  play("tick", id, "", 0);
}
export function proxy_on_request_headers(id: u32, _count: u32, end: u32): u32 {
  return play("request_headers", id, ending(end), 0);
}
export function proxy_on_request_body(id: u32, size: u32, end: u32): u32 {
  return play("request_body", id, " " + size.toString() + ending(end), 0);
}
export function proxy_on_request_trailers(id: u32, _count: u32): u32 {
  return play("request_trailers", id, "", 0);
}
export function proxy_on_response_headers(id: u32, _count: u32, end: u32): u32 {
  return play("response_headers", id, ending(end), 0);
}
export function proxy_on_response_body(id: u32, size: u32, end: u32): u32 {
  return play("response_body", id, " " + size.toString() + ending(end), 0);
}
export function proxy_on_response_trailers(id: u32, _count: u32): u32 {
  return play("response_trailers", id, "", 0);
}
export function proxy_on_http_call_response(
  id: u32,
  token: u32,
  headers: u32,
  size: u32,
  trailers: u32,
): void {
  const sizes = [token, headers, size, trailers].join(" ");
  play("http", id, " " + sizes, 0);
}
export function proxy_on_redis_call_response(id: u32, token: u32, status: u32, size: u32): void {
  play("redis", id, " " + [token, status, size].join(" "), 0);
}
export function proxy_on_log(id: u32): void {
  play("log", id, "", 0);
}
export function proxy_on_done(id: u32): u32 {
  return play("done", id, "", 1);
}
export function proxy_on_delete(id: u32): void {
  play("delete", id, "", 0);
}
