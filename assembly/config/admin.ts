import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

/** Who may remove entries, and where. */
export class AdminConfig {
  constructor(
    /** The path, query aside, of requests that remove entries. */
    readonly path: string,
    /** A secret, which those requests have to bring. */
    readonly token: string,
  ) {}
}

/** `admin`; null where it is absent. */
export function readAdmin(root: FieldReader): AdminConfig | null {
  const fields = root.section("admin");
  if (fields == null) return null;
  const path = fields.requiredText("path", TextRule.Path);
  const token = fields.requiredText("token", TextRule.Token);
  fields.finish();
  return new AdminConfig(path, token);
}
