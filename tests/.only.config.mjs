import config from "./as-pect.config.js";
export default { ...config, entries: "tests/flow/*.spec.ts,tests/config/*.spec.ts".split(",") };
