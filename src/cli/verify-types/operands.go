// Command operands prints what go/types knows of the operands of index, range, delete and len expressions in the packages
// of the directories it is given, for `bucketwise check --verify-types`. It needs nothing but the standard library: the go
// command says which files make a package and where the compiled packages lie that it imports.
//
// Each line begins with what it tells, and goes on with its fields after tabs: an operand with file, line, column in bytes, end
// line, end column, use and kind of its underlying type; or a problem with the package and a message.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// listed is what `go list` says of a package.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	CgoFiles   []string
	// Export is the file that holds the compiled package.
	Export string
	// ImportMap leads from paths in the source to those of vendored packages.
	ImportMap map[string]string
	// DepOnly is set for packages that are only imported.
	DepOnly bool
	Error   *struct{ Err string }
}

func main() {
	all, err := list(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	files := token.NewFileSet()
	imports := newImports(files, all)
	for _, pkg := range all {
		if !pkg.DepOnly {
			verify(out, files, imports, pkg)
		}
	}
}

// list asks the go command for the packages in some directories and all they import, and has it compile the latter.
func list(directories []string) ([]*listed, error) {
	args := []string{"list", "-e", "-export", "-deps", "-json=ImportPath,Dir,GoFiles,CgoFiles,Export,ImportMap,DepOnly,Error", "--"}
	command := exec.Command("go", append(args, directories...)...)
	var complaints bytes.Buffer
	command.Stderr = &complaints
	output, err := command.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %s", strings.TrimSpace(complaints.String()+"\n"+err.Error()))
	}
	var all []*listed
	for decoder := json.NewDecoder(bytes.NewReader(output)); ; {
		pkg := new(listed)
		if err := decoder.Decode(pkg); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		all = append(all, pkg)
	}
}

// newImports reads compiled packages from where the go command put them.
func newImports(files *token.FileSet, all []*listed) types.Importer {
	exports := make(map[string]string, len(all))
	for _, pkg := range all {
		exports[pkg.ImportPath] = pkg.Export
	}
	return importer.ForCompiler(files, "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("the go command could not load or compile it")
		}
		return os.Open(exports[path])
	})
}

// mapped imports packages by the paths that one package's source has for them.
type mapped struct {
	types.Importer
	paths map[string]string
}

func (m mapped) Import(path string) (*types.Package, error) {
	if actual, ok := m.paths[path]; ok {
		path = actual
	}
	return m.Importer.Import(path)
}

// verify prints the operands of one package, as far as its types are known, and what is wrong with it.
func verify(out io.Writer, files *token.FileSet, imports types.Importer, pkg *listed) {
	names := append(pkg.GoFiles, pkg.CgoFiles...)
	if len(names) == 0 {
		// Files for other systems only are nothing to complain of.
		if pkg.Error != nil && !strings.Contains(pkg.Error.Err, "build constraints exclude all Go files") && !strings.Contains(pkg.Error.Err, "no non-test Go files") {
			problem(out, pkg, pkg.Error.Err)
		}
		return
	}
	var syntax []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(files, filepath.Join(pkg.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			problem(out, pkg, err.Error())
		}
		if file != nil {
			syntax = append(syntax, file)
		}
	}
	var first error
	config := types.Config{
		Importer:    mapped{imports, pkg.ImportMap},
		FakeImportC: true,
		Error: func(err error) {
			if first == nil {
				first = err
			}
		},
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}}
	config.Check(pkg.ImportPath, files, syntax, info)
	if first != nil {
		problem(out, pkg, first.Error())
	}
	for _, file := range syntax {
		ast.Inspect(file, func(node ast.Node) bool {
			if operand, use := operandOf(node, info); operand != nil {
				printOperand(out, files, info, ast.Unparen(operand), use)
			}
			return true
		})
	}
}

func problem(out io.Writer, pkg *listed, message string) {
	line, _, _ := strings.Cut(strings.TrimSpace(message), "\n")
	fmt.Fprintf(out, "problem\t%s\t%s\n", pkg.ImportPath, strings.ReplaceAll(line, "\t", " "))
}

// operandOf gives the expression whose type decides what an index, range, delete or len does.
func operandOf(node ast.Node, info *types.Info) (ast.Expr, string) {
	switch node := node.(type) {
	case *ast.IndexExpr:
		if info.Types[node.X].IsValue() {
			return node.X, "index"
		}
	case *ast.RangeStmt:
		return node.X, "range"
	case *ast.CallExpr:
		name, ok := ast.Unparen(node.Fun).(*ast.Ident)
		if !ok || len(node.Args) == 0 {
			return nil, ""
		}
		if builtin, ok := info.Uses[name].(*types.Builtin); ok && (builtin.Name() == "len" || builtin.Name() == "delete") {
			return node.Args[0], builtin.Name()
		}
	}
	return nil, ""
}

func printOperand(out io.Writer, files *token.FileSet, info *types.Info, operand ast.Expr, use string) {
	known := info.Types[operand].Type
	if known == nil || known == types.Typ[types.Invalid] {
		return
	}
	// A //line comment changes nothing about where the operand stands.
	start, end := files.PositionFor(operand.Pos(), false), files.PositionFor(operand.End(), false)
	fmt.Fprintf(out, "operand\t%s\t%d\t%d\t%d\t%d\t%s\t%s\n", start.Filename, start.Line, start.Column, end.Line, end.Column, use, kind(known))
}

func kind(t types.Type) string {
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return "typeParameter"
	}
	switch u := t.Underlying().(type) {
	case *types.Map:
		return "map"
	case *types.Slice:
		return "slice"
	case *types.Array:
		return "array"
	case *types.Pointer:
		return "pointer"
	case *types.Chan:
		return "channel"
	case *types.Signature:
		return "function"
	case *types.Basic:
		return "basic"
	case *types.Struct:
		return "struct"
	case *types.Interface:
		return "interface"
	default:
		return fmt.Sprintf("%T", u)
	}
}
