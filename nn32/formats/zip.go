package formats

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"strings"

	"digitlab/nn32/internal/errfmt"
)

// Zip files by PKWARE's APPNOTE.TXT. archive/zip would be 247 KB of Brotli in a WebAssembly program without package fmt, measured.
const (
	localSignature   = "PK\x03\x04"
	centralSignature = "PK\x01\x02"
	endSignature     = "PK\x05\x06"

	localSize, centralSize, endSize = 30, 46, 22

	maxEntries = 4096
)

// maxUnpacked is the number of bytes that all entries of a zip may have, with those of the zips inside of it.
const maxUnpacked = 32 << 20

// writeZip returns a zip of files that are stored, not compressed: weights hardly shrink. The same files give the same bytes.
func writeZip(files []File) []byte {
	var b, central []byte
	le := binary.LittleEndian
	for _, f := range files {
		// What both headers have: version 2.0, names in UTF-8, stored, 1 January 1980, checksum, sizes, length of the name.
		common := le.AppendUint16(nil, 20)
		common = append(common, 0, 8, 0, 0, 0, 0, 0x21, 0)
		common = le.AppendUint32(common, crc32.ChecksumIEEE(f.Data))
		common = le.AppendUint32(common, uint32(len(f.Data)))
		common = le.AppendUint32(common, uint32(len(f.Data)))
		common = le.AppendUint16(common, uint16(len(f.Name)))
		common = append(common, 0, 0)

		central = append(central, centralSignature+"\x14\x00"...)
		central = append(central, common...)
		central = append(central, make([]byte, 10)...)
		central = le.AppendUint32(central, uint32(len(b)))
		central = append(central, f.Name...)

		b = append(b, localSignature...)
		b = append(b, common...)
		b = append(b, f.Name...)
		b = append(b, f.Data...)
	}
	start := len(b)
	b = append(b, central...)
	b = append(b, endSignature+"\x00\x00\x00\x00"...)
	b = le.AppendUint16(b, uint16(len(files)))
	b = le.AppendUint16(b, uint16(len(files)))
	b = le.AppendUint32(b, uint32(len(central)))
	b = le.AppendUint32(b, uint32(start))
	return append(b, 0, 0)
}

// readZip returns the files of a zip in the order of its directory, without folders and what macOS adds. Their sizes are taken from room,
// the number of bytes that may still be unpacked.
func readZip(data []byte, room *int) ([]File, error) {
	le := binary.LittleEndian
	end := strings.LastIndex(string(data[max(0, len(data)-endSize-1<<16):]), endSignature)
	if end += max(0, len(data)-endSize-1<<16); end < 0 || end+endSize > len(data) {
		return nil, errors.New("the zip has no directory at its end; perhaps it was not downloaded whole")
	}
	entries, at := int(le.Uint16(data[end+10:])), int(le.Uint32(data[end+16:]))
	if entries > maxEntries {
		return nil, errfmt.Errorf("the zip has %d entries, at most %d are taken", entries, maxEntries)
	}
	var files []File
	seen := map[string]bool{}
	for i := range entries {
		if at+centralSize > end || string(data[at:at+4]) != centralSignature {
			return nil, errfmt.Errorf("entry %d of %d of the zip's directory is damaged", i+1, entries)
		}
		h := data[at:]
		length := int(le.Uint16(h[28:]))
		next := at + centralSize + length + int(le.Uint16(h[30:])) + int(le.Uint16(h[32:]))
		if next > end {
			return nil, errfmt.Errorf("entry %d of %d of the zip's directory is damaged", i+1, entries)
		}
		f := File{Name: string(h[centralSize:][:length])}
		if base := f.Name[strings.LastIndexByte(f.Name, '/')+1:]; base == "" || base[0] == '.' || strings.HasPrefix(f.Name, "__MACOSX/") {
			at = next
			continue
		}
		if seen[f.Name] {
			return nil, errfmt.Errorf("the zip has two entries %s", quote(f.Name))
		}
		seen[f.Name] = true
		var err error
		if f.Data, err = unpack(data, h, room); err != nil {
			return nil, errfmt.Errorf("entry %s of the zip: %w", quote(f.Name), err)
		}
		files = append(files, f)
		at = next
	}
	return files, nil
}

// unpack returns what the entry with the header h of the directory contains. The sizes before the data themselves may be missing.
func unpack(data, h []byte, room *int) ([]byte, error) {
	le := binary.LittleEndian
	packed, size, start := int(le.Uint32(h[20:])), int(le.Uint32(h[24:])), int(le.Uint32(h[42:]))
	if le.Uint16(h[8:])&1 != 0 {
		return nil, errors.New("it is encrypted")
	}
	// Packed ones count too, and stored ones: many entries may be the same bytes.
	needed := max(packed, size)
	if needed > *room {
		return nil, errfmt.Errorf("unpacked, all would be larger than %d MB", maxUnpacked>>20)
	}
	if start+localSize > len(data) || string(data[start:start+4]) != localSignature {
		return nil, errors.New("it is not where the directory says")
	}
	start += localSize + int(le.Uint16(data[start+26:])) + int(le.Uint16(data[start+28:]))
	if start+packed > len(data) {
		return nil, errors.New("it goes beyond the end of the file")
	}
	content := data[start : start+packed]
	*room -= needed
	switch method := le.Uint16(h[10:]); method {
	case 0:
		if packed != size {
			return nil, errfmt.Errorf("it is stored, but with %d bytes instead of %d", packed, size)
		}
	case 8:
		var err error
		if content, err = inflate(content, size); err != nil {
			return nil, err
		}
	default:
		return nil, errfmt.Errorf("it is compressed by method %d; only 0 (stored) and 8 (deflated) are read", int(method))
	}
	if crc32.ChecksumIEEE(content) != le.Uint32(h[16:]) {
		return nil, errors.New("its checksum is wrong; the file is damaged")
	}
	return content, nil
}
