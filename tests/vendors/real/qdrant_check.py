"""Qdrant's own client against a collection that the filter uses; see tests/vendors/support/client-cases.ts."""
import json
import sys

from qdrant_client import QdrantClient, models

job = json.load(sys.stdin)
client = QdrantClient(url=job["origin"], api_key=job["apiKey"], check_compatibility=False)
name = job["collection"]
info = client.get_collection(name)
assert info.config.params.vectors.distance == models.Distance.COSINE, info

if "write" in job:
    one = job["write"]
    payload = {"id": one["id"], **one["fields"]}
    point = models.PointStruct(id="00000000-0000-0000-0000-000000000042", vector=one["vector"], payload=payload)
    done = client.upsert(name, [point], wait=True)
    assert done.status == models.UpdateStatus.COMPLETED, done

points, _ = client.scroll(name, limit=1000, with_payload=True)
[read] = [point for point in points if point.payload["id"] == job["read"]]
scope = models.FieldCondition(key="scope", match=models.MatchValue(value=read.payload["scope"]))
[found] = client.query_points(name, query=job["vector"], query_filter=models.Filter(must=[scope]), limit=1).points
print(
    json.dumps(
        {
            "fields": read.payload,
            "dimension": info.config.params.vectors.size,
            "distance": 1 - found.score,
        }
    )
)
