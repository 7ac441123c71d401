import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { onPath } from "../../../dev/stack/binaries.ts";
import { Child } from "../../../dev/stack/child.ts";
import { freePort } from "../../../dev/stack/ports.ts";

const START_MS = 10_000;
/** What Debian's packages `docker-registry` and `skopeo` bring. */
const NEEDED = ["docker-registry", "skopeo"];

/** Why there can be no registry here, for the option `skip` of a test; false where there can. */
export function whyNoRegistry(): string | false {
  const missing = NEEDED.filter((name) => onPath(name).length === 0);
  return missing.length > 0 && `${missing.join(" and ")} not on PATH (apt-get install ${missing.join(" ")})`;
}

/** Starts a real registry without TLS, with its files in `folder`; its `host:port`. It ends with the test. */
export async function startRegistry(t: TestContext, folder: string): Promise<string> {
  const address = `127.0.0.1:${await freePort()}`;
  const settings = {
    version: "0.1",
    storage: { filesystem: { rootdirectory: join(folder, "storage") } },
    http: { addr: address },
  };
  const file = join(folder, "registry.yml");
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(settings));
  const child = new Child(onPath("docker-registry")[0]!, ["serve", file], join(folder, "registry.log"));
  t.after(() => child.stop());
  await child.until(async () => (await fetch(`http://${address}/v2/`)).ok, START_MS);
  return address;
}
