package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// creations finds maps that are made: without a hint and filled later, with a hint to wonder about, or in a loop.
func (b *body) creations() {
	ast.PreorderStack(b.decl.Body, nil, func(node ast.Node, stack []ast.Node) bool {
		switch statement := node.(type) {
		case *ast.AssignStmt:
			if len(statement.Lhs) == len(statement.Rhs) {
				for i, target := range statement.Lhs {
					b.created(place(target), statement.Rhs[i], stack)
				}
			}
		case *ast.ValueSpec:
			if len(statement.Names) == len(statement.Values) {
				for i, name := range statement.Names {
					b.created(place(name), statement.Values[i], stack)
				}
			}
		case *ast.CallExpr:
			if hint, isCreation := b.creation(statement); isCreation && hint != nil && b.isHintToWonderAbout(hint) {
				b.add("wrong-capacity-hint", "", statement)
			}
		}
		return true
	})
}

// created looks at what is put into a place: a map, or a struct whose fields are maps.
func (b *body) created(target string, value ast.Expr, stack []ast.Node) {
	if target == "" {
		return
	}
	if address, isAddress := value.(*ast.UnaryExpr); isAddress && address.Op == token.AND {
		value = address.X
	}
	hint, isCreation := b.creation(value)
	if isCreation && (hint == nil || b.isZero(hint)) {
		if fill := b.filledAfter(target, value.End()); fill != nil {
			b.add("missing-capacity-hint", "", value, fill)
		}
	}
	literal, isLiteral := value.(*ast.CompositeLit)
	if loop := loopAround(stack); loop != nil && (isCreation || isLiteral && b.mapType(literal) != nil) {
		b.add("map-made-in-loop", "", value, loop)
	}
	if isLiteral {
		for _, element := range literal.Elts {
			if field, isField := element.(*ast.KeyValueExpr); isField {
				if name, isName := field.Key.(*ast.Ident); isName {
					b.created(target+"."+name.Name, field.Value, stack)
				}
			}
		}
	}
}

// filledAfter gives the first loop after a position that writes entries of the map in a place.
func (b *body) filledAfter(target string, after token.Pos) (loop ast.Node) {
	ast.PreorderStack(b.decl.Body, nil, func(node ast.Node, stack []ast.Node) bool {
		for _, entry := range b.assigned(node) {
			if loop == nil && place(entry.X) == target {
				if around := outermostLoopAfter(stack, after); around != nil {
					loop = around
				}
			}
		}
		return loop == nil
	})
	return loop
}

func outermostLoopAfter(stack []ast.Node, after token.Pos) ast.Node {
	for _, around := range stack {
		switch around.(type) {
		case *ast.ForStmt, *ast.RangeStmt:
			if around.Pos() > after {
				return around
			}
		}
	}
	return nil
}

// isHintToWonderAbout says of all hints but 0 and the length of something that has a name.
func (b *body) isHintToWonderAbout(hint ast.Expr) bool {
	if b.isZero(hint) {
		return false
	}
	call, isCall := ast.Unparen(hint).(*ast.CallExpr)
	return !isCall || !b.isBuiltin(call, "len") || len(call.Args) != 1 || place(call.Args[0]) == ""
}

// declaredMaps finds declarations of maps whose type is to be judged: as a set, or by the kind of its keys and elements.
func (p *Package) declaredMaps(file *ast.File, path string, found *[]Site) {
	for name, object := range p.declaredBy(file) {
		mapType, isMap := object.Type().Underlying().(*types.Map)
		if !isMap {
			continue
		}
		if element, isBasic := mapType.Elem().(*types.Basic); isBasic && element.Kind() == types.Bool {
			*found = append(*found, p.site("bool-map-as-set", "", path, name))
		}
		if shape := p.shapeOf(mapType); shape != "" {
			*found = append(*found, p.site("map-type", shape, path, name))
		}
	}
}

