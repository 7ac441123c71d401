import { AuditConfig, LinkConfig } from "./config";
import { FieldReader } from "./fields";

const LINK_DISTANCE = 0.1;
const LINK_WITHIN = 0.4;
const MAX_WRONG_HIT_RATE = 0.02;

/** `link`: true, false or an object. */
export function readLink(root: FieldReader): LinkConfig {
  const value = root.value("link");
  if (value != null && value.isBoolean) return new LinkConfig(value.isTrue, LINK_DISTANCE, LINK_WITHIN);
  const fields = root.section("link");
  if (fields == null) return new LinkConfig(true, LINK_DISTANCE, LINK_WITHIN);
  const distance = fields.number("distance", 0, 2, LINK_DISTANCE);
  const within = fields.number("within", 0, 2, LINK_WITHIN);
  fields.finish();
  return new LinkConfig(true, distance, within);
}

/**
 * `audit`: which hits are checked.
 * @param isAuto whether the threshold is to be learnt, which needs hits that are checked
 */
export function readAudit(root: FieldReader, isAuto: bool): AuditConfig {
  const fields = root.section("audit");
  const rate = fields == null ? 0 : fields.number("rate", 0, 1, 0);
  let maxWrongHitRate = MAX_WRONG_HIT_RATE;
  if (fields != null) maxWrongHitRate = fields.number("maxWrongHitRate", 0, 1, MAX_WRONG_HIT_RATE);
  if (fields != null) fields.finish();
  if (isAuto && rate == 0) {
    const what = 'an object with a rate above 0 because vector.threshold is "auto"';
    root.expected("audit", what, root.value("audit"));
  }
  return new AuditConfig(rate, maxWrongHitRate);
}
