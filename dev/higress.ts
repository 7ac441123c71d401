import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { whyNoGo } from "./go.ts";
import { PROJECT } from "./stack/binaries.ts";

/**
 * `make test-higress`: runs the built module in the test host of Higress's own plugins, which is in Go. With the
 * argument `check`, part of `make check`: looks at the form of those tests, where Go is there.
 */
const FOLDER = join(PROJECT, "tests", "higress");
const MODULE = join(PROJECT, "build", "ai-cache-higress.wasm");

const why = whyNoGo();
if (process.argv[2] === "check") check();
else if (why === null) test();
else fail(`${why}: the tests in Higress's test host cannot run (https://go.dev/dl).`);

function test(): void {
  const args = ["test", "-count=1", "-v", "./..."];
  const child = spawn("go", args, {
    cwd: FOLDER,
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, WASM_FILE_PATH: MODULE },
  });
  let running = "";
  createInterface({ input: child.stdout }).on("line", (line) => {
    // That a test begins is news only when it has something to say; that the host's own step in it passed is none.
    if (line.startsWith("=== ")) running = line;
    else if (!/--- PASS: .*\/wasm \(/.test(line)) {
      if (running !== "" && !/^ *---/.test(line)) console.log(running);
      running = "";
      console.log(line);
    }
  });
  child.on("error", (error) => fail(error.message));
  child.on("close", (code) => (process.exitCode = code ?? 1));
}

function check(): void {
  if (why !== null) return console.log(`${why}: the form of tests/higress is not checked.`);
  const unformatted = run("gofmt", ["-l", "."]).trim();
  if (unformatted !== "") fail(`not as gofmt has it, in tests/higress: ${unformatted}`);
  run("go", ["vet", "./..."]);
}

function run(program: string, args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: FOLDER, encoding: "utf8" });
  if (error) fail(error.message);
  else if (status !== 0) fail(stderr);
  return stdout;
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
