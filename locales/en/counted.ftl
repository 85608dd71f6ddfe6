# What is counted of a large series, and since when.
counted-awaited = The clues are being counted.
counted-awaited-since = The clues are being counted, as asked on { $moment }.
counted-awaited-text = This series is large: what its complaints have in common will be shown here once counted. Its complaints, losses and period are here already. Reload the page in a moment.
counted-awaited-file = The clues of this series are being counted: a file or an export without them would mislead. Try again in a moment; nothing you typed is lost.
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
