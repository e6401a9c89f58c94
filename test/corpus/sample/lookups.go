package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// lookup is one use of an entry of a map.
type lookup struct {
	at        ast.Node
	statement ast.Stmt
	isWrite   bool
}

// lookups finds entries that are used twice close to each other, and not only by assignments.
func (b *body) lookups() {
	const near = 10 // lines
	uses := map[string][]lookup{}
	order := []string{}
	note := func(of, key ast.Expr, use lookup) {
		text := types.ExprString(of) + "[" + types.ExprString(key) + "]"
		if uses[text] == nil {
			order = append(order, text)
		}
		uses[text] = append(uses[text], use)
	}
	ast.PreorderStack(b.decl.Body, nil, func(node ast.Node, stack []ast.Node) bool {
		if of, key := b.deleted(node); of != nil {
			note(of, key, lookup{node, statementOf(stack), false})
		} else if index, isIndex := node.(*ast.IndexExpr); isIndex && b.mapType(index.X) != nil {
			statement := statementOf(stack)
			note(index.X, index.Index, lookup{node, statement, isPlainAssignment(statement) && isTarget(statement, index)})
		}
		return true
	})
	for _, text := range order {
		all := uses[text]
		for i := 1; i < len(all); i++ {
			first, second := all[i-1], all[i]
			bothWrite := first.isWrite && second.isWrite
			if !bothWrite && !isAppendToItself(first, second) && b.lineOf(second.at)-b.lineOf(first.at) <= near {
				b.add("double-lookup", "", second.at, first.at)
				break
			}
		}
	}
}

func isTarget(statement ast.Stmt, index *ast.IndexExpr) bool {
	assign, isAssign := statement.(*ast.AssignStmt)
	if !isAssign {
		return false
	}
	for _, target := range assign.Lhs {
		if target == index {
			return true
		}
	}
	return false
}

// isAppendToItself says of m[k] = append(m[k], …), which the compiler does with one lookup.
func isAppendToItself(first, second lookup) bool {
	assign, isAssign := first.statement.(*ast.AssignStmt)
	if !isAssign || second.statement != first.statement || len(assign.Rhs) != 1 {
		return false
	}
	call, isCall := assign.Rhs[0].(*ast.CallExpr)
	if !isCall || len(call.Args) == 0 || call.Args[0] != second.at {
		return false
	}
	name, isName := call.Fun.(*ast.Ident)
	return isName && name.Name == "append"
}

// formattedKeys finds entries whose key is text that is put together in the same function.
func (b *body) formattedKeys() {
	madeBy := map[types.Object]ast.Expr{}
	ast.Inspect(b.decl.Body, func(node ast.Node) bool {
		if assign, isAssign := node.(*ast.AssignStmt); isAssign && len(assign.Lhs) == len(assign.Rhs) {
			for i, target := range assign.Lhs {
				if name, isName := target.(*ast.Ident); isName && b.isPutTogether(assign.Rhs[i]) {
					madeBy[b.info.ObjectOf(name)] = assign.Rhs[i]
				}
			}
		}
		return true
	})
	seen := map[ast.Expr]bool{}
	ast.Inspect(b.decl.Body, func(node ast.Node) bool {
		var key ast.Expr
		if index, isIndex := node.(*ast.IndexExpr); isIndex && b.mapType(index.X) != nil {
			key = index.Index
		} else {
			_, key = b.deleted(node)
		}
		if key == nil {
			return true
		}
		text := ast.Unparen(key)
		if name, isName := text.(*ast.Ident); isName {
			text = madeBy[b.info.ObjectOf(name)]
		}
		if text != nil && b.isPutTogether(text) && !seen[text] {
			seen[text] = true
			b.add("formatted-key", "", text, node)
		}
		return true
	})
}

func (b *body) isPutTogether(expr ast.Expr) bool {
	switch text := ast.Unparen(expr).(type) {
	case *ast.CallExpr:
		switch place(text.Fun) {
		case "fmt.Sprintf", "fmt.Sprint", "fmt.Sprintln":
			return true
		}
	case *ast.BinaryExpr:
		value := b.info.Types[text]
		basic, isBasic := types.Unalias(orInvalid(value.Type)).Underlying().(*types.Basic)
		return text.Op == token.ADD && value.Value == nil && isBasic && basic.Info()&types.IsString != 0
	}
	return false
}

func orInvalid(kind types.Type) types.Type {
	if kind == nil {
		return types.Typ[types.Invalid]
	}
	return kind
}

// syncMaps finds functions that call two or more methods of the same sync.Map.
func (b *body) syncMaps() {
	calls := map[string][]ast.Node{}
	order := []string{}
	ast.Inspect(b.decl.Body, func(node ast.Node) bool {
		call, isCall := node.(*ast.CallExpr)
		if !isCall {
			return true
		}
		method, isMethod := call.Fun.(*ast.SelectorExpr)
		if !isMethod || !isSyncMap(b.info.TypeOf(method.X)) {
			return true
		}
		switch method.Sel.Name {
		case "Load", "Store", "Delete", "Range":
			text := types.ExprString(method.X)
			if calls[text] == nil {
				order = append(order, text)
			}
			calls[text] = append(calls[text], call)
		}
		return true
	})
	for _, text := range order {
		if all := calls[text]; len(all) > 1 {
			b.add("sync-map-misuse", "", all[1], all...)
		}
	}
}

func isSyncMap(kind types.Type) bool {
	kind = types.Unalias(orInvalid(kind))
	if pointer, isPointer := kind.(*types.Pointer); isPointer {
		kind = types.Unalias(pointer.Elem())
	}
	named, isNamed := kind.(*types.Named)
	return isNamed && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "sync" && named.Obj().Name() == "Map"
}
