import { spawn } from "node:child_process";
import { whyNoGo } from "./go.ts";
import { judge, type Tally } from "./tally.ts";

/** `make test`: every suite, whatever becomes of the one before it, and their sums as the last line. */
const suites = ["test:unit", "test:e2e"];
const noGo = whyNoGo();
if (noGo === null) suites.push("test:higress");

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites) {
  const tally = await run(suite);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}
if (noGo !== null) console.log(`${noGo}: the tests in Higress's test host were left out`);
if (total.skipped > 0) console.log(`${total.skipped} skipped`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;

/** Runs the npm script `suite`, showing what it prints as it comes. */
function run(suite: string): Promise<Tally> {
  const colour = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const child = spawn("npm", ["run", "--silent", suite], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...colour },
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    process.stdout.write(text);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(judge(output, code)));
  });
}
