package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// module returns a program with a section that is no data, and with segments of data at addresses.
func module(segments map[int][]byte) []byte {
	body := binary.AppendUvarint(nil, uint64(len(segments)))
	for address, data := range segments {
		body = appendSigned(append(body, active, i32Const), address)
		body = binary.AppendUvarint(append(body, end), uint64(len(data)))
		body = append(body, data...)
	}
	m := []byte("\x00asm\x01\x00\x00\x00\x05\x03\x01\x00\x10\x0b")
	m = binary.AppendUvarint(m, uint64(len(body)))
	return append(m, body...)
}

// memoryOf returns the memory of a program that module made, or that comes of one.
func memoryOf(t *testing.T, program []byte) []byte {
	t.Helper()
	r := reader{b: program[14:]}
	memory, err := load(r.bytes(r.number()))
	if err != nil || r.err != nil || len(r.b) != 0 {
		t.Fatal(err, r.err, len(r.b))
	}
	return memory
}

// functionTables are tables about one function. By address it has the values "stck" and "data", which are needed, and lines. Without a
// line where it starts it has no files either.
func functionTables(lines string, stack, file, line, startLine int) []byte {
	b := append([]byte(magic), make([]byte, 64)...)
	values := "\x00stck" + lines + "data"
	names, units := "main.main\x00", "units and files"
	if startLine == 0 {
		units = strings.Repeat("\x00", len(units))
	}
	at := len(b) + len(names)
	for field, v := range map[int]int{functionsAt: 1, 32: len(b), unitsAt: at, filesAt: at + 5, valuesAt: at + len(units), infosAt: at + len(units) + len(values)} {
		binary.LittleEndian.PutUint64(b[field:], uint64(v))
	}
	b = append(b, names+units+values...)
	for _, v := range []int{0, 12, 4, 12, 0, 8, 0, stack, file, line, 2, startLine, startLine, 0, line, 1 + 4 + len(lines)} {
		b = binary.LittleEndian.AppendUint32(b, uint32(v))
	}
	return append(b, '.') // a program does not end in zeros
}

func TestShrink(t *testing.T) {
	var table []byte
	const functions = 300
	for i := range functions * rows {
		table = append(table, rowOf(uint32(i/rows))...)
	}
	before, behind := []byte("before"), []byte("behind")
	const at, far, last = 64, 1 << 20, 1 << 21
	program := module(map[int][]byte{1: before, at: table, far: behind, last: functionTables("lines", 1, 5, 7, 9)})
	small, err := shrink(program)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(small[:14], program[:14]) {
		t.Error("another section is changed")
	}
	if len(small) > len(program)/8 {
		t.Errorf("%d bytes became %d", len(program), len(small))
	}
	want := memoryOf(t, program)
	for i := range functions * rows {
		if i%rows != 0 {
			clear(want[at+i*row:][:row])
		}
	}
	copy(want[last:], functionTables("\x00\x00\x00\x00\x00", 1, 0, 0, 0))
	if got := memoryOf(t, small); !bytes.Equal(got, want) {
		t.Error("the memory is another")
	}
	if _, err := shrink(small); err == nil || !strings.Contains(err.Error(), "table") {
		t.Errorf("a program without the table: %v", err)
	}
	if _, err := shrink(module(map[int][]byte{at: table})); err == nil || !strings.Contains(err.Error(), "pcHeader") {
		t.Errorf("a program without the tables about functions: %v", err)
	}
	whole := functionTables("lines", 1, 5, 7, 9)
	for n := range len(whole) - 1 {
		if err := clearLines(bytes.Clone(whole[:n])); err == nil {
			t.Errorf("of %d bytes %d were taken for the tables about functions", len(whole), n)
		}
	}
	for n := range len(small) {
		if shortened, err := shrink(small[:n]); err == nil && n != 8 && n != 13 {
			t.Errorf("of %d bytes %d were taken for a program, of %d", len(small), n, len(shortened))
		}
	}
}

// What Go builds knows its functions as before.
func TestShrunkProgramKnowsItsFunctions(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("there is no node")
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	source, program := filepath.Join(dir, "main.go"), filepath.Join(dir, "main.wasm")
	const text = `package main

import "runtime"

//go:noinline
func deep(n int) {
	if n > 0 {
		deep(n - 1)
		return
	}
	runtime.GC() // walks the stack
	panic("the end")
}

func main() { deep(3) }
`
	if err := os.WriteFile(source, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	build := exec.Command("go", "build", "-o", program, source)
	build.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	trace := func() string {
		out, err := exec.Command(node, filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), program).CombinedOutput()
		if err == nil {
			t.Fatal("the program did not panic")
		}
		return string(out)
	}
	before := trace()
	if strings.Count(before, "main.deep(") != 4 || !strings.Contains(before, "main.main()") {
		t.Fatalf("this trace is not as expected:\n%s", before)
	}
	if err := run(program); err != nil {
		t.Fatal(err)
	}
	before = regexp.MustCompile(`\t\S+:\d+`).ReplaceAllString(before, "\t?:0")
	if after := trace(); after != before {
		t.Errorf("the trace is another:\n%s\n%s", after, before)
	}

	// Nor does it read what was taken out: with other numbers there, which would lead it out of the table, it does the same.
	b, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, misled(t, b), 0o777); err != nil {
		t.Fatal(err)
	}
	if after := trace(); after != before {
		t.Errorf("the program reads the rows that are taken out:\n%s", after)
	}
}

// misled returns a program that shrink made with wrong numbers in the rows that are taken out.
func misled(t *testing.T, program []byte) []byte {
	t.Helper()
	out := bytes.Clone(program[:8])
	for r := (reader{b: program[8:]}); len(r.b) > 0; {
		section, body := r.byte(), r.bytes(r.number())
		if section == 11 {
			memory, err := load(body)
			if err != nil {
				t.Fatal(err)
			}
			var start []byte
			for function := range uint32(8) {
				start = append(append(start, rowOf(function)...), make([]byte, row*(rows-1))...)
			}
			at := bytes.Index(memory, start)
			if at < 0 {
				t.Fatal("the table is not there")
			}
			table := memory[at:]
			for i := 0; bytes.Equal(table[:row], rowOf(uint32(i/rows))) || i%rows != 0 && bytes.Equal(table[:row], make([]byte, row)); i++ {
				if i%rows != 0 {
					copy(table, "\xff\xff\xff\x7f")
				}
				table = table[row:]
			}
			body = store(memory)
		}
		out = binary.AppendUvarint(append(out, section), uint64(len(body)))
		out = append(out, body...)
	}
	return out
}
