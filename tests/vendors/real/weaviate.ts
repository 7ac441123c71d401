import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { clientCases } from "../support/client-cases.ts";
import { storeCases } from "../support/store-cases.ts";
import { weaviate } from "../support/weaviate.ts";

/** Run by tests/vendors/run.ts, which starts the server. */
const { STORE_ORIGIN, CLIENT_PYTHON } = process.env;
if (!STORE_ORIGIN || !CLIENT_PYTHON) throw new Error("STORE_ORIGIN and CLIENT_PYTHON are to be given");
const start = () => Promise.resolve(weaviate(STORE_ORIGIN));

storeCases("weaviate", start);
clientCases("weaviate", start, CLIENT_PYTHON, join(PROJECT, "tests/vendors/real/weaviate_check.py"));
