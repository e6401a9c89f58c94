// Command standard-library writes what Go's standard library declares, as far as the types of expressions depend on it,
// as one JSON object: import path to Go declarations. Run by "npm run generate:std".
//
// Only exported names are kept, and only what they are made of: parameters of functions that are not generic are left
// out, bodies always. Unexported fields of structs stay, since the size of a struct depends on them, with what they point
// to replaced by anything of the same size.
package main

import (
	"encoding/json"
	"fmt"
	"go/constant"
	"go/importer"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"runtime"
	"sort"
	"strings"
)

// Packages that hardly any program gets maps from, and that would make up most of the table.
var leftOut = []string{"syscall", "debug/", "internal/", "vendor/", "crypto/internal", "runtime/cgo", "runtime/race", "log/internal", "net/internal"}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	list, err := exec.Command("go", "list", "std").Output()
	if err != nil {
		return fmt.Errorf("go list std: %w", err)
	}
	imports := importer.ForCompiler(token.NewFileSet(), "source", nil)
	packages := map[string]string{}
	for _, path := range strings.Fields(string(list)) {
		if skip(path) {
			continue
		}
		pkg, err := imports.Import(path)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		packages[path] = declarations(pkg)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(struct {
		Go       string            `json:"go"`
		Packages map[string]string `json:"packages"`
	}{strings.TrimPrefix(runtime.Version(), "go"), packages})
}

func skip(path string) bool {
	for _, prefix := range leftOut {
		if path == prefix || strings.HasPrefix(path, prefix) {
			return true
		}
	}
	return strings.Contains(path, "/internal/")
}

// writer collects the declarations of one package and the packages they mention.
type writer struct {
	pkg     *types.Package
	imports map[string]bool
	text    strings.Builder
}

func declarations(pkg *types.Package) string {
	w := &writer{pkg: pkg, imports: map[string]bool{}}
	for _, name := range pkg.Scope().Names() {
		object := pkg.Scope().Lookup(name)
		if !object.Exported() {
			continue
		}
		switch object := object.(type) {
		case *types.TypeName:
			w.typeName(object)
		case *types.Func:
			w.function("", object)
		case *types.Var:
			w.line("var %s %s", name, w.typeText(object.Type()))
		case *types.Const:
			w.constant(object)
		}
	}
	paths := make([]string, 0, len(w.imports))
	for path := range w.imports {
		paths = append(paths, path)
	}
	sort.Strings(paths)
	head := "package " + pkg.Name() + "\n"
	for _, path := range paths {
		head += fmt.Sprintf("import %q\n", path)
	}
	return head + w.text.String()
}

func (w *writer) line(format string, args ...any) {
	fmt.Fprintf(&w.text, format+"\n", args...)
}

func (w *writer) constant(object *types.Const) {
	if object.Val().Kind() != constant.Int {
		return
	}
	if basic, ok := object.Type().(*types.Basic); ok && basic.Info()&types.IsUntyped != 0 {
		w.line("const %s = %s", object.Name(), object.Val().ExactString())
		return
	}
	w.line("const %s %s = %s", object.Name(), w.typeText(object.Type()), object.Val().ExactString())
}

func (w *writer) typeName(object *types.TypeName) {
	if object.IsAlias() {
		alias, ok := object.Type().(*types.Alias)
		aliased := object.Type()
		if ok {
			aliased = alias.Rhs()
		}
		w.line("type %s = %s", object.Name(), w.typeText(aliased))
		return
	}
	named, ok := object.Type().(*types.Named)
	if !ok {
		return
	}
	w.line("type %s%s %s", object.Name(), w.typeParameters(named.TypeParams()), w.typeText(named.Underlying()))
	receiver := object.Name() + typeArguments(named.TypeParams())
	for _, method := range methodsOf(named) {
		w.function("("+receiver+") ", method)
	}
}

// methodsOf gives the exported methods declared for a type itself, sorted by name.
func methodsOf(named *types.Named) []*types.Func {
	methods := []*types.Func{}
	for i := range named.NumMethods() {
		if method := named.Method(i); method.Exported() {
			methods = append(methods, method)
		}
	}
	sort.Slice(methods, func(i, j int) bool { return methods[i].Name() < methods[j].Name() })
	return methods
}

func (w *writer) function(receiver string, object *types.Func) {
	signature := object.Type().(*types.Signature)
	w.line("func %s%s%s%s", receiver, object.Name(), w.typeParameters(signature.TypeParams()), w.signature(signature))
}

// signature gives parameters and results; parameters only where results depend on their types.
func (w *writer) signature(signature *types.Signature) string {
	parameters := ""
	if signature.TypeParams().Len() > 0 {
		parameters = w.tuple(signature.Params(), signature.Variadic())
	}
	switch results := signature.Results(); results.Len() {
	case 0:
		return "(" + parameters + ")"
	case 1:
		return "(" + parameters + ") " + w.typeText(results.At(0).Type())
	default:
		return "(" + parameters + ") (" + w.tuple(results, false) + ")"
	}
}

func (w *writer) tuple(tuple *types.Tuple, variadic bool) string {
	texts := make([]string, tuple.Len())
	for i := range texts {
		texts[i] = w.typeText(tuple.At(i).Type())
		if variadic && i == len(texts)-1 {
			texts[i] = "..." + strings.TrimPrefix(texts[i], "[]")
		}
	}
	return strings.Join(texts, ", ")
}

