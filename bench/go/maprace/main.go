// Counts how runs end in which 8 goroutines write to one map without a lock: go run ./maprace
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"strings"
	"sync"
)

const (
	goroutines = 8
	runs       = 200
)

func main() {
	if len(os.Args) > 1 {
		each, err := strconv.Atoi(os.Args[1])
		if err != nil {
			panic(err)
		}
		fmt.Println(write(each))
		return
	}
	fmt.Printf("%s, %d processors, %d runs\n\n", runtime.Version(), runtime.GOMAXPROCS(0), runs)
	fmt.Println("| entries each goroutine writes | fatal error | ends otherwise | entries lost | all there |")
	fmt.Println("|--:|--:|--:|--:|--:|")
	for _, each := range []int{1, 10, 100, 1_000, 10_000} {
		ends := map[string]int{}
		for range runs {
			ends[end(each)]++
		}
		fmt.Printf("| %d | %d | %d | %d | %d |\n", each, ends["fatal"], ends["other"], ends["lost"], ends["all"])
	}
}

// write lets all goroutines begin at once and gives the number of entries that are there in the end.
func write(each int) int {
	m := map[int]int{}
	begin := make(chan struct{})
	var wg sync.WaitGroup
	for g := range goroutines {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-begin
			for i := range each {
				m[g*each+i] = i
			}
		}()
	}
	close(begin)
	wg.Wait()
	return len(m)
}

// end runs the writing in a process of its own and says how that ended.
func end(each int) string {
	out, err := exec.Command(os.Args[0], strconv.Itoa(each)).CombinedOutput()
	text := string(out)
	switch {
	case err != nil && strings.HasPrefix(text, "fatal error: concurrent map"):
		return "fatal"
	case err != nil:
		return "other"
	case strings.TrimSpace(text) != strconv.Itoa(goroutines*each):
		return "lost"
	default:
		return "all"
	}
}
