package app

import (
	"reflect"
	"regexp"
	"testing"
)

// These tests run twice in the copy: natively, where go-app's own files are built, and as WebAssembly, where slim_wasm.go is built in
// their place. Both must do the same.

type first struct{ Compo }

type second struct{ Compo }

func TestRouterLikeOriginal(t *testing.T) {
	r := makeRouter()
	if r.routed("/") {
		t.Error("a new router routes /")
	}
	r.route("/", func() Composer { return &second{} })
	r.route("/", func() Composer { return &first{} }) // the later one counts
	r.route("/lesson", func() Composer { return &second{} })
	for path, want := range map[string]Composer{
		"/":        &first{},
		"/lesson":  &second{},
		"":         nil,
		"/lesson/": nil,
		"/other":   nil,
		"lesson":   nil,
	} {
		if r.routed(path) != (want != nil) {
			t.Errorf("routed(%q) is %v", path, want == nil)
		}
		got, ok := r.createComponent(path)
		if ok != (want != nil) || reflect.TypeOf(got) != reflect.TypeOf(want) {
			t.Errorf("createComponent(%q) is %T, %v, want %T", path, got, ok, want)
		}
	}
	a, _ := r.createComponent("/")
	if b, _ := r.createComponent("/"); a == b {
		t.Error("two visits share one component")
	}
}

func TestClientResourceResolverLikeOriginal(t *testing.T) {
	const bucket = "https://example.org/bucket/web"
	for _, c := range []struct{ resources, location, want string }{
		{"/web", "/web/style.css", "/web/style.css"},
		{"/web", "web/style.css", "/web/style.css"},
		{"/lab/web", "/web/icons/192.png", "/lab/web/icons/192.png"},
		{bucket, "/web/style.css", bucket + "/style.css"},
		{bucket, "/web/folder/", bucket + "/folder"},
		{bucket, "/web", bucket + "/web"},
		{bucket, "web", bucket + "/web"},
		{bucket, "/web/", bucket + "/web"},
		{bucket, "/web/web/x", bucket + "/web/x"},
		{bucket, "/webs/style.css", "/webs/style.css"},
		{bucket, "//web/style.css", "//web/style.css"},
		{bucket, "/style.css", "/style.css"},
		{bucket, "https://example.org/web/style.css", "https://example.org/web/style.css"},
		{bucket, "http://example.org/web/style.css", "http://example.org/web/style.css"},
		{bucket, "data:image/png;base64,AA==", "data:image/png;base64,AA=="},
		{bucket, "", ""},
		{"", "/web/style.css", "/style.css"},
	} {
		if got := clientResourceResolver(c.resources)(c.location); got != c.want {
			t.Errorf("with resources at %q, %q is at %q, want %q", c.resources, c.location, got, c.want)
		}
	}
}

func TestRandomUUIDLikeOriginal(t *testing.T) {
	version4 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	a, b := randomUUID(), randomUUID()
	if !version4.MatchString(a) || !version4.MatchString(b) || a == b {
		t.Errorf("%s and %s are not two random UUIDs", a, b)
	}
}

func TestElementsLikeOriginal(t *testing.T) {
	for want, element := range map[string]UI{
		`<div id="a"></div>`:          Div().ID("%s", "a"),
		"<p>1</p>":                    P().Text(1),
		`<input type="checkbox">`:     Input().Type("checkbox"),
		`<td colspan="2"></td>`:       Td().ColSpan(2),
		`<button disabled></button>`:  Button().Disabled(true),
		"<ul>\n  <li>one</li>\n</ul>": Ul().Body(If(false, func() UI { return Li() }), Li().Text("one")),
		`<mark class="a b"></mark>`:   Elem("mark").Class("a").Class("b"),
		`<rect role="none">`:          ElemSelfClosing("rect").Role("none"),
	} {
		if got := HTMLString(element); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, c := range []struct {
		before, after UI
		can           bool
	}{
		{Div(), Div(), true},
		{Div(), Span(), false},
		{Elem("mark"), Elem("mark"), true},
		{Elem("mark"), Elem("rect"), false},
		{Div(), Text("div"), false},
		{&first{}, &second{}, false},
		{&first{}, Div(), false},
	} {
		if (nodeManager{}).CanUpdate(c.before, c.after) != c.can {
			t.Errorf("that %s is updated with %s is %v", HTMLString(c.before), HTMLString(c.after), !c.can)
		}
	}
}