func (w *writer) typeParameters(list *types.TypeParamList) string {
	if list.Len() == 0 {
		return ""
	}
	texts := make([]string, list.Len())
	for i := range texts {
		texts[i] = list.At(i).Obj().Name() + " " + w.constraint(list.At(i).Constraint())
	}
	return "[" + strings.Join(texts, ", ") + "]"
}

// constraint gives `~[]E` for a constraint that is one term, which binds E, and `any` for all others.
func (w *writer) constraint(constraint types.Type) string {
	set, ok := constraint.Underlying().(*types.Interface)
	if !ok || set.NumEmbeddeds() != 1 || set.NumExplicitMethods() > 0 {
		return "any"
	}
	union, ok := set.EmbeddedType(0).(*types.Union)
	if !ok || union.Len() != 1 {
		return "any"
	}
	return "~" + w.typeText(union.Term(0).Type())
}

func typeArguments(list *types.TypeParamList) string {
	if list.Len() == 0 {
		return ""
	}
	names := make([]string, list.Len())
	for i := range names {
		names[i] = list.At(i).Obj().Name()
	}
	return "[" + strings.Join(names, ", ") + "]"
}

// typeText writes a type so that nothing unexported and nothing that is left out is named.
func (w *writer) typeText(t types.Type) string {
	switch t := t.(type) {
	case *types.Alias:
		if w.isNameable(t.Obj()) {
			return w.qualified(t.Obj(), t.TypeArgs())
		}
		return w.typeText(types.Unalias(t))
	case *types.Named:
		if w.isNameable(t.Obj()) {
			return w.qualified(t.Obj(), t.TypeArgs())
		}
		return w.typeText(t.Underlying())
	case *types.Pointer:
		if named, ok := types.Unalias(t.Elem()).(*types.Named); ok && !w.isNameable(named.Obj()) {
			return "unsafe.Pointer"
		}
		return "*" + w.typeText(t.Elem())
	case *types.Slice:
		return "[]" + w.typeText(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), w.typeText(t.Elem()))
	case *types.Map:
		return "map[" + w.typeText(t.Key()) + "]" + w.typeText(t.Elem())
	case *types.Chan:
		return "chan " + w.typeText(t.Elem())
	case *types.Signature:
		return "func(" + w.tuple(t.Params(), t.Variadic()) + ")" + strings.TrimPrefix(w.signature(t), "()")
	case *types.Struct:
		return w.structText(t)
	case *types.Interface:
		return w.interfaceText(t)
	case *types.Basic:
		switch t.Kind() {
		case types.UnsafePointer:
			return "unsafe.Pointer"
		case types.UntypedNil:
			return "any"
		}
		return strings.TrimPrefix(t.Name(), "untyped ")
	case *types.TypeParam:
		return t.Obj().Name()
	default:
		return "any"
	}
}

func (w *writer) isNameable(object *types.TypeName) bool {
	if object.Pkg() == nil {
		return true
	}
	return object.Exported() && !skip(object.Pkg().Path())
}

func (w *writer) qualified(object *types.TypeName, arguments *types.TypeList) string {
	text := object.Name()
	if object.Pkg() != nil && object.Pkg() != w.pkg {
		w.imports[object.Pkg().Path()] = true
		text = object.Pkg().Name() + "." + text
	}
	if arguments.Len() == 0 {
		return text
	}
	texts := make([]string, arguments.Len())
	for i := range texts {
		texts[i] = w.typeText(arguments.At(i))
	}
	return text + "[" + strings.Join(texts, ", ") + "]"
}

func (w *writer) structText(t *types.Struct) string {
	fields := make([]string, t.NumFields())
	for i := range fields {
		field := t.Field(i)
		text := w.sized(field.Type())
		switch {
		case field.Exported() && field.Embedded():
			fields[i] = w.typeText(field.Type())
		case field.Exported():
			fields[i] = field.Name() + " " + w.typeText(field.Type())
		case field.Embedded():
			// What is promoted from an unexported type is written out by the methods' and fields' own names.
			fields[i] = field.Name() + " " + text
		default:
			fields[i] = field.Name() + " " + text
		}
	}
	return "struct{ " + strings.Join(fields, "; ") + " }"
}

// sized writes a type of the same size, alignment and pointers for a field that nobody can name.
func (w *writer) sized(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Pointer, *types.Map, *types.Chan, *types.Signature:
		return "unsafe.Pointer"
	case *types.Slice:
		return "[]byte"
	case *types.Interface:
		if _, ok := t.(*types.TypeParam); ok {
			return w.typeText(t)
		}
		return "any"
	case *types.Array:
		return fmt.Sprintf("[%d]%s", u.Len(), w.sized(u.Elem()))
	case *types.Struct:
		fields := make([]string, u.NumFields())
		for i := range fields {
			fields[i] = u.Field(i).Name() + " " + w.sized(u.Field(i).Type())
		}
		return "struct{ " + strings.Join(fields, "; ") + " }"
	default:
		return w.typeText(u)
	}
}

func (w *writer) interfaceText(t *types.Interface) string {
	parts := []string{}
	for i := range t.NumEmbeddeds() {
		if named, ok := types.Unalias(t.EmbeddedType(i)).(*types.Named); ok {
			parts = append(parts, w.typeText(named))
		}
	}
	for i := range t.NumExplicitMethods() {
		method := t.ExplicitMethod(i)
		if method.Exported() {
			parts = append(parts, method.Name()+w.signature(method.Type().(*types.Signature)))
		}
	}
	if len(parts) == 0 {
		return "any"
	}
	return "interface{ " + strings.Join(parts, "; ") + " }"
}
