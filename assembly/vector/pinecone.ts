import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header } from "../call/call";
import { keyHeader } from "../call/headers";
import { Reply } from "../call/reply";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Description } from "./description";
import { Found, numberOf, textOf, writeFields } from "./fields";
import { HttpStore } from "./http-store";
import { Match, SearchScope, VectorDocument } from "./vector-store";

const METRIC = "cosine";

/**
 * An index of Pinecone at its own host (https://docs.pinecone.io/reference/api/data-plane). The score of an index with the metric
 * cosine is a similarity, so the distance is `1 - score`. The collection is a namespace, which comes with its first
 * document; the index itself is made elsewhere.
 */
export class Pinecone extends HttpStore {
  constructor(config: VectorConfig) {
    super(config, keyHeader("api-key", config.apiKey), "");
    // From this one on the metric is told.
    this.headers.push(new Header("x-pinecone-api-version", "2025-04"));
  }

  override search(vector: Slice, scope: SearchScope): Call {
    const body = this.open().name("vector").raw(vector).name("topK").integer(this.config.topK);
    body.name("includeMetadata").flag(true).name("filter").openObject();
    writeCondition(body, "scope", "$eq").text(scope.scope).closeObject();
    writeCondition(body, "model", "$eq").string(scope.model).closeObject();
    writeCondition(body, "expires_at", "$gt").integer(scope.now).closeObject();
    return this.call("POST", "/query", body.closeObject().closeObject());
  }

  override readMatches(reply: Reply): Result<Match[]> {
    if (!reply.isOk) return Result.fail<Match[]>(reply.fault);
    const body = JsonValue.parse(reply.body);
    const matches: JsonValue | null = body == null ? null : body.member("matches");
    return this.readList(matches, "matches");
  }

  protected override readMatch(document: JsonValue): Match | null {
    const found = Found.in(document, "id", "score", "metadata");
    return found.at(1 - found.score);
  }

  override upsert(document: VectorDocument): Call {
    const body = this.open().name("vectors").openArray().openObject().name("id").text(document.id);
    body.name("values").raw(document.vector).name("metadata").openObject();
    writeFields(body, document, this.config.keepsEntries);
    body.closeObject().closeObject().closeArray().closeObject();
    return this.call("POST", "/vectors/upsert", body);
  }

  override remove(id: Slice): Call {
    return this.removal(this.open().name("ids").openArray().text(id).closeArray());
  }

  override removeLeading(key: Slice): Call {
    const body = this.open().name("filter").openObject();
    return this.removal(writeCondition(body, "key", "$eq").text(key).closeObject().closeObject());
  }

  override sweep(now: i64): Call | null {
    const body = this.open().name("filter").openObject();
    return this.removal(writeCondition(body, "expires_at", "$lte").integer(now).closeObject().closeObject());
  }

  override readDone(reply: Reply): string | null {
    if (reply.isOk) return JsonValue.parse(reply.body) == null ? "the reply is not JSON" : null;
    // There is nothing to remove before the first document has made the namespace.
    const message = textOf(JsonValue.parse(reply.body), "message");
    return reply.status == 404 && message.equals("Namespace not found") ? null : reply.fault;
  }

  override describe(): Call | null {
    return this.call("POST", "/describe_index_stats", new JsonWriter().openObject().closeObject());
  }

  override readDescription(reply: Reply): Result<Description> {
    if (reply.status == 401 || reply.status == 403) return Result.ok(Description.HIDDEN);
    if (!reply.isOk) return Result.fail<Description>(reply.fault);
    const body = JsonValue.parse(reply.body);
    const dimension = numberOf(body, "dimension");
    if (!(dimension > 0)) return Result.fail<Description>("the index tells no dimension");
    // Not every index tells its metric.
    return Result.ok(Description.of(<i32>dimension, textOf(body, "metric").toString(), METRIC));
  }

  override create(_dimension: i32): Call[] {
    return [];
  }

  /** A namespace that is not there is empty. */
  override isGone(_reply: Reply): bool {
    return false;
  }

  private removal(body: JsonWriter): Call {
    return this.call("POST", "/vectors/delete", body.closeObject());
  }

  /** A body that names the namespace, where it is not the default. */
  private open(): JsonWriter {
    const body = new JsonWriter().openObject();
    const namespace = this.config.collection.name;
    return namespace == "" ? body : body.name("namespace").string(namespace);
  }
}

/** Writes a condition of a filter, up to its value. */
function writeCondition(out: JsonWriter, field: string, relation: string): JsonWriter {
  return out.name(field).openObject().name(relation);
}
