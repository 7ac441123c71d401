// Host calls that the SDK does not declare: WASI's clock, and the Redis callouts of Higress.

// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "clock_time_get")
export declare function clock_time_get(clock: u32, precision: u64, time: usize): u32;

// @ts-ignore: decorator
@external("env", "proxy_redis_init")
export declare function proxy_redis_init(
  service: usize,
  serviceSize: usize,
  username: usize,
  usernameSize: usize,
  password: usize,
  passwordSize: usize,
  timeout: u32,
): u32;

// @ts-ignore: decorator
@external("env", "proxy_redis_call")
export declare function proxy_redis_call(
  service: usize,
  serviceSize: usize,
  query: usize,
  querySize: usize,
  token: usize,
): u32;
