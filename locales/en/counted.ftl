# What is counted of a large series, and since when.
counted-values = Clues counted on { $moment }, over { $complaints } complaints.
counted-since =
    { $n ->
        [one] { $n } complaint that came since is not counted.
       *[other] { $n } complaints that came since are not counted.
    }
