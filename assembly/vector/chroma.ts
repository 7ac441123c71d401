import { Result } from "../bytes/result";
import { Slice } from "../bytes/slice";
import { Call, Header, Upstream } from "../call/call";
import { Reply } from "../call/reply";
import { isUuid } from "../config/chroma";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { Elements, JsonValue } from "../json/value";
import { Description } from "./description";
import { nearestFirst, numberOf, scored, textOf, writeFields } from "./fields";
import { Match, SearchScope, VectorDocument, VectorStore } from "./vector-store";

const SPACE = "cosine";
/** Where a server says how it measures distances, the word that counts first. */
const SPACES: StaticArray<StaticArray<string>> = [
  ["configuration_json", "hnsw", "space"],
  // Chroma's cloud has an index of its own kind.
  ["configuration_json", "spann", "space"],
  // Before 1.0, where the configuration may tell another one that is not in use.
  ["metadata", "hnsw:space"],
];
const FIRST: StaticArray<string> = ["0"];

/**
 * Chroma over HTTP: version 2 of its API, and version 1 for servers before 1.0
 * (https://docs.trychroma.com/reference/chroma-server-api). Requests name a collection by its UUID, which its name is looked
 * up for at first. With the space `cosine` its distance is `1 - cos`.
 */
export class Chroma extends VectorStore {
  private readonly headers: Header[];
  /** Where collections are. */
  private readonly base: string;
  /** What every path ends with. */
  private readonly query: string;
  /** Names the collection in requests; empty until it has been looked up. */
  private uuid: string;

  constructor(private readonly config: VectorConfig) {
    super();
    const own = config.chroma!;
    this.base = own.isOld
      ? "/api/v1/collections"
      : `/api/v2/tenants/${own.tenant}/databases/${own.database}/collections`;
    this.query = own.isOld ? `?tenant=${own.tenant}&database=${own.database}` : "";
    this.uuid = isUuid(config.collection.name) ? config.collection.name : "";
    this.headers = [new Header("content-type", "application/json")];
    const key = config.apiKey;
    // The cloud asks for the one, servers with a token of their own by default for the other.
    if (key != null) {
      this.headers.push(new Header("x-chroma-token", key));
      this.headers.push(new Header("authorization", "Bearer " + key));
    }
  }

  override search(vector: Slice, scope: SearchScope): Call {
    const body = new JsonWriter();
    body.openObject().name("query_embeddings").openArray().raw(vector).closeArray();
    body.name("n_results").integer(this.config.topK).name("where").openObject().name("$and").openArray();
    writeEqual(body, "scope", scope.scope);
    writeEqual(body, "model", Slice.of(scope.model));
    writeExpiry(body, "$gt", scope.now);
    body.closeArray().closeObject().name("include").openArray().string("metadatas").string("distances");
    body.closeArray().closeObject();
    return this.call("/query", body);
  }

  override readMatches(reply: Reply): Result<Match[]> {
    if (!reply.isOk) return Result.fail<Match[]>(reply.fault);
    const body = JsonValue.parse(reply.body);
    const ids = firstOf(body, "ids");
    const distances = firstOf(body, "distances");
    const metadatas = firstOf(body, "metadatas");
    if (ids == null || distances == null || metadatas == null) {
      return Result.fail<Match[]>("ids, distances and metadatas are not lists of lists");
    }
    const matches = new Array<Match>();
    const id = new Elements(ids);
    const distance = new Elements(distances);
    const metadata = new Elements(metadatas);
    while (id.next()) {
      const text = id.value.text();
      const number = distance.next() ? distance.value.number() : NaN;
      const match: Match | null =
        text == null || !metadata.next() ? null : scored(text, number, metadata.value);
      if (match == null) return Result.fail<Match[]>("ids, distances and metadatas do not match");
      matches.push(match);
    }
    return Result.ok(nearestFirst(matches));
  }

  override upsert(document: VectorDocument): Call {
    const body = new JsonWriter();
    body.openObject().name("ids").openArray().text(document.id).closeArray();
    body.name("embeddings").openArray().raw(document.vector).closeArray();
    body.name("metadatas").openArray().openObject();
    writeFields(body, document, this.config.keepsEntries);
    body.closeObject().closeArray().closeObject();
    return this.call("/upsert", body);
  }

