package dom

import (
	"strings"
	"time"

	"github.com/maxence-charriere/go-app/v10/pkg/app"
)

// FileInput is a file input that is opened by a button, so that the keyboard reaches it. It is emptied after each choice, so that
// the same file can be chosen again. It offers every file: a phone that does not know a type's name would offer none.
func FileInput(id string, off bool, got func(ctx app.Context, file app.Value)) app.UI {
	return Disabled(app.Input().ID(id).Type("file").Class("file").Hidden(true).TabIndex(-1), off).
		OnChange(func(ctx app.Context, _ app.Event) {
			input := ctx.JSSrc()
			if file := input.Get("files").Index(0); file.Truthy() {
				got(ctx, file)
			}
			input.Set("value", "")
		})
}

// OpenInput opens the browser's dialog to choose a file.
func OpenInput(id string) { app.Window().GetElementByID(id).Call("click") }

// ReadFile calls got with the bytes of a file, or with nil if the file is larger than most bytes or cannot be read.
func ReadFile(ctx app.Context, file app.Value, most int, got func(b []byte)) {
	if file.Get("size").Int() > most {
		got(nil)
		return
	}
	do := func(f func()) { ctx.Dispatch(func(app.Context) { f() }) }
	Await(do, file.Call("arrayBuffer"), func(buffer app.Value) { got(Bytes(buffer)) }, func(app.Value) { got(nil) })
}

// TakeDropped calls got, on go-app's goroutine, with files that are dropped anywhere on the page until stop is called: for files that nothing
// takes, the browser would leave the page. A picture is left to the element that it is dropped on, if that takes pictures.
func TakeDropped(ctx app.Context, got func(ctx app.Context, files app.Value)) (stop func()) {
	take := func(e, files app.Value) {
		e.Call("preventDefault")
		ctx.Dispatch(func(ctx app.Context) { got(ctx, files) })
	}
	stops := []func(){
		Listen(app.Window(), "dragover", false, func(e app.Value) { e.Call("preventDefault") }),
		Listen(app.Window(), "drop", true, func(e app.Value) {
			if files := e.Get("dataTransfer").Get("files"); files.Length() > 0 && !IsPicture(files.Index(0)) {
				e.Call("stopPropagation")
				take(e, files)
			}
		}),
		Listen(app.Window(), "drop", false, func(e app.Value) {
			if !e.Get("defaultPrevented").Bool() {
				take(e, e.Get("dataTransfer").Get("files"))
			}
		}),
	}
	return func() {
		for _, stop := range stops {
			stop()
		}
	}
}

// IsPicture reports whether a file says that it is a picture.
func IsPicture(file app.Value) bool { return strings.HasPrefix(Text(file.Get("type")), "image/") }

// Bytes returns the bytes of an ArrayBuffer.
func Bytes(buffer app.Value) []byte {
	array := app.Window().Get("Uint8Array").New(buffer)
	b := make([]byte, array.Length())
	app.CopyBytesToGo(b, array)
	return b
}

// FileName names a file to save, such as digit-lab-run-2026-11-29T152607-my-run.digitlab. It is in ASCII without spaces, so that no
// program garbles it, and files are in the order of their time, which is in milliseconds since 1970. name may be empty; of other
// alphabets nothing is left.
func FileName(kind string, milliseconds int64, name, extension string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9') })
	at := strings.ReplaceAll(clock(milliseconds), ":", "")
	return strings.Join(append([]string{"digit-lab", kind, at}, words...), "-") + extension
}

// SaveBytes offers bytes as a download.
func SaveBytes(name string, b []byte) {
	array := app.Window().Get("Uint8Array").New(len(b))
	app.CopyBytesToJS(array, b)
	save(name, app.Window().Get("Blob").New([]any{array}, map[string]any{"type": "application/octet-stream"}))
}

// SaveText offers a text as a download.
func SaveText(name, kind, content string) { save(name, blobOf(kind, content)) }

// SavePNG draws an SVG picture at twice its size and offers it as a download.
func SavePNG(name, drawing string, width, height int) {
	address := objectURL("createObjectURL", blobOf("image/svg+xml", drawing))
	image := app.Window().Get("Image").New()
	image.Set("src", address)
	image.Call("decode").Then(func(app.Value) {
		defer objectURL("revokeObjectURL", address)
		canvas := app.Window().Get("document").Call("createElement", "canvas")
		canvas.Set("width", 2*width)
		canvas.Set("height", 2*height)
		canvas.Call("getContext", "2d").Call("drawImage", image, 0, 0, 2*width, 2*height)
		savePicture(name, canvas)
	})
}

// SaveCanvas offers what is on a canvas as a PNG picture, on a colour.
func SaveCanvas(name string, canvas app.Value, back string) {
	copied := app.Window().Get("document").Call("createElement", "canvas")
	width, height := canvas.Get("width").Int(), canvas.Get("height").Int()
	copied.Set("width", width)
	copied.Set("height", height)
	context := copied.Call("getContext", "2d")
	context.Set("fillStyle", back)
	context.Call("fillRect", 0, 0, width, height)
	context.Call("drawImage", canvas, 0, 0)
	savePicture(name, copied)
}

// savePicture offers a canvas as a PNG picture.
func savePicture(name string, canvas app.Value) {
	var made app.Func
	made = app.FuncOf(func(_ app.Value, args []app.Value) any {
		save(name, args[0])
		made.Release()
		return nil
	})
	canvas.Call("toBlob", made, "image/png")
}

func blobOf(kind, content string) app.Value {
	return app.Window().Get("Blob").New([]any{content}, map[string]any{"type": kind})
}

func objectURL(method string, of any) app.Value { return app.Window().Get("URL").Call(method, of) }

// save offers a blob as a download, or in another way where a download would be lost. Its address stays valid for a while, because the
// browser reads it later.
func save(name string, blob app.Value) {
	if InApp() != NoApp {
		handOver(name, blob)
		return
	}
	address := objectURL("createObjectURL", blob)
	makeElement("a", map[string]any{"href": address, "download": name}).Call("click")
	time.AfterFunc(time.Minute, func() { objectURL("revokeObjectURL", address) })
}
