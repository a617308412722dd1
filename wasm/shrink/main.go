// Command shrink takes out of a program that Go built for WebAssembly what nobody reads:
//
//	go run ./wasm/shrink FILE
//
// First, the files and lines of the source. Only the trace of a crash has them. It still names each function, and says ?:0 of its line;
// a program that is built by hand says the rest. They are a twelfth of the trainer's Brotli.
//
// Second, what the program itself never reads. It is a part of the table by which Go finds the function of an address. The table has a row for every 4,096 addresses, and a
// function of WebAssembly has 65,536 addresses, so 16 rows in turn are alike, and the runtime reads the first of them (findfunc in
// runtime/symtab.go). The other 15 are a seventh of the page's program: 1.2 MB, and 0.1 MB of its Brotli.
package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
)

// A row of the table is the number of a function (uint32) and, for each 256 addresses of the row, what is to be added to that number:
// 0, because two functions never share a row.
const (
	row  = 4 + 16
	rows = 16 // of a function
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: go run ./wasm/shrink FILE")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "wasm/shrink:", err)
		os.Exit(1)
	}
}

func run(path string) error {
	program, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	program, err = shrink(program)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return os.WriteFile(path, program, 0o777)
}

// shrink returns the program without the rows that it does not read.
func shrink(program []byte) ([]byte, error) {
	const header, dataSection = 8, 11
	if len(program) < header || string(program[:4]) != "\x00asm" {
		return nil, errors.New("this is no WebAssembly")
	}
	out := bytes.Clone(program[:header])
	for r := (reader{b: program[header:]}); len(r.b) > 0; {
		section := r.byte()
		body := r.bytes(r.number())
		if r.err != nil {
			return nil, r.err
		}
		if section == dataSection {
			memory, err := load(body)
			if err != nil {
				return nil, err
			}
			if err := clearUnread(memory); err != nil {
				return nil, err
			}
			if err := clearLines(memory); err != nil {
				return nil, err
			}
			body = store(memory)
		}
		out = append(out, section)
		out = binary.AppendUvarint(out, uint64(len(body)))
		out = append(out, body...)
	}
	return out, nil
}

// clearUnread sets the rows to zero that are not the first of a function.
func clearUnread(memory []byte) error {
	// No other data begin like this table: with the rows of the functions 1, 2, 3 and so on, after those of the function 0.
	var start []byte
	for function := range uint32(8) {
		start = append(start, bytes.Repeat(rowOf(function), rows)...)
	}
	at := bytes.Index(memory, start)
	if at < 0 {
		return errors.New("the table of functions is not as Go 1.27 makes it; compare findfunc in runtime/symtab.go and findfunctab in cmd/link with wasm/shrink")
	}
	table := memory[at:]
	for i := 0; len(table) >= row && bytes.Equal(table[:row], rowOf(uint32(i/rows))); i++ {
		if i%rows != 0 {
			clear(table[:row])
		}
		table = table[row:]
	}
	return nil
}

func rowOf(function uint32) []byte {
	return append(binary.LittleEndian.AppendUint32(nil, function), make([]byte, row-4)...)
}

// The header of the tables about functions, pcHeader in runtime/symtab.go: what it begins with, and the places in it of the number of
// functions and of the offsets of tables.
const (
	magic       = "\xf1\xff\xff\xff\x00\x00\x01\x08"
	functionsAt = 8
	unitsAt     = 40 // the files of each compilation unit
	filesAt     = 48 // the names of files, until the next table begins
	valuesAt    = 56 // tables of values by address
	infosAt     = 64 // for each function its address and where its _func is
)

// The fields of a _func in runtime/runtime2.go, in bytes. An offset of 0 stands for no table of values.
const (
	stackAt     = 16 // the table of the stack's size
	fileAt      = 20 // the table of files
	lineAt      = 24 // the table of lines
	dataCountAt = 28
	unitAt      = 32
	startLineAt = 36
	dataAt      = 44 // the other tables. The first, of where a signal must not stop the function, serves nothing: here are no signals
)

