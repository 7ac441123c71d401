import config from "./as-pect.config.js";
export default { ...config, entries: "tests/vector/*.spec.ts".split(",") };
