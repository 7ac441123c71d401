import { execFile } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { PROJECT } from "./stack/binaries.ts";

const run = promisify(execFile);
const VENVS = join(PROJECT, "build", "clients");

/**
 * The Python of a virtual environment holding exactly `packages`, made when there is none: that needs a package index.
 * `PYTHON` names the Python that it is made with.
 */
export async function venvPython(packages: string[]): Promise<string> {
  const venv = join(VENVS, packages.join("+").replace(/[^\w.+]+/g, "-"));
  if (!existsSync(venv)) {
    const unfinished = `${venv}.unfinished`;
    mkdirSync(VENVS, { recursive: true });
    rmSync(unfinished, { recursive: true, force: true });
    console.log(`installing ${packages.join(" ")}`);
    await run(process.env.PYTHON || "python3", ["-m", "venv", unfinished]);
    await run(join(unfinished, "bin/python"), ["-m", "pip", "install", "--quiet", ...packages]);
    renameSync(unfinished, venv);
  }
  return join(venv, "bin/python");
}
