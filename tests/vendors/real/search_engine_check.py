"""Elasticsearch's or OpenSearch's own client against an index that the filter uses; see support/client-cases.ts."""
import json
import sys

job = json.load(sys.stdin)
name = job["collection"]
if job["type"] == "elasticsearch":
    from elasticsearch import Elasticsearch

    client = Elasticsearch(job["origin"], api_key=job["apiKey"])
else:
    from opensearchpy import OpenSearch

    client = OpenSearch(job["origin"])
[mapping] = client.indices.get_mapping(index=name).values()
vector = mapping["mappings"]["properties"]["vector"]

if "write" in job:
    one = job["write"]
    client.index(index=name, id=one["id"], body={"vector": one["vector"], **one["fields"]})
client.indices.refresh(index=name)

read = client.get(index=name, id=job["read"])["_source"]
if job["type"] == "elasticsearch":
    nearest = {"knn": {"field": "vector", "query_vector": job["vector"], "k": 1, "num_candidates": 10}}
else:
    nearest = {"query": {"knn": {"vector": {"vector": job["vector"], "k": 1}}}, "size": 1}
[found] = client.search(index=name, body=nearest)["hits"]["hits"]
print(
    json.dumps(
        {
            "fields": read,
            "dimension": vector.get("dims", vector.get("dimension")),
            "distance": 2 * (1 - found["_score"]),
        }
    )
)