  override remove(id: Slice): Call {
    const body = new JsonWriter().openObject().name("ids").openArray().text(id).closeArray().closeObject();
    return this.call("/delete", body);
  }

  override removeLeading(key: Slice): Call {
    const body = new JsonWriter().openObject().name("where");
    writeEqual(body, "key", key);
    return this.call("/delete", body.closeObject());
  }

  override sweep(now: i64): Call | null {
    const body = new JsonWriter().openObject().name("where");
    writeExpiry(body, "$lte", now);
    return this.call("/delete", body.closeObject());
  }

  override readDone(reply: Reply): string | null {
    return reply.isSuccess ? null : reply.fault;
  }

  override describe(): Call | null {
    const name = this.config.collection.name;
    // Version 1 finds a collection by its name only.
    if (this.isNamed && this.config.chroma!.isOld) return null;
    const path = (this.isNamed ? "/by-id/" : "/") + name;
    const url = this.base + path + this.query;
    return new Call(Upstream.Vector, this.config.service, "GET", url, this.headers, Slice.EMPTY);
  }

  override readDescription(reply: Reply): Result<Description> {
    // By its UUID a collection can be used even where the key may not ask, or the server does not know the path.
    const isUnknown = reply.status == 404 && textOf(JsonValue.parse(reply.body), "error").length == 0;
    const isRefused = reply.status == 401 || reply.status == 403;
    if (this.isNamed && (isUnknown || isRefused)) return Result.ok(Description.HIDDEN);
    if (this.isGone(reply)) return Result.ok(Description.MISSING);
    if (!reply.isOk) return Result.fail<Description>(reply.fault);
    const body = JsonValue.parse(reply.body);
    const id = textOf(body, "id").toString();
    if (body == null || !isUuid(id)) return Result.fail<Description>("no id of the collection");
    this.uuid = id;
    // There is none before the first document.
    const dimension = numberOf(body, "dimension");
    return Result.ok(Description.of(dimension > 0 ? <i32>dimension : 0, spaceOf(body), SPACE));
  }

  override create(_dimension: i32): Call[] {
    const body = new JsonWriter().openObject().name("name").string(this.config.collection.name);
    body.name("metadata").openObject().name("hnsw:space").string(SPACE).closeObject().closeObject();
    const url = this.base + this.query;
    return [new Call(Upstream.Vector, this.config.service, "POST", url, this.headers, body.finish())];
  }

  override isGone(reply: Reply): bool {
    if (reply.status == 404) return true;
    // So do servers before 1.0.
    return textOf(JsonValue.parse(reply.body), "error").equals("InvalidCollection");
  }

  /** Whether the configuration names it by its UUID. */
  private get isNamed(): bool {
    return isUuid(this.config.collection.name);
  }

  private call(path: string, body: JsonWriter): Call {
    const url = this.base + "/" + this.uuid + path + this.query;
    return new Call(Upstream.Vector, this.config.service, "POST", url, this.headers, body.finish());
  }
}

/** The list of the first, and only, query; null where there is none. */
function firstOf(body: JsonValue | null, name: string): JsonValue | null {
  const lists: JsonValue | null = body == null ? null : body.member(name);
  const list: JsonValue | null = lists == null ? null : lists.at(FIRST);
  return list == null || !list.isArray ? null : list;
}

/** How the server measures distances. */
function spaceOf(collection: JsonValue): string {
  for (let i = 0; i < SPACES.length; i++) {
    const value = collection.at(SPACES[i]);
    const text: Slice | null = value == null ? null : value.text();
    if (text != null) return text.toString();
  }
  // The square of the Euclidean distance, where nothing else was asked for.
  return "l2";
}

function writeEqual(out: JsonWriter, field: string, value: Slice): void {
  out.openObject().name(field).openObject().name("$eq").text(value).closeObject().closeObject();
}

function writeExpiry(out: JsonWriter, relation: string, now: i64): void {
  out.openObject().name("expires_at").openObject().name(relation).integer(now).closeObject().closeObject();
}
