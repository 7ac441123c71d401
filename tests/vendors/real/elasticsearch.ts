import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { clientCases } from "../support/client-cases.ts";
import { elasticsearchStandin } from "../support/elasticsearch.ts";

/** Run by tests/vendors/run.ts. */
const { CLIENT_PYTHON } = process.env;
if (!CLIENT_PYTHON) throw new Error("CLIENT_PYTHON names no Python with Elasticsearch's client");

const script = join(PROJECT, "tests/vendors/real/search_engine_check.py");
clientCases("elasticsearch", elasticsearchStandin, CLIENT_PYTHON, script);
