package higress

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
)

const (
	embedding = `"embedding":{"type":"dashscope","serviceName":"dashscope.dns","apiKey":"sk-embedding","model":"text-embedding-v3","dimension":3}`
	vector    = `"vector":{"type":"dashvector","serviceName":"dashvector.dns","serviceHost":"vrs-1.dashvector.example.com","apiKey":"sk-vector","collectionID":"ai_cache"}`
	semantic  = `{` + redis + `,` + embedding + `,` + vector + `}`

	dashScopeAt  = "outbound|443||dashscope.dns"
	dashVectorAt = "outbound|443||dashvector.dns"
	embeddings   = "/api/v1/services/embeddings/text-embedding/text-embedding"
	collection   = "/v1/collections/ai_cache"
	queries      = collection + "/query"
	upserts      = collection + "/docs/upsert"

	embedded   = `{"output":{"embeddings":[{"text_index":0,"embedding":[0.1,-0.2,0.3]}]},"usage":{"total_tokens":6},"request_id":"r"}`
	described  = `{"code":0,"request_id":"r","message":"Success","output":{"name":"ai_cache","dimension":3,"dtype":"FLOAT","metric":"cosine","status":"SERVING"}}`
	nothing    = `{"code":0,"request_id":"r","message":"Success","output":[]}`
	vectorDone = `{"code":0,"request_id":"r","message":"Success"}`

	tellMe = "Tell me the capital city of France"
)

var filterForm = regexp.MustCompile(`^scope = '[0-9a-f]{64}' and model = '[^']+' and expires_at > \d+$`)

// document is a vector document, as it is stored and as it is found again.
type document struct {
	ID     string          `json:"id"`
	Vector json.RawMessage `json:"vector,omitempty"`
	Score  float64         `json:"score"`
	Fields map[string]any  `json:"fields"`
}

// miss asks a question, and finds neither it nor, among these neighbours, one like it.
func (g *gateway) miss(question string, neighbours ...document) *stream {
	g.Helper()
	s := g.ask(chat(question))
	g.redisCall("GET").reply(done, null)
	g.httpCall(dashScopeAt, embeddings).reply(200, embedded)
	g.httpCall(dashVectorAt, queries).reply(200, found(neighbours...))
	return s
}

// found is DashVector's reply to a query that finds these.
func found(documents ...document) string {
	if len(documents) == 0 {
		return nothing
	}
	output, _ := json.Marshal(documents)
	return fmt.Sprintf(`{"code":0,"request_id":"r","message":"Success","output":%s}`, output)
}

// storeSemantic asks what only the model can answer, and returns its entry and its vector document.
func (g *gateway) storeSemantic(question string) (stored, document) {
	g.Helper()
	s := g.miss(question)
	s.mustGoOn()
	s.respond(plainHeaders, answer)
	return g.storeVector()
}

// storeVector lets entry and vector be stored.
func (g *gateway) storeVector() (stored, document) {
	g.Helper()
	set := g.redisCall("SET")
	set.reply(done, ok)
	var body struct{ Docs []document }
	upsert := g.httpCall(dashVectorAt, upserts)
	if err := json.Unmarshal([]byte(upsert.body), &body); err != nil || len(body.Docs) != 1 {
		g.Fatalf("%v in %s", err, upsert.body)
	}
	upsert.reply(200, vectorDone)
	g.mustBeQuiet()
	return stored{set.key(), set.args[2]}, body.Docs[0]
}

// at is a document as a query finds it at this distance.
func (d document) at(distance float64) document {
	return document{ID: d.ID, Score: distance, Fields: d.Fields}
}

