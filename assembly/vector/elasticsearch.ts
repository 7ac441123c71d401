import { Slice } from "../bytes/slice";
import { VectorConfig } from "../config/vector";
import { JsonWriter } from "../json/json-writer";
import { JsonValue } from "../json/value";
import { Description } from "./description";
import { numberOf, textOf } from "./fields";
import { SearchEngine, writeFilter } from "./search-engine";
import { SearchScope } from "./vector-store";

const TYPE = "dense_vector";
const SIMILARITY = "cosine";
/** Of each shard so many documents are looked at, of which the nearest are found. */
const CANDIDATES: i32 = 100;

/** Elasticsearch, version 8 or later (https://www.elastic.co/docs/solutions/search/vector/knn). */
export class Elasticsearch extends SearchEngine {
  constructor(config: VectorConfig) {
    super(config, "ApiKey");
  }

  protected override writeNearest(out: JsonWriter, vector: Slice, scope: SearchScope): void {
    const topK = this.config.topK;
    out.name("knn").openObject().name("field").string("vector").name("query_vector").raw(vector);
    out.name("k").integer(topK).name("num_candidates").integer(max(topK, CANDIDATES));
    writeFilter(out, scope);
    out.closeObject();
  }

  protected override writeVectorField(out: JsonWriter, dimension: i32): void {
    out.name("type").string(TYPE).name("dims").integer(dimension).name("index").flag(true);
    out.name("similarity").string(SIMILARITY);
  }

  protected override describeField(field: JsonValue | null): Description {
    if (!textOf(field, "type").equals(TYPE)) {
      return Description.of(0, "none, as vector is no " + TYPE, SIMILARITY);
    }
    const similarity = textOf(field, "similarity").toString();
    const dimension = numberOf(field, "dims");
    // There are none before the first document, where an index was made without.
    const known = dimension > 0 ? <i32>dimension : 0;
    return Description.of(
      known,
      similarity == "" ? "none, as vector is not indexed" : similarity,
      SIMILARITY,
    );
  }
}
