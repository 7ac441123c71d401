import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { clientCases } from "../support/client-cases.ts";
import { qdrantStandin } from "../support/qdrant.ts";

/** Run by tests/vendors/run.ts. */
const { QDRANT_PYTHON } = process.env;
if (!QDRANT_PYTHON) throw new Error("QDRANT_PYTHON names no Python with Qdrant's client");

clientCases("qdrant", qdrantStandin, QDRANT_PYTHON, join(PROJECT, "tests/vendors/real/qdrant_check.py"));
