import { Slice } from "../bytes/slice";
import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

/**
 * `signingKey`, which signs entries, and `otherSigningKey`, whose signature is taken too while keys are exchanged: the
 * one that signs first, and none where entries are not signed.
 */
export function readSigningKeys(root: FieldReader): Slice[] {
  const keys = new Array<Slice>();
  const hasFirst = root.value("signingKey") != null;
  // An empty one is refused: entries would go unsigned where a variable was not set.
  if (hasFirst) keys.push(Slice.of(root.requiredText("signingKey", TextRule.Token)));
  if (!hasFirst) root.unused("otherSigningKey", "not used without signingKey");
  if (root.value("otherSigningKey") == null) return keys;
  const other = root.requiredText("otherSigningKey", TextRule.Token);
  if (hasFirst) keys.push(Slice.of(other));
  return keys;
}
