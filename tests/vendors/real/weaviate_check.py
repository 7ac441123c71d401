"""Weaviate's own client against a class that the filter uses; see support/client-cases.ts. GRPC_PORT is the server's."""
import json
import os
import sys
from urllib.parse import urlsplit

import weaviate
from weaviate.classes.query import Filter, MetadataQuery

job = json.load(sys.stdin)
address = urlsplit(job["origin"])
client = weaviate.connect_to_local(address.hostname, address.port, int(os.environ["GRPC_PORT"]))
try:
    name = job["collection"]
    collection = client.collections.get(name[0].upper() + name[1:])
    assert collection.config.get().vector_index_config.distance_metric.value == "cosine"

    if "write" in job:
        one = job["write"]
        properties = {"document": one["id"], **one["fields"]}
        collection.data.insert(properties=properties, vector=one["vector"])

    where = Filter.by_property("key").equal(job["read"])
    [read] = collection.query.fetch_objects(filters=where, limit=1, include_vector=True).objects
    metadata = MetadataQuery(distance=True)
    [found] = collection.query.near_vector(job["vector"], limit=1, return_metadata=metadata).objects
    print(
        json.dumps(
            {
                "fields": read.properties,
                "dimension": len(read.vector["default"]),
                "distance": found.metadata.distance,
            }
        )
    )
finally:
    client.close()
