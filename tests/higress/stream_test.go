package higress

import (
	"strings"

	"github.com/higress-group/proxy-wasm-go-sdk/proxywasm/types"
)

// header is a header in place of the usual one of that name; without a value, none in its place.
type header = [2]string

// headers are those of a message by name.
type headers map[string]string

// stream is one request on its way through the gateway.
type stream struct {
	*gateway
	id uint32
	// reply is the answer of the cache; nil where there is none.
	reply *localReply
}

// localReply is an answer that the gateway gave in place of the model.
type localReply struct {
	status  uint32
	details string
	headers headers
	body    string
}

// request sends a request for a chat completion, its body in these pieces.
func (g *gateway) request(changes []header, pieces ...string) *stream {
	g.Helper()
	s := g.open(changes)
	for i, piece := range pieces {
		g.enter(func() { g.host.CallOnRequestBody(s.id, []byte(piece), i == len(pieces)-1) })
	}
	return s
}

// ask sends a request for a chat completion, which must then be held.
func (g *gateway) ask(body string, changes ...header) *stream {
	g.Helper()
	s := g.request(changes, body)
	if !s.isHeld() {
		g.Fatalf("the request is not held:\n%s", g.log)
	}
	return s
}

// open sends the headers of a request for a chat completion.
func (g *gateway) open(changes []header) *stream {
	g.Helper()
	s := g.newStream()
	g.enter(func() { g.host.CallOnRequestHeaders(s.id, requestHeaders(changes), false) })
	return s
}

func (g *gateway) newStream() *stream {
	s := &stream{gateway: g, id: g.host.InitializeHttpContext()}
	g.streams = append(g.streams, s)
	return s
}

func requestHeaders(changes []header) [][2]string {
	all := headers{
		":method": "POST", ":path": "/v1/chat/completions", ":authority": "llm.example.com",
		"content-type": "application/json", "accept-encoding": "gzip",
	}
	for _, change := range changes {
		if change[1] == "" {
			delete(all, change[0])
		} else {
			all[change[0]] = change[1]
		}
	}
	var list [][2]string
	for name, value := range all {
		list = append(list, header{name, value})
	}
	return list
}

// isHeld tells whether the request waits: it has not gone on, and nobody has been answered.
func (s *stream) isHeld() bool {
	return s.host.GetCurrentHttpStreamAction(s.id) != types.ActionContinue && s.reply == nil
}

// mustGoOn fails unless the request is on its way to the model.
func (s *stream) mustGoOn() {
	s.Helper()
	if s.reply != nil {
		s.Fatalf("the cache has answered: %+v", *s.reply)
	}
	if s.isHeld() {
		s.Fatalf("the request is still held:\n%s", s.log)
	}
}

// respond lets the model answer with a body in these pieces, and an empty last one, as Envoy has it.
func (s *stream) respond(all headers, pieces ...string) headers {
	marked := s.respondUnfinished(all, pieces...)
	s.enter(func() { s.host.CallOnResponseBody(s.id, nil, true) })
	return marked
}

// respondUnfinished lets the model begin to answer; the headers are those the client then sees.
func (s *stream) respondUnfinished(all headers, pieces ...string) headers {
	list := [][2]string{}
	for name, value := range all {
		list = append(list, header{name, value})
	}
	s.enter(func() { s.host.CallOnResponseHeaders(s.id, list, false) })
	marked := byName(s.host.GetCurrentResponseHeaders(s.id))
	for _, piece := range pieces {
		s.enter(func() { s.host.CallOnResponseBody(s.id, []byte(piece), false) })
	}
	return marked
}

// upstreamHeaders are the request's headers as the model would see them.
func (s *stream) upstreamHeaders() headers {
	return byName(s.host.GetCurrentRequestHeaders(s.id))
}

// copyReply takes note of the answer that the cache has given.
func (s *stream) copyReply() {
	sent := s.host.GetSentLocalResponse(s.id)
	if s.reply == nil && sent != nil {
		details := strings.Clone(sent.StatusCodeDetail)
		s.reply = &localReply{sent.StatusCode, details, byName(sent.Headers), string(sent.Data)}
	}
}

// mustReply is the answer of the cache, which must be there.
func (s *stream) mustReply() *localReply {
	s.Helper()
	if s.reply == nil {
		s.Fatalf("the cache does not answer:\n%s", s.log)
	}
	return s.reply
}

// byName copies headers.
func byName(list [][2]string) headers {
	all := headers{}
	for _, pair := range list {
		all[strings.Clone(pair[0])] = strings.Clone(pair[1])
	}
	return all
}
