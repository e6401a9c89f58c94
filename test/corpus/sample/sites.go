package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
)

// body is a function declaration with the function literals in it, and where its sites go.
type body struct {
	*Package
	path  string
	decl  *ast.FuncDecl
	found *[]Site
}

// sites gives all sites of a package in the order of its files.
func (p *Package) sites() []Site {
	found := []Site{}
	for _, file := range p.files {
		if ast.IsGenerated(file) {
			continue
		}
		path := p.pathOfFile(file)
		p.declaredMaps(file, path, &found)
		for _, decl := range file.Decls {
			function, isFunction := decl.(*ast.FuncDecl)
			if !isFunction || function.Body == nil {
				continue
			}
			b := &body{p, path, function, &found}
			b.creations()
			b.lookups()
			b.formattedKeys()
			b.syncMaps()
			b.rangeLoops()
			b.locksInLoops()
			b.goroutineWrites()
		}
	}
	p.shrinkingMaps(&found)
	return found
}

func (p *Package) pathOfFile(file *ast.File) string {
	path, err := filepath.Rel(p.dir, p.fset.File(file.FileStart).Name())
	if err != nil {
		panic(err)
	}
	return filepath.ToSlash(path)
}

func (p *Package) lineOf(node ast.Node) int { return p.fset.Position(node.Pos()).Line }

// add notes a site at a node; also are other nodes where a finding may be.
func (b *body) add(rule, shape string, at ast.Node, also ...ast.Node) {
	site := b.site(rule, shape, b.path, at, also...)
	site.Function = b.decl.Name.Name
	*b.found = append(*b.found, site)
}

func (p *Package) site(rule, shape, path string, at ast.Node, also ...ast.Node) Site {
	site := Site{Rule: rule, Repository: p.repository, Commit: p.commit, Path: path, Line: p.lineOf(at), Shape: shape}
	for _, node := range also {
		if line := p.lineOf(node); line != site.Line && !slices.Contains(site.Also, line) {
			site.Also = append(site.Also, line)
		}
	}
	return site
}

// mapType gives the map type of an expression, or nil.
func (p *Package) mapType(expr ast.Expr) *types.Map {
	if kind := p.info.TypeOf(expr); kind != nil {
		mapType, _ := kind.Underlying().(*types.Map)
		return mapType
	}
	return nil
}

// mapIndex gives the index expression on a map that an expression is, or nil.
func (p *Package) mapIndex(expr ast.Expr) *ast.IndexExpr {
	if index, isIndex := ast.Unparen(expr).(*ast.IndexExpr); isIndex && p.mapType(index.X) != nil {
		return index
	}
	return nil
}

// assigned gives the entries of maps that a statement writes.
func (p *Package) assigned(node ast.Node) []*ast.IndexExpr {
	targets := []ast.Expr{}
	switch statement := node.(type) {
	case *ast.AssignStmt:
		targets = statement.Lhs
	case *ast.IncDecStmt:
		targets = []ast.Expr{statement.X}
	}
	entries := []*ast.IndexExpr{}
	for _, target := range targets {
		if index := p.mapIndex(target); index != nil {
			entries = append(entries, index)
		}
	}
	return entries
}

// deleted gives the arguments of a call of the built-in delete.
func (p *Package) deleted(node ast.Node) (of, key ast.Expr) {
	if call, isCall := node.(*ast.CallExpr); isCall && p.isBuiltin(call, "delete") && len(call.Args) == 2 {
		return call.Args[0], call.Args[1]
	}
	return nil, nil
}

func (p *Package) isBuiltin(call *ast.CallExpr, name string) bool {
	ident, isIdent := call.Fun.(*ast.Ident)
	if !isIdent || ident.Name != name {
		return false
	}
	_, isBuiltin := p.info.Uses[ident].(*types.Builtin)
	return isBuiltin
}

// creation says whether an expression makes an empty map, and with which hint.
func (p *Package) creation(expr ast.Expr) (hint ast.Expr, isCreation bool) {
	switch made := expr.(type) {
	case *ast.CallExpr:
		if !p.isBuiltin(made, "make") || p.mapType(made) == nil {
			return nil, false
		}
		if len(made.Args) == 2 {
			return made.Args[1], true
		}
		return nil, true
	case *ast.CompositeLit:
		return nil, p.mapType(made) != nil && len(made.Elts) == 0
	}
	return nil, false
}

// place is the text of an expression that a map can live in, or "".
func place(expr ast.Expr) string {
	switch part := ast.Unparen(expr).(type) {
	case *ast.Ident:
		if part.Name != "_" {
			return part.Name
		}
	case *ast.SelectorExpr:
		if of := place(part.X); of != "" {
			return of + "." + part.Sel.Name
		}
	case *ast.StarExpr:
		return place(part.X)
	}
	return ""
}

func (p *Package) isZero(expr ast.Expr) bool {
	constant := p.info.Types[expr].Value
	return constant != nil && constant.ExactString() == "0"
}

// loopAround gives the innermost loop around a node within the same function, or nil.
func loopAround(stack []ast.Node) ast.Node {
	for i := len(stack) - 1; i >= 0; i-- {
		switch around := stack[i].(type) {
		case *ast.FuncLit:
			return nil
		case *ast.ForStmt:
			if i+1 < len(stack) && stack[i+1] == around.Body {
				return around
			}
		case *ast.RangeStmt:
			if i+1 < len(stack) && stack[i+1] == around.Body {
				return around
			}
		}
	}
	return nil
}

// statementOf gives the innermost statement around a node.
func statementOf(stack []ast.Node) ast.Stmt {
	for i := len(stack) - 1; i >= 0; i-- {
		if statement, isStatement := stack[i].(ast.Stmt); isStatement {
			return statement
		}
	}
	return nil
}

func isPlainAssignment(node ast.Node) bool {
	assign, isAssign := node.(*ast.AssignStmt)
	return isAssign && assign.Tok == token.ASSIGN
}
