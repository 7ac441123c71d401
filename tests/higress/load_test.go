package higress

import (
	"testing"

	"github.com/higress-group/proxy-wasm-go-sdk/proxywasm/types"
)

// The module as it is built, collecting its garbage: of what it hands over only numbers are looked at (see roomy).
func TestManyRequests(t *testing.T) {
	startModule(t, modulePath, distant(exact), func(g *gateway, status types.OnPluginStartStatus) {
		var value string
		for i := range 2_000 {
			id := g.host.InitializeHttpContext()
			g.host.CallOnRequestHeaders(id, requestHeaders(nil), false)
			if action := g.host.CallOnRequestBody(id, []byte(chat(paris)), true); action == types.ActionContinue {
				g.Fatalf("request %d is not held", i)
			}
			get := g.host.GetRedisCalloutAttributesFromContext(id)
			if len(get) != 1 {
				g.Fatalf("request %d asks Redis %d times", i, len(get))
			}
			if value == "" {
				g.host.CallOnRedisCallResponse(get[0].CalloutID, done, []byte(null))
				g.host.CallOnResponseHeaders(id, [][2]string{{":status", "200"}, {"content-type", "application/json"}}, false)
				g.host.CallOnResponseBody(id, []byte(answer), true)
				set := g.host.GetRedisCalloutAttributesFromContext(id)[0]
				value = readCommand(string(set.Query))[2]
				g.host.CallOnRedisCallResponse(set.CalloutID, done, []byte(ok))
			} else {
				redisCall{g: g, id: get[0].CalloutID}.found(value)
				if reply := g.host.GetSentLocalResponse(id); reply == nil || reply.StatusCode != 200 {
					g.Fatalf("request %d is no hit", i)
				}
			}
			g.host.CompleteHttpContext(id)
			g.log.Reset()
		}
	})
}
