// Command types prints what go/types knows of the operands of index, range, delete and len expressions of the packages it
// is given: file, line, column in bytes, and the kind of the operand's underlying type. Run by run.mjs.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/types"
	"os"

	"golang.org/x/tools/go/packages"
)

func main() {
	config := &packages.Config{Mode: packages.NeedName | packages.NeedFiles | packages.NeedSyntax | packages.NeedTypes |
		packages.NeedTypesInfo | packages.NeedImports | packages.NeedDeps}
	loaded, err := packages.Load(config, os.Args[1:]...)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for _, pkg := range loaded {
		for _, file := range pkg.Syntax {
			ast.Inspect(file, func(node ast.Node) bool {
				if operand, use := operandOf(node, pkg.TypesInfo); operand != nil {
					print(out, pkg, operand, use)
				}
				return true
			})
		}
	}
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

func print(out *bufio.Writer, pkg *packages.Package, operand ast.Expr, use string) {
	operand = ast.Unparen(operand)
	known := pkg.TypesInfo.Types[operand].Type
	if known == nil {
		return
	}
	position := pkg.Fset.Position(operand.Pos())
	end := pkg.Fset.Position(operand.End())
	fmt.Fprintf(out, "%s\t%d\t%d\t%d\t%d\t%s\t%s\n", position.Filename, position.Line, position.Column, end.Line, end.Column, use, kind(known))
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
