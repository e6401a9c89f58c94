module bucketwise/oracle

go 1.18
