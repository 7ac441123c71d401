import { PROPERTIES } from "./properties/all.ts";
import { watched } from "./support/watched.ts";

/** `make fuzz`: tries every property, or the one that ONLY names, with so many cases in all from SEED. */
const { CASES = "100000", SEED, ONLY } = process.env;
const seed = SEED === undefined ? Date.now() % 2 ** 31 : Number(SEED);
const names = Object.keys(PROPERTIES).filter((name) => ONLY === undefined || name === ONLY);
const each = Math.ceil(Number(CASES) / names.length);
if (!(each >= 1) || !Number.isInteger(seed)) {
  console.error(
    `CASES and SEED are whole numbers, and ONLY is one of ${Object.keys(PROPERTIES).join(", ")}.`,
  );
  process.exit(2);
}

console.log(`SEED=${seed}`);
let total = 0;
for (const property of names) {
  const start = performance.now();
  const { cases, failure } = await watched({ property, cases: each, seed });
  const seconds = (performance.now() - start) / 1000;
  total += cases;
  console.log(`${property}: ${cases} cases in ${seconds.toFixed(0)} s (${Math.round(cases / seconds)}/s)`);
  if (failure === null) continue;
  console.log(failure);
  process.exitCode = 1;
}
console.log(`${total} cases`);
