package main

import (
	"cmp"
	"hash/fnv"
	"math/rand/v2"
	"slices"
)

// Site is a place to judge. Nothing of the code itself is kept.
type Site struct {
	Rule       string `json:"rule"`
	Repository string `json:"repository"`
	Commit     string `json:"commit"`
	Path       string `json:"path"`
	// Line is where a finding would naturally be.
	Line int `json:"line"`
	// Also are other lines where a finding about the same thing may be.
	Also     []int  `json:"also,omitempty"`
	Function string `json:"function,omitempty"`
	// Shape tells apart what is drawn for the same rule.
	Shape string `json:"shape,omitempty"`
}

// File is a file with many map operations, to be judged as a whole.
type File struct {
	Repository string `json:"repository"`
	Commit     string `json:"commit"`
	Path       string `json:"path"`
	Lines      int    `json:"lines"`
	Operations int    `json:"operations"`
}

// sampleSizes says how many sites of each rule are drawn. The order is that of the output.
var sampleSizes = []struct {
	name string
	size int
}{
	{"missing-capacity-hint", 130},
	{"double-lookup", 100},
	{"map-made-in-loop", 60},
	{"copy-loop", 50},
	{"delete-in-range", 50},
	{"bool-map-as-set", 50},
	{"formatted-key", 45},
	{"never-shrinks", 45},
	{"insert-while-ranging", 25},
	{"sync-map-misuse", 25},
	{"wrong-capacity-hint", 25},
	{"map-search", 15},
	{"lock-per-write", 15},
	{"map-type", 30},
	{"unguarded-goroutine-write", 15},
}

const (
	fileSampleSize = 20
	// largestShare is how much of a rule's sample may come from one repository, as long as others have sites left.
	largestShare = 0.2
	// mostOfFile keeps one file of many alike sites from filling a sample.
	mostOfFile = 2
)

func sitesOf(rule string, sites []Site) []Site {
	of := []Site{}
	for _, site := range sites {
		if site.Rule == rule {
			of = append(of, site)
		}
	}
	return of
}

// drawSites draws size sites: in proportion to where they are, up to the largest share of a repository and of a file.
func drawSites(sites []Site, size int, seed uint64) []Site {
	if len(sites) == 0 {
		return nil
	}
	sites = slices.Clone(sites)
	slices.SortFunc(sites, bySite)
	random := newRandom(seed, sites[0].Rule)
	random.Shuffle(len(sites), func(i, j int) { sites[i], sites[j] = sites[j], sites[i] })

	drawn, left := []Site{}, []Site{}
	ofRepository, ofFile := map[string]int{}, map[string]int{}
	for _, site := range sites {
		file := site.Repository + "/" + site.Path
		if len(drawn) == size || float64(ofRepository[site.Repository]) >= largestShare*float64(size) || ofFile[file] >= mostOfFile {
			left = append(left, site)
			continue
		}
		ofRepository[site.Repository]++
		ofFile[file]++
		drawn = append(drawn, site)
	}
	drawn = append(drawn, left[:min(len(left), size-len(drawn))]...)
	slices.SortFunc(drawn, bySite)
	return drawn
}

// drawFiles draws one file of each repository in turn until there are enough.
func drawFiles(files []File, size int, seed uint64) []File {
	files = slices.Clone(files)
	slices.SortFunc(files, byFile)
	random := newRandom(seed, "files")
	random.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
	turn := map[string]int{}
	turns := make([]int, len(files))
	order := make([]int, len(files))
	for i, file := range files {
		turns[i], order[i] = turn[file.Repository], i
		turn[file.Repository]++
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(turns[a], turns[b]) })
	drawn := []File{}
	for _, i := range order[:min(size, len(order))] {
		drawn = append(drawn, files[i])
	}
	slices.SortFunc(drawn, byFile)
	return drawn
}

func newRandom(seed uint64, name string) *rand.Rand {
	hash := fnv.New64a()
	hash.Write([]byte(name))
	return rand.New(rand.NewPCG(seed, hash.Sum64()))
}

func bySite(a, b Site) int {
	return cmp.Or(cmp.Compare(a.Repository, b.Repository), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line),
		cmp.Compare(a.Shape, b.Shape), slices.Compare(a.Also, b.Also))
}

func byFile(a, b File) int {
	return cmp.Or(cmp.Compare(a.Repository, b.Repository), cmp.Compare(a.Path, b.Path))
}
