export * from "./script";
export function proxy_abi_version_0_2_1(): void {}
