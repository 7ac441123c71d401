import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { clientCases } from "../support/client-cases.ts";
import { milvusStandin } from "../support/milvus.ts";

/** Run by tests/vendors/run.ts; MILVUS_CLIENT is the folder that Milvus's client for Node.js is installed in. */
if (!process.env.MILVUS_CLIENT) throw new Error("MILVUS_CLIENT names no folder with Milvus's client");

const script = join(PROJECT, "tests/vendors/real/milvus_check.mjs");
clientCases("milvus", milvusStandin, process.execPath, script);
