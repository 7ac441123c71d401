// The filter for Higress, which counts what it does.
export * from "../../../assembly/higress";
export * from "./counters";
