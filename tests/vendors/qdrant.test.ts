import { qdrantStandin } from "./support/qdrant.ts";
import { storeCases } from "./support/store-cases.ts";

storeCases("qdrant", qdrantStandin);
