import { pineconeStandin } from "./support/pinecone.ts";
import { storeCases } from "./support/store-cases.ts";

storeCases("pinecone", pineconeStandin);
