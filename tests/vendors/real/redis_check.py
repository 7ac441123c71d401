"""Redis's own client against an index that the filter uses: reads a document, and writes one that leads to its entry."""
import json
import struct
import sys
from urllib.parse import urlsplit

import redis
from redis.commands.search.query import Query

job = json.load(sys.stdin)
address = urlsplit(job["origin"])
client = redis.Redis(address.hostname, address.port)
search = client.ft(job["index"])
prefix = f"vector:{job['index']}:"
fields = client.hgetall(prefix + job["read"])

query = Query("*=>[KNN 1 @vector $v AS distance]").sort_by("distance").return_fields("distance").dialect(2)
[found] = search.search(query, {"v": fields[b"vector"]}).docs
assert found.id == prefix + job["read"], found

written = {**fields, b"question": "Where else"}
written[b"vector"] = struct.pack(f"<{len(job['vector'])}f", *job["vector"])
client.hset(prefix + job["id"], mapping=written)
print(json.dumps({"question": fields[b"question"].decode(), "distance": float(found.distance)}))
