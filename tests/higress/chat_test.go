package higress

import (
	"encoding/json"
	"reflect"
	"strings"
)

const (
	paris   = "What is the capital of France?"
	answer  = `{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"qwen-max","choices":[{"index":0,"message":{"role":"assistant","content":"It is Paris, \"la ville lumière\"."},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":7,"total_tokens":16}}`
	content = `It is Paris, "la ville lumière".`
)

var (
	plainHeaders = headers{":status": "200", "content-type": "application/json"}
	eventHeaders = headers{":status": "200", "content-type": "text/event-stream"}

	// events are the same answer as a stream, cut as a network may cut it.
	events = []string{
		"data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"qwen-max\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n: keep-alive\n\nda",
		"ta: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"qwen-max\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"It is Paris, \\\"la ville lumi\xc3",
		"\xa8re\\\".\"},\"finish_reason\":null}]}\n\ndata: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"qwen-max\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
		"data: [DONE]\n\n",
	}
)

// chat is the body of a request that asks this.
func chat(question string) string {
	return `{"model":"qwen-max","messages":[{"role":"user","content":` + quote(question) + `}]}`
}

// streamedChat is the body of a request that asks this, and wants the answer as an event stream.
func streamedChat(question string) string {
	return strings.Replace(chat(question), `{"model"`, `{"stream":true,"model"`, 1)
}

// record is what is stored of an answer.
type record struct {
	V          int             `json:"v"`
	Scope      string          `json:"scope"`
	Model      string          `json:"model"`
	Question   string          `json:"question"`
	Created    int64           `json:"created"`
	Expires    int64           `json:"expires"`
	Completion json.RawMessage `json:"completion"`
}

// stored is an entry as Redis would hold it.
type stored struct {
	key, value string
}

// record reads the entry's value.
func (e stored) record(g *gateway) record {
	g.Helper()
	var r record
	if err := json.Unmarshal([]byte(e.value), &r); err != nil {
		g.Fatalf("%v in %q", err, e.value)
	}
	return r
}

// id is the part of the key behind the prefix.
func (e stored) id() string { return e.key[len(e.key)-64:] }

// store asks a question that only the model can answer, and returns the entry that its answer becomes.
func (g *gateway) store(question string) stored {
	g.Helper()
	g.ask(chat(question))
	return g.storeAfterMiss()
}

// storeAfterMiss answers the last request as the model would, exact look-ups alone being configured.
func (g *gateway) storeAfterMiss() stored {
	g.Helper()
	g.redisCall("GET").reply(done, null)
	s := g.streams[len(g.streams)-1]
	s.mustGoOn()
	s.respond(plainHeaders, answer)
	set := g.redisCall("SET")
	entry := stored{set.key(), set.args[2]}
	set.reply(done, ok)
	g.mustBeQuiet()
	return entry
}

// mustBeJSON fails unless two JSON texts mean the same.
func (g *gateway) mustBeJSON(got, want string) {
	g.Helper()
	var gotValue, wantValue any
	if err := json.Unmarshal([]byte(got), &gotValue); err != nil {
		g.Fatalf("%v in %q", err, got)
	}
	if err := json.Unmarshal([]byte(want), &wantValue); err != nil {
		g.Fatalf("%v in %q", err, want)
	}
	if !reflect.DeepEqual(gotValue, wantValue) {
		g.Fatalf("got %s\nwant %s", got, want)
	}
}

// textOf joins what the chunks of an event stream say, which must end as OpenAI's do.
func (g *gateway) textOf(body string) string {
	g.Helper()
	events := strings.Split(body, "\n\n")
	count := len(events)
	if count < 3 || events[count-1] != "" || events[count-2] != "data: [DONE]" {
		g.Fatalf("no event stream that ends with [DONE]: %q", body)
	}
	text := ""
	for _, event := range events[:count-2] {
		var chunk struct {
			Object  string
			Choices []struct{ Delta struct{ Content string } }
		}
		if err := json.Unmarshal([]byte(strings.TrimPrefix(event, "data: ")), &chunk); err != nil {
			g.Fatalf("%v in %q", err, event)
		}
		if chunk.Object != "chat.completion.chunk" {
			g.Fatalf("a chunk says it is a %s", chunk.Object)
		}
		for _, choice := range chunk.Choices {
			text += choice.Delta.Content
		}
	}
	return text
}

func quote(text any) string {
	quoted, _ := json.Marshal(text)
	return string(quoted)
}
