import { FieldReader } from "./fields";

const LINK_DISTANCE = 0.1;
const LINK_WITHIN = 0.4;
const MAX_WRONG_HIT_RATE = 0.02;

/** Why there is nothing to link or to audit. */
const EXACT_ONLY = "not used without semantic look-ups";

/** How two answers are found to say the same, so that the second's question becomes another way to the first. */
export class LinkConfig {
  constructor(
    /** Whether questions become other ways to an answer; where not, answers are compared for audits only. */
    readonly isOn: bool,
    /** Embeddings of two answers that say the same are nearer to each other than this. */
    readonly distance: f64,
    /** Questions farther apart than this are not worth the comparison. */
    readonly within: f64,
  ) {}
}

/** How hits are checked against fresh answers. */
export class AuditConfig {
  constructor(
    /** Share of the semantic hits that go to the model instead; 0 for none, 1 for all. */
    readonly rate: f64,
    /** The share of wrong answers among semantic hits that a learnt policy keeps to. */
    readonly maxWrongHitRate: f64,
  ) {}
}

/**
 * `link`: true, false or an object.
 * @param isSemantic whether questions in other words are looked for, which alone are linked
 */
export function readLink(root: FieldReader, isSemantic: bool): LinkConfig {
  if (!isSemantic) root.unused("link", EXACT_ONLY);
  const value = root.value("link");
  if (value == null) return new LinkConfig(true, LINK_DISTANCE, LINK_WITHIN);
  if (!value.isObject && !value.isBoolean) root.expected("link", "true, false or an object", value);
  if (!value.isObject) return new LinkConfig(value.isTrue, LINK_DISTANCE, LINK_WITHIN);
  const fields = root.requiredSection("link")!;
  const distance = fields.number("distance", 0, 2, LINK_DISTANCE);
  const within = fields.number("within", 0, 2, LINK_WITHIN);
  fields.finish();
  return new LinkConfig(true, distance, within);
}

/**
 * `audit`: which hits are checked.
 * @param isSemantic whether questions in other words are looked for, whose hits alone are checked
 * @param isAuto whether the threshold is to be learnt, which needs hits that are checked
 */
export function readAudit(root: FieldReader, isSemantic: bool, isAuto: bool): AuditConfig {
  if (!isSemantic) root.unused("audit", EXACT_ONLY);
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