func TestSemanticLookUp(t *testing.T) {
	scenario(t, "a near neighbour's answer is served", semantic, func(g *gateway) {
		entry, neighbour := g.storeSemantic(paris)
		s := g.miss(tellMe, neighbour.at(0.0772))
		get := g.redisCall("GET")
		if get.key() != entry.key {
			g.Fatalf("asked for %s, want %s", get.key(), entry.key)
		}
		get.found(entry.value)
		reply := s.mustReply()
		h := reply.headers
		if reply.status != 200 || reply.details != "ai-cache.hit" || h["x-ai-cache"] != "semantic-hit" {
			g.Errorf("got %+v", reply)
		}
		if h["x-ai-cache-distance"] != "0.0772" || h["x-ai-cache-key"] != entry.id() {
			g.Errorf("got %v", h)
		}
		if !strings.HasSuffix(h["cache-status"], "; detail=semantic") {
			g.Errorf("got %v", h)
		}
		g.mustBeJSON(reply.body, answer)
		g.mustBeQuiet()
	})

	scenario(t, "it is served as an event stream too", semantic, func(g *gateway) {
		entry, neighbour := g.storeSemantic(paris)
		s := g.ask(streamedChat(tellMe))
		g.redisCall("GET").reply(done, null)
		g.httpCall(dashScopeAt, embeddings).reply(200, embedded)
		g.httpCall(dashVectorAt, queries).reply(200, found(neighbour.at(0.05)))
		g.redisCall("GET").found(entry.value)
		if text := g.textOf(s.mustReply().body); text != content {
			g.Errorf("got %q", text)
		}
	})

	scenario(t, "each service is asked in its own way, with its own key only", semantic, func(g *gateway) {
		g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		embed := g.httpCall(dashScopeAt, embeddings)
		h := embed.headers
		if h[":method"] != "POST" || h[":authority"] != "dashscope.aliyuncs.com" || h["authorization"] != "Bearer sk-embedding" {
			g.Errorf("got %v", h)
		}
		g.mustBeJSON(embed.body, `{"model":"text-embedding-v3","input":{"texts":[`+quote(paris)+`]},"parameters":{"text_type":"query","dimension":3}}`)
		embed.reply(200, embedded)
		query := g.httpCall(dashVectorAt, queries)
		h = query.headers
		if h[":authority"] != "vrs-1.dashvector.example.com" || h["dashvector-auth-token"] != "sk-vector" || h["authorization"] != "" {
			g.Errorf("got %v", h)
		}
		var body struct {
			Vector json.RawMessage
			TopK   int
			Filter string
		}
		if err := json.Unmarshal([]byte(query.body), &body); err != nil {
			g.Fatal(err)
		}
		if string(body.Vector) != "[0.1,-0.2,0.3]" || body.TopK != 5 || !filterForm.MatchString(body.Filter) {
			g.Errorf("got %s", query.body)
		}
	})

	scenario(t, "the entry is stored first, then its vector under the same id", semantic, func(g *gateway) {
		entry, neighbour := g.storeSemantic(paris)
		r := entry.record(g)
		f := neighbour.Fields
		if neighbour.ID != entry.id() || f["key"] != entry.id() || f["scope"] != r.Scope || f["question"] != paris {
			g.Errorf("got %+v for %+v", neighbour, r)
		}
		if string(neighbour.Vector) != "[0.1,-0.2,0.3]" || f["expires_at"] != float64(r.Expires) {
			g.Errorf("got %+v for %+v", neighbour, r)
		}
	})

	scenario(t, "an exact hit asks neither service", semantic, func(g *gateway) {
		entry, _ := g.storeSemantic(paris)
		s := g.ask(chat(paris))
		g.redisCall("GET").found(entry.value)
		if s.mustReply().headers["x-ai-cache"] != "hit" {
			g.Errorf("got %+v", s.reply)
		}
		g.mustBeQuiet()
	})

	refused := map[string]func(document) []document{
		"at the threshold": func(d document) []document { return []document{d.at(0.1)} },
		"over it":          func(d document) []document { return []document{d.at(0.25)} },
		"of another scope": func(d document) []document {
			d = d.at(0.01)
			d.Fields["scope"] = strings.Repeat("0", 64)
			return []document{d}
		},
		"of another embedding model": func(d document) []document {
			d = d.at(0.01)
			d.Fields["model"] = "text-embedding-v2"
			return []document{d}
		},
		"with another answer close behind": func(d document) []document {
			other := document{ID: strings.Repeat("a", 64), Score: 0.06, Fields: map[string]any{}}
			for name, value := range d.Fields {
				other.Fields[name] = value
			}
			other.Fields["key"], other.Fields["digest"] = other.ID, strings.Repeat("b", 64)
			return []document{d.at(0.05), other}
		},
		"without a distance": func(d document) []document { return []document{{ID: d.ID, Score: 2}} },
	}
	for name, neighbours := range refused {
		scenario(t, "a neighbour "+name+" is not taken", semantic, func(g *gateway) {
			_, neighbour := g.storeSemantic(paris)
			s := g.miss(tellMe, neighbours(neighbour)...)
			s.mustGoOn()
			g.mustBeQuiet()
			if got := s.respondUnfinished(plainHeaders); got["x-ai-cache"] != "miss" {
				g.Errorf("got %v", got)
			}
		})
	}

	scenario(t, "a neighbour whose entry is gone is a miss, and is removed", semantic, func(g *gateway) {
		_, neighbour := g.storeSemantic(paris)
		s := g.miss(tellMe, neighbour.at(0.05))
		g.redisCall("GET").reply(done, null)
		s.mustGoOn()
		removal := g.httpCall(dashVectorAt, "/v1/collections/ai_cache/docs")
		if removal.headers[":method"] != "DELETE" {
			g.Errorf("got %v", removal.headers)
		}
		g.mustBeJSON(removal.body, `{"ids":["`+neighbour.ID+`"]}`)
	})

	noSweep := deadline(strings.Replace(semantic, `"collectionID"`, `"sweepInterval":0,"collectionID"`, 1))
	scenario(t, "a vector that comes after the deadline still serves the store", noSweep, func(g *gateway) {
		s := g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		embed := g.httpCall(dashScopeAt, embeddings)
		g.tickUntil(func() bool { return !s.isHeld() })
		s.mustGoOn()
		got := s.respond(plainHeaders, answer)
		if got["x-ai-cache"] != "error" || got["cache-status"] != "ai-cache; fwd=miss; detail=embedding" {
			g.Errorf("got %v", got)
		}
		embed.reply(200, embedded)
		g.storeVector()
	})
}

