import { spawn } from "node:child_process";
import { PROJECT } from "../../../dev/stack/binaries.ts";

const PATIENCE_MS = 120_000;

export interface Outcome {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program in the project's folder, with no more of this environment than `env` says. */
export async function run(
  command: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<Outcome> {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(command, args, { cwd: PROJECT, env: { PATH, HOME, ...env }, timeout: PATIENCE_MS });
  const outcome: Outcome = { status: null, stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (outcome.stdout += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (outcome.stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status) => resolve({ ...outcome, status }));
  });
}
