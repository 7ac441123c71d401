import { elasticsearchStandin } from "./support/elasticsearch.ts";
import { storeCases } from "./support/store-cases.ts";

storeCases("elasticsearch", elasticsearchStandin);