// clearLines sets to zero by what the runtime finds the file and line of an address, and where a signal must not stop a function. Functions
// share tables that are equal, so a table stays where it serves for something else.
func clearLines(memory []byte) error {
	unlike := errors.New("the tables about functions are not as Go 1.27 makes them; compare pcHeader and _func of the runtime with wasm/shrink")
	at := bytes.Index(memory, []byte(magic))
	if at < 0 {
		return unlike
	}
	tables := memory[at:]
	offset := func(at int) int {
		if at < 0 || at > len(tables)-8 {
			return len(tables)
		}
		return int(min(binary.LittleEndian.Uint64(tables[at:]), uint64(len(tables))))
	}
	functions, units, files, values, infos := offset(functionsAt), offset(unitsAt), offset(filesAt), offset(valuesAt), offset(infosAt)
	if units > files || files > values || values > infos || functions > (len(tables)-infos)/8 {
		return unlike
	}
	byAddress := tables[values:infos]
	needed, unneeded := make([]bool, len(byAddress)+1), make([]bool, len(byAddress)+1)
	for i := range functions {
		f := tables[infos:]
		if f = f[min(int(binary.LittleEndian.Uint32(f[8*i+4:])), len(f)):]; len(f) < dataAt {
			return unlike
		}
		field := func(at int) int { return int(binary.LittleEndian.Uint32(f[at:])) }
		mark := func(marked []bool, at int) bool {
			if field(at) >= len(byAddress) {
				return false
			}
			marked[field(at)] = true
			return true
		}
		count := field(dataCountAt)
		ok := count <= (len(f)-dataAt)/4 && mark(needed, stackAt) && mark(unneeded, fileAt) && mark(unneeded, lineAt)
		for k := 0; ok && k < count; k++ {
			if k == 0 {
				ok = mark(unneeded, dataAt)
			} else {
				ok = mark(needed, dataAt+4*k)
			}
		}
		if !ok {
			return unlike
		}
		if count > 0 {
			clear(f[dataAt : dataAt+4])
		}
		clear(f[fileAt:dataCountAt])
		clear(f[unitAt : startLineAt+4])
	}
	clear(tables[units:values])
	clearing := false
	for i := range byAddress {
		if needed[i] || unneeded[i] {
			clearing = !needed[i]
		}
		if clearing {
			byAddress[i] = 0
		}
	}
	return nil
}

// In a section of data each segment has these before its bytes: its kind, its address as an expression, its length.
const (
	active   = 0x00 // is copied to the memory when the program starts
	i32Const = 0x41
	end      = 0x0b
)

// load returns the memory as a section of data makes it.
func load(section []byte) ([]byte, error) {
	var memory []byte
	r := reader{b: section}
	for range r.number() {
		if kind, op := r.byte(), r.byte(); r.err == nil && (kind != active || op != i32Const) {
			return nil, errors.New("a segment of data has no fixed address")
		}
		address := r.number()
		if r.byte() != end && r.err == nil {
			return nil, errors.New("the address of a segment of data is computed")
		}
		data := r.bytes(r.number())
		if r.err != nil {
			return nil, r.err
		}
		memory = append(memory, make([]byte, max(0, address+len(data)-len(memory)))...)
		copy(memory[address:], data)
	}
	return memory, r.err
}

// store returns a section of data that makes the memory. It leaves out zeros, as Go's linker does, but not less than 100 in turn: to
// leave out 8, as the linker does, takes 0.4 % off the program and adds 2 % to its Brotli, for which the addresses of segments are worse.
func store(memory []byte) []byte {
	const enough = 100
	var segments []byte
	n := 0
	for address := 0; address < len(memory); {
		if memory[address] == 0 {
			address++
			continue
		}
		length, zeros := 0, 0
		for i := address; i < len(memory) && zeros < enough; i++ {
			if zeros++; memory[i] != 0 {
				length, zeros = i+1-address, 0
			}
		}
		segments = append(segments, active, i32Const)
		segments = appendSigned(segments, address)
		segments = append(segments, end)
		segments = binary.AppendUvarint(segments, uint64(length))
		segments = append(segments, memory[address:address+length]...)
		address += length
		n++
	}
	return append(binary.AppendUvarint(nil, uint64(n)), segments...)
}

// appendSigned appends a number that is not negative as a signed LEB128, whose highest bit is the sign.
func appendSigned(b []byte, n int) []byte {
	b = binary.AppendUvarint(b, uint64(n))
	if last := len(b) - 1; b[last]&0x40 != 0 {
		b[last] |= 0x80
		b = append(b, 0)
	}
	return b
}

// reader reads from b. After the first error it reads zeros.
type reader struct {
	b   []byte
	err error
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.b, r.err = nil, errors.New("the program ends too early")
		return nil
	}
	read := r.b[:n]
	r.b = r.b[n:]
	return read
}

func (r *reader) byte() byte {
	if b := r.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

// number reads a LEB128 of at most 31 bits that is not negative.
func (r *reader) number() int {
	n, length := binary.Uvarint(r.b)
	if length <= 0 || n >= 1<<31 {
		r.b, r.err = nil, errors.New("a number of the program is not clear")
		return 0
	}
	r.b = r.b[length:]
	return int(n)
}
