// Host calls that Higress alone has; a module that imports them does not load anywhere else.

/** Makes a Redis known: a cluster (`?db=N` behind it), user, password, and the timeout of each command in ms. */
// @ts-ignore: decorator
@external("env", "proxy_redis_init")
export declare function proxy_redis_init(
  service: usize,
  serviceSize: i32,
  username: usize,
  usernameSize: i32,
  password: usize,
  passwordSize: i32,
  timeout: u32,
): u32;

/** Sends a RESP command to a cluster; its token is written to `token`. */
// @ts-ignore: decorator
@external("env", "proxy_redis_call")
export declare function proxy_redis_call(
  service: usize,
  serviceSize: i32,
  query: usize,
  querySize: i32,
  token: usize,
): u32;
