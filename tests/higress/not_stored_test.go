package higress

import (
	"strings"
	"testing"
)

// changed is the usual answer with one thing in it changed.
func changed(from, to string) string { return strings.Replace(answer, from, to, 1) }

func TestNotStored(t *testing.T) {
	chunks := strings.Join(events, "")
	withChunk := func(chunk string) string {
		return strings.Replace(chunks, "data: [DONE]", "data: "+chunk+"\n\ndata: [DONE]", 1)
	}
	toolCall := `{"id":"call_1","type":"function","function":{"name":"f","arguments":"{}"}}`

	for name, response := range map[string]struct {
		headers headers
		body    string
	}{
		"a 500 with choices":         {headers{":status": "500", "content-type": "application/json"}, answer},
		"a 429":                      {headers{":status": "429", "content-type": "application/json"}, `{"error":{"message":"slow down"}}`},
		"an error with status 200":   {plainHeaders, `{"error":{"message":"quota"}}`},
		"an error beside choices":    {plainHeaders, changed(`"usage"`, `"error":{"message":"half way"},"usage"`)},
		"an answer that was cut":     {plainHeaders, changed(`"stop"`, `"length"`)},
		"an answer that was barred":  {plainHeaders, changed(`"stop"`, `"content_filter"`)},
		"a tool call":                {plainHeaders, changed(`"role":"assistant"`, `"role":"assistant","tool_calls":[`+toolCall+`]`)},
		"an empty answer":            {plainHeaders, changed(quote(content), `""`)},
		"an answer without choices":  {plainHeaders, `{"id":"chatcmpl-1","object":"chat.completion","choices":[]}`},
		"JSON that ends too soon":    {plainHeaders, answer[:100]},
		"no JSON":                    {plainHeaders, "It is Paris."},
		"no body":                    {plainHeaders, ""},
		"a compressed answer":        {headers{":status": "200", "content-type": "application/json", "content-encoding": "gzip"}, answer},
		"HTML":                       {headers{":status": "200", "content-type": "text/html"}, answer},
		"a stream that was cut":      {eventHeaders, chunks[:300]},
		"a stream with an error":     {eventHeaders, withChunk(`{"error":{"message":"overloaded"}}`)},
		"a stream with a tool call":  {eventHeaders, withChunk(`{"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,` + toolCall[1:] + `]},"finish_reason":null}]}`)},
		"a stream that says nothing": {eventHeaders, "data: [DONE]\n\n"},
		"a stream that is no stream": {eventHeaders, answer},
	} {
		scenario(t, name, semantic, func(g *gateway) {
			s := g.miss(paris)
			got := s.respond(response.headers, response.body)
			if got["x-ai-cache"] != "miss" {
				g.Errorf("got %v", got)
			}
			g.mustBeQuiet()
		})
	}

	scenario(t, "a response that breaks off", exact, func(g *gateway) {
		s := g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		s.respondUnfinished(plainHeaders, answer)
		g.enter(func() { g.host.CompleteHttpContext(s.id) })
		g.mustBeQuiet()
	})

	scenario(t, "an answer larger than maxEntryBytes", `{`+redis+`,"maxEntryBytes":200}`, func(g *gateway) {
		s := g.ask(chat(paris))
		g.redisCall("GET").reply(done, null)
		s.respond(plainHeaders, answer)
		g.mustBeQuiet()
	})
}