// declaredBy gives the fields, package variables and local variables that a file declares with a map type or a new map.
func (p *Package) declaredBy(file *ast.File) map[*ast.Ident]types.Object {
	declared := map[*ast.Ident]types.Object{}
	add := func(name *ast.Ident) {
		if object := p.info.Defs[name]; object != nil {
			declared[name] = object
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		switch declaration := node.(type) {
		case *ast.StructType:
			for _, field := range declaration.Fields.List {
				for _, name := range field.Names {
					add(name)
				}
			}
		case *ast.ValueSpec:
			for i, name := range declaration.Names {
				if declaration.Type != nil || i < len(declaration.Values) && p.isNewMap(declaration.Values[i]) {
					add(name)
				}
			}
		case *ast.AssignStmt:
			for i, target := range declaration.Lhs {
				if name, isName := target.(*ast.Ident); isName && declaration.Tok == token.DEFINE &&
					len(declaration.Lhs) == len(declaration.Rhs) && p.isNewMap(declaration.Rhs[i]) {
					add(name)
				}
			}
		}
		return true
	})
	return declared
}

func (p *Package) isNewMap(value ast.Expr) bool {
	_, isCreation := p.creation(value)
	literal, isLiteral := value.(*ast.CompositeLit)
	return isCreation || isLiteral && p.mapType(literal) != nil
}

// shapeOf says what is unusual about the keys and elements of a map, or "".
func (p *Package) shapeOf(mapType *types.Map) string {
	const largest = 128 // bytes that are stored in the map itself
	switch key := mapType.Key().Underlying().(type) {
	case *types.Interface:
		return "interface-key"
	case *types.Basic:
		_, isNamed := mapType.Key().(*types.Named)
		switch {
		case key.Info()&types.IsInteger != 0 && (isNamed || p.sizes.Sizeof(key) <= 2):
			return "dense-key-map"
		case key.Info()&(types.IsBoolean|types.IsFloat|types.IsComplex) != 0:
			return "slow-key-type"
		}
	case *types.Struct, *types.Array:
		if isSized(key) && p.sizes.Sizeof(key) == 16 {
			return "slow-key-type"
		}
	}
	if isSized(mapType.Elem()) && p.sizes.Sizeof(mapType.Elem()) > largest {
		return "indirect-element"
	}
	return ""
}

// isSized says whether the size of a type does not depend on what is out of view.
func isSized(kind types.Type) bool {
	if _, isParameter := kind.(*types.TypeParam); isParameter {
		return false
	}
	switch under := kind.Underlying().(type) {
	case *types.Basic:
		return under.Kind() != types.Invalid
	case *types.Struct:
		for field := range under.Fields() {
			if !isSized(field.Type()) {
				return false
			}
		}
	case *types.Array:
		return isSized(under.Elem())
	}
	return true
}

// shrinkingMaps finds fields and package variables whose entries the package both writes and deletes.
func (p *Package) shrinkingMaps(found *[]Site) {
	written, deleted := map[types.Object]bool{}, map[types.Object]bool{}
	for _, file := range p.files {
		ast.Inspect(file, func(node ast.Node) bool {
			for _, entry := range p.assigned(node) {
				written[p.variable(entry.X)] = true
			}
			if of, _ := p.deleted(node); of != nil {
				deleted[p.variable(of)] = true
			}
			return true
		})
	}
	for _, file := range p.files {
		if ast.IsGenerated(file) {
			continue
		}
		for name, object := range p.declaredBy(file) {
			variable, isVariable := object.(*types.Var)
			isLasting := isVariable && (variable.IsField() || variable.Pkg() != nil && variable.Parent() == variable.Pkg().Scope())
			if isLasting && written[object] && deleted[object] {
				*found = append(*found, p.site("never-shrinks", "", p.pathOfFile(file), name))
			}
		}
	}
}

// variable gives the variable or field an expression names, or nil.
func (p *Package) variable(expr ast.Expr) types.Object {
	switch part := ast.Unparen(expr).(type) {
	case *ast.Ident:
		return p.info.ObjectOf(part)
	case *ast.SelectorExpr:
		return p.info.ObjectOf(part.Sel)
	}
	return nil
}
