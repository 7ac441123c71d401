"""Pinecone's own client against an index that the filter uses; see tests/vendors/support/client-cases.ts."""
import json
import sys

from pinecone import Pinecone

job = json.load(sys.stdin)
index = Pinecone(api_key=job["apiKey"]).Index(host=job["origin"])
namespace = job["collection"]
stats = index.describe_index_stats()

if "write" in job:
    one = job["write"]
    values = [float(number) for number in one["vector"]]
    vector = {"id": one["id"], "values": values, "metadata": one["fields"]}
    done = index.upsert(vectors=[vector], namespace=namespace)
    assert done.upserted_count == 1, done

read = index.fetch(ids=[job["read"]], namespace=namespace).vectors[job["read"]]
assert len(read.values) == stats.dimension, read
scope = {"scope": {"$eq": read.metadata["scope"]}}
[found] = index.query(vector=[float(x) for x in job["vector"]], top_k=1, filter=scope, namespace=namespace).matches
print(
    json.dumps(
        {
            "fields": dict(read.metadata),
            "dimension": stats.dimension,
            "distance": 1 - found.score,
        }
    )
)
