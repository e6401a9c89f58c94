package main

import "go/ast"

const (
	fewestLines, mostLines = 200, 900
	// fewestOperations is what makes a file rich in maps.
	fewestOperations = 20
)

// mapRichFiles gives the files of a package with many map operations.
func (p *Package) mapRichFiles() []File {
	rich := []File{}
	for _, file := range p.files {
		lines := p.fset.Position(file.FileEnd).Line
		if ast.IsGenerated(file) || lines < fewestLines || lines > mostLines {
			continue
		}
		operations := 0
		ast.Inspect(file, func(node ast.Node) bool {
			if p.isMapOperation(node) {
				operations++
			}
			return true
		})
		if operations >= fewestOperations {
			rich = append(rich, File{p.repository, p.commit, p.pathOfFile(file), lines, operations})
		}
	}
	return rich
}

func (p *Package) isMapOperation(node ast.Node) bool {
	switch operation := node.(type) {
	case *ast.IndexExpr:
		return p.mapType(operation.X) != nil
	case *ast.RangeStmt:
		return p.mapType(operation.X) != nil
	case *ast.CallExpr:
		of, _ := p.deleted(operation)
		_, isCreation := p.creation(operation)
		return of != nil || isCreation
	}
	return false
}
