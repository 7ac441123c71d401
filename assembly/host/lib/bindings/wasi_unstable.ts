/** The SDK asks for a WASI module that no host offers any more; this is its successor's function. */
// @ts-ignore: decorator
@external("wasi_snapshot_preview1", "proc_exit")
export declare function proc_exit(code: u32): void;
