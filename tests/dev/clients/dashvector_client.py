"""The real dashvector client against the stand-in. Environment: STANDIN_PORT, STANDIN_KEY, DASHVECTOR_INSECURE_MODE."""

import os

import dashvector
from dashvector import Doc
from dashvector.common.types import DashVectorProtocol

VERSION = dashvector.__version__
KEY = os.environ["STANDIN_KEY"]
ENDPOINT = f"127.0.0.1:{os.environ['STANDIN_PORT']}"

if VERSION != "1.0.6":
    # Later clients refuse any host:port, which a stand-in on loopback needs.
    import dashvector.common.handler as handler

    handler.verify_endpoint = lambda endpoint: endpoint


def connect(key):
    return dashvector.Client(api_key=key, endpoint=ENDPOINT, protocol=DashVectorProtocol.HTTP)


def good(answer):
    assert answer.code == 0, (answer.code, answer.message)
    return answer.output


def bad(code, answer):
    assert answer.code == code, (code, answer.code, answer.message)


wrong = connect("sk-wrong")
assert not wrong and wrong.code == 401, wrong.code

client = connect(KEY)
assert client, client.message
name = "quickstart"
good(client.create(name, dimension=4, fields_schema={"question": str, "expires_at": int}))
bad(-2025, client.create(name, dimension=4))
assert name in good(client.list())
described = good(client.describe(name))
assert (described.dimension, described.metric, described.status) == (4, "cosine", "SERVING")

collection = client.get(name)
assert collection, collection.message
docs = [
    Doc(id="near", vector=[1.0, 0.1, 0.0, 0.0], fields={"question": "q1", "expires_at": 10}),
    Doc(id="far", vector=[0.0, 0.0, 1.0, 0.0], fields={"question": "q2", "expires_at": 20}),
]
written = good(collection.insert(docs))
assert VERSION == "1.0.6" or [one.id for one in written] == ["near", "far"], "1.0.6 does not read this over HTTP"
bad(-2027, collection.insert(docs[0]))
# Not as tuples: of those 1.0.23 loses the id over HTTP.
good(collection.upsert(Doc(id="near", vector=[1.0, 0.2, 0.0, 0.0], fields={"question": "q3", "expires_at": 10})))
good(collection.update(Doc(id="near", vector=[1.0, 0.1, 0.0, 0.0], fields={"question": "q4"})))

found = good(collection.query([1.0, 0.0, 0.0, 0.0], topk=2, include_vector=True))
assert [one.id for one in found] == ["near", "far"]
assert found[0].score == 0.005 and found[1].score == 1.0, "a distance is expected: lower is closer"
assert len(found[0].vector) == 4 and found[0].fields["question"] == "q4"
found = good(collection.query([1.0, 0.0, 0.0, 0.0], filter="expires_at > 15", output_fields=["question"]))
assert [(one.id, one.fields) for one in found] == [("far", {"question": "q2"})]
assert [one.id for one in good(collection.query(id="far", topk=1))] == ["far"]
bad(-2015, collection.query([1.0, 0.0, 0.0, 0.0], filter="expires_at >"))

fetched = good(collection.fetch(["near", "missing"]))
assert list(fetched) == ["near"] and fetched["near"].fields["expires_at"] == 10

good(collection.create_partition("part"))
good(collection.insert(Doc(id="p", vector=[1.0, 0.0, 0.0, 0.0]), partition="part"))
assert good(collection.list_partitions()) == ["default", "part"]
assert good(collection.describe_partition("part")) == "SERVING"
assert good(collection.stats_partition("part")).total_doc_count == 1
assert [one.id for one in good(collection.query([1.0, 0.0, 0.0, 0.0], partition="part"))] == ["p"]
bad(-2022, collection.query([1.0, 0.0, 0.0, 0.0], partition="nope"))
assert good(collection.stats()).total_doc_count == 3
good(collection.delete_partition("part"))

good(collection.delete(["near"]))
assert good(collection.fetch("near")) == {}
good(collection.delete(delete_all=True))
assert good(collection.stats()).total_doc_count == 0
good(client.delete(name))
bad(-2021, client.describe(name))

print("dashvector", VERSION, "ok")
