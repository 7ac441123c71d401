// The filter for Envoy, which counts what it does.
export * from "../../../assembly/index";
export * from "./counters";
