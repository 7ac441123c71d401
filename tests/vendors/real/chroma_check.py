"""Chroma's own client against a collection that the filter uses; see tests/vendors/support/client-cases.ts."""
import json
import sys
from urllib.parse import urlsplit

import chromadb

job = json.load(sys.stdin)
address = urlsplit(job["origin"])
client = chromadb.HttpClient(host=address.hostname, port=address.port)
collection = client.get_collection(job["collection"], embedding_function=None)

if "write" in job:
    one = job["write"]
    collection.upsert(ids=[one["id"]], embeddings=[one["vector"]], metadatas=[one["fields"]])

read = collection.get(ids=[job["read"]], include=["metadatas", "embeddings"])
found = collection.query(query_embeddings=[job["vector"]], n_results=1)
print(
    json.dumps(
        {
            "fields": read["metadatas"][0],
            "dimension": len(read["embeddings"][0]),
            "distance": found["distances"][0][0],
        }
    )
)
