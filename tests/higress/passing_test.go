package higress

import (
	"strings"
	"testing"
)

func TestPassing(t *testing.T) {
	scenario(t, "x-higress-skip-ai-cache: on", exact, func(g *gateway) {
		s := g.request([]header{{"x-higress-skip-ai-cache", "on"}}, chat(paris))
		s.mustGoOn()
		if _, isThere := s.upstreamHeaders()["x-higress-skip-ai-cache"]; isThere {
			g.Errorf("the model is told: %v", s.upstreamHeaders())
		}
		got := s.respond(plainHeaders, answer)
		if got["x-ai-cache"] != "bypass" || got["cache-status"] != "ai-cache; fwd=bypass; detail=skip_header" {
			g.Errorf("got %v", got)
		}
		g.mustBeQuiet()
	})

	scenario(t, "x-higress-skip-ai-cache: off", exact, func(g *gateway) {
		g.ask(chat(paris), header{"x-higress-skip-ai-cache", "off"})
		g.redisCall("GET")
	})

	scenario(t, "cacheKeyStrategy: disabled", `{`+redis+`,"cacheKeyStrategy":"disabled"}`, func(g *gateway) {
		s := g.request(nil, chat(paris))
		s.mustGoOn()
		s.respond(plainHeaders, answer)
		g.mustBeQuiet()
	})

	for name, changes := range map[string][]header{
		"another path":          {{":path", "/v1/models"}},
		"another method":        {{":method", "PUT"}},
		"a form":                {{"content-type", "application/x-www-form-urlencoded"}},
		"no content type":       {{"content-type", ""}},
		"a compressed question": {{"content-encoding", "gzip"}},
	} {
		scenario(t, name+" passes untouched", exact, func(g *gateway) {
			s := g.request(changes, chat(paris))
			mustBeUntouched(s)
		})
	}

	for name, body := range map[string]string{
		"a body that is no JSON":   "capital of France?",
		"a body cut short":         chat(paris)[:40],
		"a body that is no object": `["capital"]`,
		"a body without messages":  `{"model":"qwen-max","prompt":"capital"}`,
		"an empty body":            "",
	} {
		scenario(t, name+" passes untouched", exact, func(g *gateway) {
			s := g.request(nil, body)
			mustBeUntouched(s)
		})
	}

	scenario(t, "a request without a body passes untouched", exact, func(g *gateway) {
		s := g.newStream()
		g.enter(func() { g.host.CallOnRequestHeaders(s.id, requestHeaders(nil), true) })
		mustBeUntouched(s)
	})

	scenario(t, "a body that is too large passes", `{`+redis+`,"maxRequestBytes":1000}`, func(g *gateway) {
		long := chat(strings.Repeat("long ", 300))
		s := g.request(nil, long[:900], long[900:], "")
		s.mustGoOn()
		if got := s.respond(plainHeaders, answer); got["cache-status"] != "ai-cache; fwd=bypass; detail=request_too_large" {
			g.Errorf("got %v", got)
		}
		g.mustBeQuiet()
	})

	scenario(t, "an announced body that is too large passes at the headers", exact, func(g *gateway) {
		s := g.open([]header{{"content-length", "600000"}})
		s.mustGoOn()
	})

	scenario(t, "a body whose rest does not come passes after a while", deadline(exact), func(g *gateway) {
		s := g.open(nil)
		g.enter(func() { g.host.CallOnRequestBody(s.id, []byte(chat(paris)[:20]), false) })
		if !s.isHeld() {
			g.Fatal("the body is not held")
		}
		g.tickUntil(func() bool { return !s.isHeld() })
		s.mustGoOn()
		g.mustBeQuiet()
	})
}

// mustBeUntouched fails when the filter has anything to do with a request or its response.
func mustBeUntouched(s *stream) {
	s.Helper()
	s.mustGoOn()
	if s.upstreamHeaders()["accept-encoding"] != "gzip" {
		s.Errorf("the model gets %v", s.upstreamHeaders())
	}
	if got := s.respond(plainHeaders, answer); len(got) != len(plainHeaders) {
		s.Errorf("the client gets %v", got)
	}
	s.mustBeQuiet()
	if got := s.property("ai_log"); got != "" {
		s.Errorf("ai_log is %s", got)
	}
}