func TestSemanticFaults(t *testing.T) {
	type fault struct {
		name, detail  string
		embed, search func(httpCall)
	}
	bad := func(status int, body string) func(httpCall) {
		return func(call httpCall) { call.reply(status, body) }
	}
	for _, f := range []fault{
		{"the embedding service is down", "embedding", bad(503, "no healthy upstream"), nil},
		{"the embedding key is wrong", "embedding", bad(401, `{"code":"InvalidApiKey","message":"Invalid API-key provided."}`), nil},
		{"the vector has too few numbers", "embedding", bad(200, `{"output":{"embeddings":[{"embedding":[1,2]}]}}`), nil},
		{"the vector is null", "embedding", bad(200, `{"output":{"embeddings":[{"embedding":null}]}}`), nil},
		{"the embedding reply is no JSON", "embedding", bad(200, `<html>`), nil},
		{"the embedding reply is empty", "embedding", bad(200, ``), nil},
		{"the vector store is down", "vector", bad(200, embedded), bad(503, "no healthy upstream")},
		{"the collection is missing", "vector", bad(200, embedded), bad(200, `{"code":-2021,"message":"Collection Not Exist"}`)},
		{"the vector store sends null", "vector", bad(200, embedded), bad(200, `null`)},
		{"a neighbour is null", "vector", bad(200, embedded), bad(200, `{"code":0,"output":[null]}`)},
	} {
		scenario(t, f.name, semantic, func(g *gateway) {
			s := g.ask(chat(paris))
			g.redisCall("GET").reply(done, null)
			f.embed(g.httpCall(dashScopeAt, embeddings))
			if f.search != nil {
				f.search(g.httpCall(dashVectorAt, queries))
			}
			s.mustGoOn()
			got := s.respondUnfinished(plainHeaders)
			if got["cache-status"] != "ai-cache; fwd=miss; detail="+f.detail {
				g.Errorf("got %v", got)
			}
			for _, secret := range []string{"sk-embedding", "sk-vector", "capital"} {
				if line := g.moduleLineWith(secret); line != "" {
					g.Errorf("the log holds %q: %s", secret, line)
				}
			}
		})
	}
}
