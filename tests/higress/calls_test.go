package higress

import (
	"slices"
	"strconv"
	"strings"
)

const (
	// done is how the host says that a Redis call has been answered; anything else is an error without a reply.
	done    = 0
	timeout = 2

	null = "$-1\r\n"
	ok   = "+OK\r\n"
)

// redisCall is a command on its way to Redis.
type redisCall struct {
	g       *gateway
	id      uint32
	cluster string
	args    []string
}

// copyCalls takes note of the calls that have been made from a context.
func (g *gateway) copyCalls(context uint32) {
	for _, call := range g.host.GetRedisCalloutAttributesFromContext(context) {
		isKnown := slices.ContainsFunc(g.redis, func(known redisCall) bool { return known.id == call.CalloutID })
		if !isKnown {
			args := readCommand(string(call.Query))
			if args == nil {
				g.Fatalf("not a RESP array of bulk strings: %q", call.Query)
			}
			args[0] = strings.ToUpper(args[0])
			g.redis = append(g.redis, redisCall{g, call.CalloutID, strings.Clone(call.Upstream), args})
		}
	}
	for _, call := range g.host.GetCalloutAttributesFromContext(context) {
		isKnown := slices.ContainsFunc(g.http, func(known httpCall) bool { return known.id == call.CalloutID })
		if !isKnown {
			upstream, all := strings.Clone(call.Upstream), byName(call.Headers)
			g.http = append(g.http, httpCall{g, call.CalloutID, upstream, all, string(call.Body)})
		}
	}
}

// redisCall is the one command under way, which must be this one.
func (g *gateway) redisCall(name string) redisCall {
	g.Helper()
	if len(g.redis) != 1 || g.redis[0].args[0] != name {
		g.Fatalf("expected one %s, got %v:\n%s", name, g.redis, g.log)
	}
	return g.redis[0]
}

// reply answers the command.
func (c redisCall) reply(status int32, reply string) {
	c.g.redis = slices.DeleteFunc(c.g.redis, func(call redisCall) bool { return call.id == c.id })
	c.g.enter(func() { c.g.host.CallOnRedisCallResponse(c.id, status, []byte(reply)) })
}

// found answers a GET with this value.
func (c redisCall) found(value string) {
	c.reply(done, "$"+strconv.Itoa(len(value))+"\r\n"+value+"\r\n")
}

func (c redisCall) String() string { return strings.Join(c.args, " ") + " to " + c.cluster }

// key is the first argument.
func (c redisCall) key() string { return c.args[1] }

// httpCall is a call to a service over HTTP.
type httpCall struct {
	g       *gateway
	id      uint32
	cluster string
	headers headers
	body    string
}

// httpCall is the one HTTP call under way, which must go to this cluster and path.
func (g *gateway) httpCall(cluster, path string) httpCall {
	g.Helper()
	g.describeCollection()
	if len(g.http) != 1 || g.http[0].cluster != cluster || g.http[0].headers[":path"] != path {
		g.Fatalf("expected one call to %s%s, got %v:\n%s", cluster, path, g.http, g.log)
	}
	return g.http[0]
}

// describeCollection answers the call in which the module looks at its collection before it uses it.
func (g *gateway) describeCollection() {
	for _, call := range g.http {
		if call.headers[":method"] == "GET" && call.headers[":path"] == collection {
			call.reply(200, described)
			return
		}
	}
}

func (c httpCall) String() string { return c.headers[":path"] + " of " + c.cluster }

func (c httpCall) reply(status int, body string) {
	list := [][2]string{{":status", strconv.Itoa(status)}, {"content-type", "application/json"}}
	c.g.http = slices.DeleteFunc(c.g.http, func(call httpCall) bool { return call.id == c.id })
	c.g.enter(func() { c.g.host.CallOnHttpCallResponse(c.id, list, nil, []byte(body)) })
}

// mustBeQuiet fails when there is a call under way.
func (g *gateway) mustBeQuiet() {
	g.Helper()
	g.describeCollection()
	if len(g.redis)+len(g.http) > 0 {
		g.Fatalf("calls are under way: %v %v", g.redis, g.http)
	}
}

// readCommand reads a RESP array of bulk strings; nil where it is anything else.
func readCommand(text string) []string {
	count, rest, isArray := readLength(text, "*")
	if !isArray {
		return nil
	}
	var args []string
	for range count {
		size, tail, isBulk := readLength(rest, "$")
		if !isBulk || len(tail) < size+2 || tail[size:size+2] != "\r\n" {
			return nil
		}
		args = append(args, strings.Clone(tail[:size]))
		rest = tail[size+2:]
	}
	if rest != "" {
		return nil
	}
	return args
}

func readLength(text, mark string) (length int, rest string, ok bool) {
	line, rest, isLine := strings.Cut(text, "\r\n")
	digits, isMarked := strings.CutPrefix(line, mark)
	length, err := strconv.Atoi(digits)
	return length, rest, isLine && isMarked && err == nil && length >= 0
}
