import { parseDocument } from "yaml";

/**
 * The plugin's description for Higress (https://higress.cn/en/docs/latest/user/wasm-image-spec) with `version` in it,
 * which the sources tell in package.json alone.
 */
export function specOf(source: string, version: string): string {
  const document = parseDocument(source);
  document.setIn(["info", "version"], version);
  return document.toString({ lineWidth: 0 });
}
