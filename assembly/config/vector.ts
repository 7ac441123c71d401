import { Service } from "../call/call";
import { ChromaConfig, checkChroma, readChroma } from "./chroma";
import { CacheConfig, Gateway, Policy } from "./config";
import { FieldReader } from "./fields";
import { Login, readLogin } from "./login";
import { REDIS_PORT, TLS_PORT, readService } from "./services";
import { sharedRedis } from "./shared-redis";
import { TextRule } from "./text-rule";
import { Vendor, VectorType, readType, vendorOf } from "./vector-vendor";

export { VectorType };

export const TOP_K = 5;
export const THRESHOLD = 0.1;
/** Higress's plugin takes any neighbour by default, which is written as a threshold of 1000. */
const MAX_THRESHOLD = 1000000;
export const MARGIN = 0.05;
export const FADE = 0.08;
/** Seconds between two sweeps of expired vector documents. */
export const SWEEP_INTERVAL = 600;

const enum Relation {
  Lt,
  Lte,
  Gt,
  Gte,
}
const RELATIONS = ["lt", "lte", "gt", "gte"];

/** Where the documents are. */
export class CollectionConfig {
  constructor(
    readonly name: string,
    /** Whether it is looked at before it is used. */
    readonly check: bool,
    /** Whether it is made where there is none; never without `check`. */
    readonly create: bool,
  ) {}
}

export class VectorConfig {
  constructor(
    readonly type: VectorType,
    readonly service: Service,
    /** A secret; null where the store takes none. */
    readonly apiKey: string | null,
    readonly collection: CollectionConfig,
    readonly topK: i32,
    /** When a neighbour is taken for the same question; where that is to be learnt, until enough is known. */
    readonly policy: Policy,
    /** Whether `policy` is to follow what audits show. */
    readonly isAuto: bool,
    /** Seconds between two sweeps of expired documents; 0 for none. */
    readonly sweepInterval: i32,
    /** Whether its documents hold the entries, because there is no cache. */
    readonly keepsEntries: bool,
    /** Null for other vendors. */
    readonly chroma: ChromaConfig | null = null,
    /** Null where nobody logs in, or the vendor knows keys only. */
    readonly login: Login | null = null,
    /** The database of Milvus that the collection is in; null for the default. */
    readonly database: string | null = null,
  ) {}
}

/**
 * Section `vector`, in Higress's spelling.
 * @param keepsEntries whether there is no section `cache` beside it
 * @param cache what that section says
 */
export function readVector(
  fields: FieldReader,
  keepsEntries: bool,
  gateway: Gateway,
  cache: CacheConfig | null,
): VectorConfig {
  const type = readType(fields, gateway);
  const vendor = vendorOf(type);
  const host = vendor.needsHost
    ? fields.requiredText("serviceHost", TextRule.Host)
    : fields.optionalText("serviceHost", TextRule.Host);
  const own = readService(fields, type == VectorType.Redis ? REDIS_PORT : TLS_PORT, host);
  const shared: Service | null = type == VectorType.Redis ? sharedRedis(fields, own, cache) : null;
  const service = shared == null ? own : shared;
  const apiKey = readKey(fields, vendor);
  const collection = readCollection(fields, type, vendor.collection);
  const topK = fields.positive("topK", 1024, TOP_K);
  const threshold = fields.value("threshold");
  const isAuto = threshold != null && threshold.isString("auto");
  const policy = readPolicy(fields, isAuto);
  const sweep = fields.integer("sweepInterval", 0, i32.MAX_VALUE, SWEEP_INTERVAL);
  const chroma = readChroma(fields, type == VectorType.Chroma);
  const login = readLogin(fields, vendor.hasLogin && shared == null);
  const database = readDatabase(fields, type);
  // prettier-ignore
  return new VectorConfig(type, service, apiKey, collection, topK, policy, isAuto, sweep, keepsEntries, chroma, login, database);
}

function readKey(fields: FieldReader, vendor: Vendor): string | null {
  if (vendor.needsKey) return fields.requiredText("apiKey", TextRule.HeaderValue);
  if (!vendor.hasKey) fields.unused("apiKey", "not used with redis");
  return fields.optionalText("apiKey", TextRule.HeaderValue);
}

/** `database`: Chroma's, or that of Milvus, null for its default. */
function readDatabase(fields: FieldReader, type: VectorType): string | null {
  if (type == VectorType.Chroma) return null;
  if (type != VectorType.Milvus) fields.unused("database", "used with chroma and milvus only");
  return fields.optionalText("database", TextRule.Name);
}

function readCollection(fields: FieldReader, type: VectorType, rule: TextRule): CollectionConfig {
  const isPinecone = type == VectorType.Pinecone;
  // A namespace, of which there is one without a name.
  const namespace = isPinecone ? fields.optionalText("collectionID", rule) : null;
  const name = isPinecone ? (namespace == null ? "" : namespace) : fields.requiredText("collectionID", rule);
  const check = fields.flag("check", true);
  const create = fields.flag("create", false);
  if (create && !check) fields.unused("create", "not used without check");
  if (isPinecone) fields.unused("create", "not used with pinecone, whose indexes are made elsewhere");
  const canCreate = type == VectorType.Chroma ? checkChroma(fields, name, check) : !isPinecone;
  return new CollectionConfig(name, check, create && check && canCreate);
}

function readPolicy(fields: FieldReader, isAuto: bool): Policy {
  const relation = fields.oneOf("thresholdRelation", RELATIONS, Relation.Lt);
  const threshold = isAuto ? THRESHOLD : readThreshold(fields, relation >= Relation.Gt);
  const inclusive = relation == Relation.Lte || relation == Relation.Gte;
  return new Policy(
    threshold,
    inclusive,
    fields.number("margin", 0, 2, MARGIN),
    fields.number("fade", 0, 2, FADE),
  );
}

/** The threshold as a distance: a similarity `s` is the distance `1 - s`. */
function readThreshold(fields: FieldReader, isSimilarity: bool): f64 {
  const value = fields.value("threshold");
  if (value != null && value.isText) {
    fields.expected("threshold", 'a number or "auto"', value);
    return THRESHOLD;
  }
  if (!isSimilarity) return fields.number("threshold", 0, MAX_THRESHOLD, THRESHOLD);
  return 1 - fields.number("threshold", -1, 1, 1 - THRESHOLD);
}
