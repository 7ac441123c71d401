import { execFileSync } from "node:child_process";

/** Whether a process of this id runs; one that has ended and was not yet collected does not. */
export function isRunning(pid: number): boolean {
  return listProcesses().some((process) => process.pid === pid);
}

/** The ids of the processes that `parent` started and that still run, theirs included. */
export function descendants(parent: number): number[] {
  const all = listProcesses();
  const children = (of: number): number[] => {
    const direct = all.filter((process) => process.parent === of).map(({ pid }) => pid);
    return [...direct, ...direct.flatMap(children)];
  };
  return children(parent);
}

/** Asks until `holds` does; false when that takes longer than `patienceMs`. */
export async function eventually(
  holds: () => boolean | Promise<boolean>,
  patienceMs = 10_000,
): Promise<boolean> {
  const deadline = Date.now() + patienceMs;
  while (!(await holds())) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return true;
}

function listProcesses(): { pid: number; parent: number }[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid=,stat="], { encoding: "utf8" }).trim().split("\n");
  return lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state = ""]) => !state.startsWith("Z"))
    .map(([pid, parent]) => ({ pid: Number(pid), parent: Number(parent) }));
}
