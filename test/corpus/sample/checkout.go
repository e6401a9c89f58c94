package main

import (
	"fmt"
	"go/ast"
	"go/build"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"iter"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
)

// checkout is a repository's working tree at one commit.
type checkout struct {
	repository, commit, dir string
	fset                    *token.FileSet
	// packageDirs are the folders that hold Go files, below dir.
	packageDirs []string
	// modules leads from a module's path to its folder.
	modules  map[string]string
	imported map[string]*types.Package
}

// Package is a package whose types are known as far as what it imports is at hand.
type Package struct {
	*checkout
	files []*ast.File
	info  *types.Info
	sizes types.Sizes
}

// standardLibrary is shared by all checkouts. It reads sources, since compiled packages are not kept by Go.
var standardLibrary = importer.ForCompiler(token.NewFileSet(), "source", nil)

func openCheckout(repository, dir string) (*checkout, error) {
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	commit, err := commitOf(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	c := &checkout{
		repository: repository, commit: commit, dir: dir,
		fset: token.NewFileSet(), modules: map[string]string{}, imported: map[string]*types.Package{},
	}
	return c, c.findPackages()
}

// commitOf gives the commit a folder is at: what its file .commit says, the tag of a Go installation, or git's HEAD.
func commitOf(dir string) (string, error) {
	if text, err := os.ReadFile(filepath.Join(dir, ".commit")); err == nil {
		return strings.TrimSpace(string(text)), nil
	}
	if text, err := os.ReadFile(filepath.Join(dir, "VERSION")); err == nil && strings.HasPrefix(string(text), "go1.") {
		return strings.Fields(string(text))[0], nil
	}
	head, err := exec.Command("git", "-C", dir, "rev-parse", "HEAD").Output()
	return strings.TrimSpace(string(head)), err
}

func (c *checkout) findPackages() error {
	root := c.dir
	if c.repository == "golang/go" {
		root = filepath.Join(c.dir, "src")
		c.modules[""] = root
	}
	seen := map[string]bool{}
	return filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name != root && leftOut(c.repository, entry.Name()) {
				return filepath.SkipDir
			}
			return nil
		}
		dir := filepath.Dir(name)
		if entry.Name() == "go.mod" && c.repository != "golang/go" {
			if module := moduleOf(name); module != "" {
				c.modules[module] = dir
			}
		}
		if strings.HasSuffix(name, ".go") && !seen[dir] {
			seen[dir] = true
			c.packageDirs = append(c.packageDirs, dir)
		}
		return nil
	})
}

// leftOut says of which folders nothing is drawn: copies of other repositories, and what the go command leaves out.
func leftOut(repository, folder string) bool {
	return folder == "vendor" || folder == "third_party" || folder == "testdata" || folder == "node_modules" ||
		strings.HasPrefix(folder, ".") || strings.HasPrefix(folder, "_") || repository == "golang/go" && folder == "cmd"
}

func moduleOf(goMod string) string {
	text, err := os.ReadFile(goMod)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		if module, found := strings.CutPrefix(strings.TrimSpace(line), "module "); found {
			return strings.Trim(strings.TrimSpace(module), `"`)
		}
	}
	return ""
}

// Import gives packages of the checkout and of the standard library. Of other modules nothing is known.
func (c *checkout) Import(importPath string) (*types.Package, error) {
	if importPath == "unsafe" {
		return types.Unsafe, nil
	}
	if known, seen := c.imported[importPath]; seen {
		if known == nil {
			return nil, fmt.Errorf("%s is not at hand", importPath)
		}
		return known, nil
	}
	c.imported[importPath] = nil
	dir := c.dirOf(importPath)
	if dir == "" {
		if strings.Contains(strings.Split(importPath, "/")[0], ".") {
			return nil, fmt.Errorf("%s is not at hand", importPath)
		}
		pkg, err := standardLibrary.Import(importPath)
		c.imported[importPath] = pkg
		return pkg, err
	}
	files := c.parse(dir)
	if len(files) == 0 {
		return nil, fmt.Errorf("%s has no Go files", importPath)
	}
	pkg := c.check(importPath, files, nil)
	c.imported[importPath] = pkg
	return pkg, nil
}

func (c *checkout) dirOf(importPath string) string {
	best, bestDir := "", ""
	for module, dir := range c.modules {
		inside := module == "" || importPath == module || strings.HasPrefix(importPath, module+"/")
		if inside && (bestDir == "" || len(module) > len(best)) {
			best, bestDir = module, dir
		}
	}
	candidates := []string{filepath.Join(c.dir, "vendor", importPath), filepath.Join(c.dir, "src", "vendor", importPath)}
	if bestDir != "" {
		candidates = append(candidates, filepath.Join(bestDir, strings.TrimPrefix(importPath, best)))
	}
	for _, dir := range candidates {
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			return dir
		}
	}
	return ""
}

// parse reads the files of a folder that belong to its package on Linux, tests left out.
func (c *checkout) parse(dir string) []*ast.File {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	byName := map[string][]*ast.File{}
	largest := ""
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		if matches, err := build.Default.MatchFile(dir, entry.Name()); err != nil || !matches {
			continue
		}
		file, err := parser.ParseFile(c.fset, filepath.Join(dir, entry.Name()), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			continue
		}
		name := file.Name.Name
		byName[name] = append(byName[name], file)
		if len(byName[name]) > len(byName[largest]) {
			largest = name
		}
	}
	return byName[largest]
}

func (c *checkout) check(importPath string, files []*ast.File, info *types.Info) *types.Package {
	config := types.Config{
		Importer:         c,
		Error:            func(error) {},
		FakeImportC:      true,
		IgnoreFuncBodies: info == nil,
		Sizes:            types.SizesFor("gc", "amd64"),
	}
	// What could not be resolved is an invalid type, which is no map.
	pkg, _ := config.Check(importPath, c.fset, files, info)
	return pkg
}

// packages gives one package after the other, since all of a large repository would not fit into memory.
func (c *checkout) packages() iter.Seq[*Package] {
	return func(yield func(*Package) bool) {
		for _, dir := range c.packageDirs {
			files := c.parse(dir)
			if len(files) == 0 {
				continue
			}
			info := &types.Info{
				Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			}
			c.check(c.pathOf(dir), files, info)
			if !yield(&Package{checkout: c, files: files, info: info, sizes: types.SizesFor("gc", "amd64")}) {
				return
			}
		}
	}
}

func (c *checkout) pathOf(dir string) string {
	best := ""
	importPath := dir
	for module, root := range c.modules {
		if below, err := filepath.Rel(root, dir); err == nil && !strings.HasPrefix(below, "..") && len(root) > len(best) {
			best, importPath = root, path.Join(module, filepath.ToSlash(below))
		}
	}
	return importPath
}
