import { milvusStandin } from "./support/milvus.ts";
import { storeCases } from "./support/store-cases.ts";

storeCases("milvus", milvusStandin);
