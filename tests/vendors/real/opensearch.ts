import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { clientCases } from "../support/client-cases.ts";
import { opensearch, warmUp } from "../support/opensearch.ts";
import { storeCases } from "../support/store-cases.ts";

/** Run by tests/vendors/run.ts, which starts the server. */
const { STORE_ORIGIN, CLIENT_PYTHON } = process.env;
if (!STORE_ORIGIN || !CLIENT_PYTHON) throw new Error("STORE_ORIGIN and CLIENT_PYTHON are to be given");
const start = () => Promise.resolve(opensearch(STORE_ORIGIN));
await warmUp(STORE_ORIGIN);

storeCases("opensearch", start);
clientCases("opensearch", start, CLIENT_PYTHON, join(PROJECT, "tests/vendors/real/search_engine_check.py"));
