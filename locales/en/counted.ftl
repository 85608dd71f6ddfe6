# What is counted of a large series, and since when.
counted-values = Clues counted on { $moment }, over { $complaints } complaints.
counted-since =
    { $n ->
        [one] { $n } complaint that came since is not counted.
       *[other] { $n } complaints that came since are not counted.
    }
# The series file.
counted-paper-confirmed = Of which confirmed
counted-paper-lost-unreviewed = Of which complaints not yet reviewed
counted-paper-unreviewed =
    { $n ->
        [one] { $n } of them not yet reviewed
       *[other] { $n } of them not yet reviewed
    }
counted-paper-paths-beyond =
    { $n ->
        [one] The path of one complaint is not printed: a file prints sixty.
       *[other] The paths of { $n } complaints are not printed: a file prints sixty.
    }
counted-paper-paths-unknown =
    { $n ->
        [one] The path of one complaint is missing: linkage was under way.
       *[other] The paths of { $n } complaints are missing: linkage was under way.
    }
