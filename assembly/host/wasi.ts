/** The clock that `now` reads: time since 1970. */
export const CLOCK_REALTIME: u32 = 0;

/** Writes the nanoseconds of a clock to `time` (https://github.com/WebAssembly/WASI/blob/main/legacy/preview1/docs.md). */
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "clock_time_get")
export declare function clock_time_get(clock: u32, precision: u64, time: usize): u32;
