module bucketwise.dev/corpus/sample

go 1.25
