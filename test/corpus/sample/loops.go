package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// rangeLoops finds loops over maps that copy, delete, insert or search.
func (b *body) rangeLoops() {
	ast.Inspect(b.decl.Body, func(node ast.Node) bool {
		if loop, isLoop := node.(*ast.RangeStmt); isLoop && b.mapType(loop.X) != nil {
			b.copies(loop)
			b.changesItself(loop)
			b.searches(loop)
		}
		return true
	})
}

func (b *body) copies(loop *ast.RangeStmt) {
	if len(loop.Body.List) != 1 || loop.Key == nil || loop.Value == nil {
		return
	}
	assign, isAssign := loop.Body.List[0].(*ast.AssignStmt)
	if !isAssign || assign.Tok != token.ASSIGN || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
		return
	}
	entry := b.mapIndex(assign.Lhs[0])
	if entry != nil && b.isSame(entry.Index, loop.Key) && b.isSame(assign.Rhs[0], loop.Value) {
		b.add("copy-loop", "", loop, assign)
	}
}

// isSame says whether both expressions are the same variable.
func (b *body) isSame(x, y ast.Expr) bool {
	object := b.variable(x)
	return object != nil && object == b.variable(y)
}

func (b *body) changesItself(loop *ast.RangeStmt) {
	ranged := place(loop.X)
	if ranged == "" {
		return
	}
	ast.Inspect(loop.Body, func(node ast.Node) bool {
		if of, _ := b.deleted(node); of != nil && place(of) == ranged {
			b.add("delete-in-range", "", node, loop)
		}
		for _, entry := range b.assigned(node) {
			if place(entry.X) == ranged {
				b.add("insert-while-ranging", "", node, loop)
			}
		}
		return true
	})
}

func (b *body) searches(loop *ast.RangeStmt) {
	if loop.Key == nil {
		return
	}
	isFound := false
	ast.Inspect(loop.Body, func(node ast.Node) bool {
		if comparison, isComparison := node.(*ast.BinaryExpr); isComparison && !isFound &&
			(comparison.Op == token.EQL || comparison.Op == token.NEQ) &&
			(b.isSame(comparison.X, loop.Key) || b.isSame(comparison.Y, loop.Key)) {
			isFound = true
			b.add("map-search", comparison.Op.String(), loop, comparison)
		}
		return true
	})
}

// locksInLoops finds a lock and an unlock in a loop with a write of a map's entry between them.
func (b *body) locksInLoops() {
	ast.PreorderStack(b.decl.Body, nil, func(node ast.Node, stack []ast.Node) bool {
		block, isBlock := node.(*ast.BlockStmt)
		if !isBlock || !isInLoop(append(stack, block)) {
			return true
		}
		var lock ast.Node
		var mutex string
		for _, statement := range block.List {
			method, of := methodCall(statement)
			switch {
			case method == "Lock":
				lock, mutex = statement, of
			case method == "Unlock" && of == mutex:
				if write := b.writeBetween(block, lock, statement); write != nil {
					b.add("lock-per-write", "", lock, write)
				}
				lock, mutex = nil, ""
			}
		}
		if _, isFunction := stack[max(0, len(stack)-1)].(*ast.FuncLit); isFunction && lock != nil {
			if write := b.writeBetween(block, lock, nil); write != nil {
				b.add("lock-per-write", "deferred", lock, write)
			}
		}
		return true
	})
}

func isInLoop(stack []ast.Node) bool {
	for i, around := range stack[:len(stack)-1] {
		switch loop := around.(type) {
		case *ast.ForStmt:
			if stack[i+1] == loop.Body {
				return true
			}
		case *ast.RangeStmt:
			if stack[i+1] == loop.Body {
				return true
			}
		}
	}
	return false
}

func methodCall(statement ast.Stmt) (method, of string) {
	expression, isExpression := statement.(*ast.ExprStmt)
	if !isExpression {
		return "", ""
	}
	call, isCall := expression.X.(*ast.CallExpr)
	if !isCall {
		return "", ""
	}
	selector, isSelector := call.Fun.(*ast.SelectorExpr)
	if !isSelector {
		return "", ""
	}
	return selector.Sel.Name, types.ExprString(selector.X)
}

// writeBetween gives the first write of a map's entry after one statement of a block and before another.
func (b *body) writeBetween(block *ast.BlockStmt, lock, unlock ast.Node) (write ast.Node) {
	if lock == nil {
		return nil
	}
	ast.Inspect(block, func(node ast.Node) bool {
		if node != nil && write == nil && node.Pos() > lock.Pos() && (unlock == nil || node.Pos() < unlock.Pos()) && len(b.assigned(node)) > 0 {
			write = node
		}
		return write == nil
	})
	return write
}

// goroutineWrites finds function literals that run beside their function and write entries of a map declared outside.
func (b *body) goroutineWrites() {
	ast.Inspect(b.decl.Body, func(node ast.Node) bool {
		var started *ast.FuncLit
		switch start := node.(type) {
		case *ast.GoStmt:
			started, _ = start.Call.Fun.(*ast.FuncLit)
		case *ast.CallExpr:
			if selector, isSelector := start.Fun.(*ast.SelectorExpr); isSelector && selector.Sel.Name == "Go" && len(start.Args) == 1 {
				started, _ = start.Args[0].(*ast.FuncLit)
			}
		}
		if started != nil {
			b.writesOutside(started, node)
		}
		return true
	})
}

func (b *body) writesOutside(started *ast.FuncLit, start ast.Node) {
	isFound := false
	ast.Inspect(started.Body, func(node ast.Node) bool {
		for _, entry := range b.assigned(node) {
			root := rootOf(entry.X)
			if isFound || root == nil {
				continue
			}
			if object := b.info.ObjectOf(root); object != nil && (object.Pos() < started.Pos() || object.Pos() > started.End()) {
				isFound = true
				b.add("unguarded-goroutine-write", "", node, start)
			}
		}
		return true
	})
}

func rootOf(expr ast.Expr) *ast.Ident {
	for {
		switch part := ast.Unparen(expr).(type) {
		case *ast.Ident:
			return part
		case *ast.SelectorExpr:
			expr = part.X
		case *ast.StarExpr:
			expr = part.X
		case *ast.IndexExpr:
			expr = part.X
		default:
			return nil
		}
	}
}
