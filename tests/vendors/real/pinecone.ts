import { join } from "node:path";
import { PROJECT } from "../../../dev/stack/binaries.ts";
import { clientCases } from "../support/client-cases.ts";
import { pineconeStandin } from "../support/pinecone.ts";

/** Run by tests/vendors/run.ts. */
const { CLIENT_PYTHON } = process.env;
if (!CLIENT_PYTHON) throw new Error("CLIENT_PYTHON names no Python with Pinecone's client");

const script = join(PROJECT, "tests/vendors/real/pinecone_check.py");
clientCases("pinecone", pineconeStandin, CLIENT_PYTHON, script);
