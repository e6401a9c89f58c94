module bucketwise.dev/standard-library

go 1.23
