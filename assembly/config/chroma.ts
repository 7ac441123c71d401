import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

const TENANT = "default_tenant";
const DATABASE = "default_database";
const VERSIONS = ["v2", "v1"];
const ONLY_CHROMA = "used with chroma only";

/** What a collection of Chroma is named by beside its own name. */
export class ChromaConfig {
  constructor(
    readonly tenant: string,
    readonly database: string,
    /** Whether the server has only the API of versions before 1.0. */
    readonly isOld: bool,
  ) {}
}

/**
 * The fields of section `vector` that are Chroma's own, and `database`; null for another vendor.
 * @param isChroma whether they have an effect
 */
export function readChroma(fields: FieldReader, isChroma: bool): ChromaConfig | null {
  const tenant = fields.optionalText("tenant", TextRule.Name);
  const version = fields.oneOf("apiVersion", VERSIONS, 0);
  if (!isChroma) {
    fields.unused("tenant", ONLY_CHROMA);
    fields.unused("apiVersion", ONLY_CHROMA);
    return null;
  }
  const database = fields.optionalText("database", TextRule.Name);
  return new ChromaConfig(
    tenant != null ? tenant : TENANT,
    database != null ? database : DATABASE,
    version == 1,
  );
}

/**
 * Only the server knows the UUID that requests name a collection by, unless the configuration does.
 * @returns whether such a collection can be made
 */
export function checkChroma(fields: FieldReader, collection: string, check: bool): bool {
  if (isUuid(collection)) {
    fields.unused("create", "not used with a UUID as collectionID, which only Chroma can choose");
    return false;
  }
  if (!check) {
    fields.expected("check", "true (a collection of Chroma is looked up by its name)", fields.value("check"));
  }
  return true;
}

/** Whether `name` is a UUID (RFC 9562, section 4). */
export function isUuid(name: string): bool {
  if (name.length != 36) return false;
  for (let i = 0; i < 36; i++) {
    const unit = name.charCodeAt(i);
    const isDash = i == 8 || i == 13 || i == 18 || i == 23;
    const lower = unit | 0x20;
    const isHex = (unit >= 0x30 && unit <= 0x39) || (lower >= 0x61 && lower <= 0x66);
    if (isDash ? unit != 0x2d : !isHex) return false;
  }
  return true;
}
