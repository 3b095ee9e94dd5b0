// Checks an exported log with the packages of Go's own checksum database, which know nothing of accord.
//
//	verify DIR      reads DIR as a stranger would, and says "OK" with what was checked
//	verify sign     prints a new private key, its verifier key, and a note signed with it
package main

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder struct{ path string }

func (f folder) Height() int                       { return 8 }
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range tiles {
		// Go's paths name the height of the tiles; those of C2SP do not.
		data, err := os.ReadFile(filepath.Join(f.path, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		read = append(read, data)
	}
	return read, nil
}

func must(err error) {
	if err != nil {
		log.Fatal("FAIL: ", err)
	}
}

func hash(text string) (found tlog.Hash) {
	data, err := base64.StdEncoding.DecodeString(text)
	must(err)
	if copy(found[:], data) != tlog.HashSize || len(data) != tlog.HashSize {
		log.Fatal("FAIL: this is no hash")
	}
	return found
}

func number(text string) int64 {
	found, err := strconv.ParseInt(text, 10, 64)
	must(err)
	return found
}

// opened returns size and root of a checkpoint that the verifier has signed.
func opened(signed []byte, verifier note.Verifier) (int64, tlog.Hash) {
	read, err := note.Open(signed, note.VerifierList(verifier))
	must(err)
	lines := strings.Split(read.Text, "\n")
	if lines[0] != verifier.Name() || len(lines) != 4 {
		log.Fatal("FAIL: a checkpoint of another log")
	}
	return number(lines[1]), hash(lines[2])
}

func file(parts ...string) []byte {
	data, err := os.ReadFile(filepath.Join(parts...))
	must(err)
	return data
}

func names(pattern string) []string {
	found, err := filepath.Glob(pattern)
	must(err)
	return found
}

func hashes(lines []string) (found []tlog.Hash) {
	for _, line := range lines {
		if line != "" {
			found = append(found, hash(line))
		}
	}
	return found
}

// entries returns every entry of the bundles, each of which must be behind an authenticated leaf.
func entries(path string, size int64, reader tlog.HashReader) (found [][]byte) {
	for first := int64(0); first < size; first += 256 {
		width := size - first
		if width > 256 {
			width = 256
		}
		tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: int(width)}
		bundle := file(path, strings.Replace(tile.Path(), "tile/8/0/", "tile/entries/", 1))
		for len(bundle) > 0 {
			length := 2 + int(binary.BigEndian.Uint16(bundle))
			leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, int64(len(found)))})
			must(err)
			if tlog.RecordHash(bundle[2:length]) != leaf[0] {
				log.Fatalf("FAIL: entry %d", len(found))
			}
			found, bundle = append(found, bundle[2:length]), bundle[length:]
		}
	}
	return found
}

func checked(path string) {
	verifier, err := note.NewVerifier(strings.TrimSpace(string(file(path, "vkey"))))
	must(err)
	size, root := opened(file(path, "checkpoint"), verifier)
	reader := tlog.TileHashReader(tlog.Tree{N: size, Hash: root}, folder{path})
	got, err := tlog.TreeHash(size, reader)
	must(err)
	if got != root {
		log.Fatal("FAIL: another root")
	}
	all := entries(path, size, reader)
	proofs := names(filepath.Join(path, "proofs", "*"))
	for _, name := range proofs {
		head, signed, _ := strings.Cut(string(file(name)), "\n\n")
		lines := strings.Split(head, "\n")
		at, count := number(strings.TrimPrefix(lines[1], "index ")), int64(0)
		count, root := opened([]byte(signed), verifier)
		proof := tlog.RecordProof(hashes(lines[2:]))
		must(tlog.CheckRecord(proof, count, root, at, tlog.RecordHash(all[at])))
		ours, err := tlog.ProveRecord(count, at, reader)
		must(err)
		if lines[0] != "c2sp.org/tlog-proof@v1" || fmt.Sprint(ours) != fmt.Sprint(proof) {
			log.Fatal("FAIL: a proof that is not Go's own")
		}
	}
	earlier := names(filepath.Join(path, "checkpoints", "*"))
	for _, name := range earlier {
		old, oldRoot := opened(file(name), verifier)
		proof := tlog.TreeProof(hashes(strings.Split(string(file(path, "consistency", filepath.Base(name))), "\n")))
		must(tlog.CheckTree(proof, size, root, old, oldRoot))
	}
	fmt.Printf("OK %d entries, %d proofs, %d earlier checkpoints\n", len(all), len(proofs), len(earlier))
}

func sign() {
	secret, public, err := note.GenerateKey(rand.Reader, "go.example/log")
	must(err)
	signer, err := note.NewSigner(secret)
	must(err)
	signed, err := note.Sign(&note.Note{Text: "go.example/log\n1\n" + base64.StdEncoding.EncodeToString(make([]byte, 32)) + "\n"}, signer)
	must(err)
	fmt.Printf("%s\n%s\n%s", secret, public, signed)
}

func main() {
	log.SetFlags(0)
	if os.Args[1] == "sign" {
		sign()
		return
	}
	checked(os.Args[1])
}
