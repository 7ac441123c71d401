import { Gateway } from "./config";
import { FieldReader } from "./fields";
import { TextRule } from "./text-rule";

/** The vector stores. */
export const enum VectorType {
  DashVector,
  Chroma,
  Qdrant,
  Elasticsearch,
  OpenSearch,
  Weaviate,
  Milvus,
  Pinecone,
  /** Redis with its query engine, through Higress's own callouts. */
  Redis,
}

/** In the order of `VectorType`. */
const TYPES = [
  "dashvector",
  "chroma",
  "qdrant",
  "elasticsearch",
  "opensearch",
  "weaviate",
  "milvus",
  "pinecone",
  "redis",
];

/** What a vendor takes, and what it does not do without. */
export class Vendor {
  constructor(
    /** What the name of a collection looks like. */
    readonly collection: TextRule,
    readonly needsHost: bool = false,
    readonly needsKey: bool = false,
    /** Whether a user may log in with a password. */
    readonly hasLogin: bool = false,
    readonly hasKey: bool = true,
  ) {}
}

/** What is particular to a vendor's configuration. */
export function vendorOf(type: VectorType): Vendor {
  switch (type) {
    case VectorType.Chroma:
    case VectorType.Qdrant:
      return new Vendor(TextRule.Name);
    case VectorType.Elasticsearch:
    case VectorType.OpenSearch:
      return new Vendor(TextRule.Index, false, false, true);
    case VectorType.Weaviate:
    case VectorType.Milvus:
      return new Vendor(TextRule.Identifier);
    case VectorType.Pinecone:
      return new Vendor(TextRule.Name, true, true);
    case VectorType.Redis:
      return new Vendor(TextRule.Name, false, false, true, false);
    default:
      return new Vendor(TextRule.Collection, true, true);
  }
}

/** `type`. Only Higress has callouts to Redis. */
export function readType(fields: FieldReader, gateway: Gateway): VectorType {
  const value = fields.value("type");
  if (gateway == Gateway.Higress) return <VectorType>fields.requiredOneOf("type", TYPES);
  const others = TYPES.slice(0, VectorType.Redis);
  if (value == null || !value.isString("redis")) return <VectorType>fields.requiredOneOf("type", others);
  const what = "one of " + others.join(", ") + " (redis needs the Higress build of this filter)";
  fields.expected("type", what, value);
  return VectorType.Qdrant;
}
