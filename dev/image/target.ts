import { SettingsError } from "../stack/services.ts";
import { isModuleName, MODULES, type ModuleName } from "./modules.ts";

/** What to push, and to where. */
export interface Target {
  module: ModuleName;
  /** `host/repository:tag`. */
  reference: string;
  /** Whether the registry speaks HTTP without TLS. */
  insecure: boolean;
}

/** Told from a folder of some default registry by its dot, its port or by being `localhost`. */
const HOST = String.raw`(?:[\w-]+(?:\.[\w-]+)+(?::\d+)?|[\w-]+:\d+|\[[0-9A-Fa-f:]+\](?::\d+)?|localhost)`;
const NAME = String.raw`[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*`;
/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
const REFERENCE = new RegExp(String.raw`^(${HOST})/(${NAME}(?:/${NAME})*)(?::(\w[\w.-]{0,127}))?$`);

const FLAGS = new Map([
  ["", false],
  ["false", false],
  ["true", true],
]);

/** What the variables `IMAGE`, `MODULE` and `INSECURE` say; `version` is the tag where none is given. */
export function readTarget(env: Record<string, string | undefined>, version: string): Target {
  const { IMAGE = "", MODULE = "", INSECURE = "" } = env;
  const found = REFERENCE.exec(IMAGE);
  if (!found) {
    // What stands before an @ may be a password.
    const got = IMAGE.includes("@") ? "one with an @" : `"${IMAGE}"`;
    throw new SettingsError(`IMAGE: expected host/repository or host/repository:tag, got ${got}`);
  }
  const [, host, repository = "", tag = version] = found;
  const insecure = FLAGS.get(INSECURE);
  if (insecure === undefined) throw new SettingsError(`INSECURE: expected true or false, got "${INSECURE}"`);
  return { module: readModule(MODULE, repository), reference: `${host}/${repository}:${tag}`, insecure };
}

/** A repository that has a module's name is for that one; which one another is for, nobody should have to guess. */
function readModule(text: string, repository: string): ModuleName {
  const name = text || repository.split("/").at(-1)!;
  if (isModuleName(name)) return name;
  const why = text ? `got "${text}"` : `and nothing tells, as the repository is called "${name}"`;
  throw new SettingsError(`MODULE: expected ${MODULES.join(" or ")}, ${why}`);
}
