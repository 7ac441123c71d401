import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { chroma } from "../support/chroma.ts";
import { clientCases } from "../support/client-cases.ts";
import { storeCases } from "../support/store-cases.ts";

/** Run by tests/vendors/run.ts, which starts the server. */
const { CHROMA_ORIGIN, CHROMA_API = "v2", CHROMA_PYTHON } = process.env;
if (!CHROMA_ORIGIN) throw new Error("CHROMA_ORIGIN names no server");
const server = chroma(CHROMA_ORIGIN, CHROMA_API as "v1" | "v2");
const start = () => Promise.resolve(server);

storeCases(`chroma, API ${CHROMA_API}`, start);
if (CHROMA_PYTHON) {
  const script = join(PROJECT, "tests/vendors/real/chroma_check.py");
  clientCases(`chroma, API ${CHROMA_API}`, start, CHROMA_PYTHON, script);
}
