// Command sample draws the sites of the corpus: places in real repositories that have the shape of what a rule is about,
// whatever Bucketwise says of them. It shares nothing with Bucketwise and takes its types from go/types, so that a site is
// there even where Bucketwise does not understand the code. What is drawn is judged by people and becomes labels.
//
//	go run . -seed 1 -sites candidates.jsonl -files files.json FOLDER owner/name...
//
// FOLDER holds the checkout of owner/name as FOLDER/name. The same seed and checkouts give the same sample.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/build"
	"io"
	"os"
	"path/filepath"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	seed := flag.Uint64("seed", 1, "seed of the sample")
	sitesFile := flag.String("sites", "", "file the drawn sites are written to, a JSON object a line")
	filesFile := flag.String("files", "", "file the drawn map-rich files are written to, as a JSON array")
	flag.Parse()
	if flag.NArg() < 2 || *sitesFile == "" || *filesFile == "" {
		return fmt.Errorf("usage: sample -seed N -sites FILE -files FILE FOLDER owner/name...")
	}
	// With cgo, the standard library could not be read without running a C compiler.
	build.Default.CgoEnabled = false
	var sites []Site
	var files []File
	for _, repository := range flag.Args()[1:] {
		checkout, err := openCheckout(repository, filepath.Join(flag.Arg(0), filepath.Base(repository)))
		if err != nil {
			return err
		}
		for pkg := range checkout.packages() {
			sites = append(sites, pkg.sites()...)
			files = append(files, pkg.mapRichFiles()...)
		}
		fmt.Fprintf(os.Stderr, "%s: %d sites so far\n", repository, len(sites))
	}
	drawn := []Site{}
	for _, rule := range sampleSizes {
		all := sitesOf(rule.name, sites)
		part := drawSites(all, rule.size, *seed)
		fmt.Fprintf(os.Stderr, "%s: %d of %d\n", rule.name, len(part), len(all))
		drawn = append(drawn, part...)
	}
	if err := writeFile(*sitesFile, func(out io.Writer) error {
		encoder := json.NewEncoder(out)
		for _, site := range drawn {
			if err := encoder.Encode(site); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return writeFile(*filesFile, func(out io.Writer) error {
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		return encoder.Encode(drawFiles(files, fileSampleSize, *seed))
	})
}

func writeFile(name string, write func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := write(file); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}
