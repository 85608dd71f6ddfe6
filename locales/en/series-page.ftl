# The page of a series: filter, evidence, graph, figures, texts, export, comparison.
series-page-filter-title = What is looked at in the series
series-page-filter-kind = Kind of identifier
series-page-filter-any-kind = All
series-page-filter-kind-error = Choose a kind of identifier from the list.
series-page-filter-from = Received since
series-page-filter-to = Received until
series-page-filter-day-hint = Example: 2026-03-16
series-page-filter-day-error = Give a date that exists, such as 2026-03-16.
series-page-filter-order-error = The last date comes before the first.
series-page-filter-loss = Loss of at least
series-page-filter-loss-hint = Example: 500
series-page-filter-loss-error = Give a sum, such as 500 or 1250.50.
series-page-filter-area = Département
series-page-filter-area-hint = Example: 59
series-page-filter-area-error = Give the code of a département, such as 59, 2A or 974.
series-page-filter-none = The whole series
series-page-looked-at =
    { $shown ->
        [one] { $shown } complaint looked at, of { $all } in the series.
       *[other] { $shown } complaints looked at, of { $all } in the series.
    }
series-page-cut = Only the { $most } complaints received last are looked at.
series-page-cut-text = Narrow the filter to reach the others; the list of complaints shows them all.
series-page-hidden =
    { $n ->
        [one] { $n } complaint is counted in the figures and not shown.
       *[other] { $n } complaints are counted in the figures and not shown.
    }
series-page-all-values = Show all { $n } values
series-page-here-of = { $shown } of { $here }
series-page-column-rarity = Elsewhere
series-page-column-status = Use
series-page-column-since = Since
series-page-rarity =
    { $n ->
        [0] seen nowhere else
        [one] { $n } complaint elsewhere
       *[other] { $n } complaints elsewhere
    }
series-page-graph-title = The graph
series-page-graph-alt = Graph of the complaints and of the values they share
series-page-graph-whole =
    { $all ->
        [0] Nothing to draw: no complaint you may open is under this filter.
        [one] { $all } node drawn: all of it.
       *[other] { $all } nodes drawn: all of it.
    }
series-page-graph-slice = { $drawn } nodes drawn of { $all }, the most linked first: slice { $slice } of { $slices }. Each slice draws its complaints with all their values.
series-page-graph-around = { $drawn } nodes drawn: a node, its neighbours and theirs; slice { $slice } of { $slices }.
series-page-graph-hidden =
    { $n ->
        [one] { $n } complaint you may not open is not drawn.
       *[other] { $n } complaints you may not open are not drawn.
    }
series-page-graph-legend = Circle: a complaint. Double circle: several complaints with the same values. Square with a letter: a value. Full line: the value brings together; dashes: to be examined; dots: it does not bring together. A node leads to its neighbours.
series-page-graph-open = Open complaint { $reference }
series-page-graph-open-value = Open the page of { $value }
series-page-graph-back = Back to the whole graph
series-page-graph-slices = Slices of the graph
series-page-graph-before = Previous slice
series-page-graph-after = Next slice
series-page-graph-as-list = The same graph as a list
series-page-graph-list = Values drawn, and the complaints drawn beside
series-page-graph-drawn = Number
series-page-graph-complaints = Complaints
series-page-node-complaint =
    { $n ->
        [0] { $reference }, received on { $day }, linked to no shared value
        [one] { $reference }, received on { $day }, linked to { $n } value
       *[other] { $reference }, received on { $day }, linked to { $n } values
    }
series-page-node-value =
    { $n ->
        [one] { $kind } { $value }, { $n } complaint drawn; use: { $class }
       *[other] { $kind } { $value }, { $n } complaints drawn; use: { $class }
    }
series-page-node-person = { $name }; { $person }
series-page-node-bundle = { $n } complaints
series-page-node-bundle-name = { $n } complaints that use the same values: show them
series-page-as-table = The same drawing as a table
series-page-time-title = Along time
series-page-time-lead =
    { $n ->
        [one] One complaint by reception, { $step }: { $day }.
       *[other] { $n } complaints by reception, { $step }; most: { $most }, from { $day }.
    }
series-page-time-by-day = by day
series-page-time-by-week = by week
series-page-time-by-month = by month
series-page-time-when = Period
series-page-time-day =
    { $n ->
        [one] { $day }: { $n } complaint
       *[other] { $day }: { $n } complaints
    }
series-page-time-week =
    { $n ->
        [one] week of { $day }: { $n } complaint
       *[other] week of { $day }: { $n } complaints
    }
series-page-time-month =
    { $n ->
        [one] month that begins on { $day }: { $n } complaint
       *[other] month that begins on { $day }: { $n } complaints
    }
series-page-time-first = First known facts: { $day }
series-page-time-last = Last known facts: { $day }
series-page-time-formed = Series formed: { $day }
series-page-money-title = Losses stated, in { $currency }
series-page-money-lead =
    { $n ->
        [one] One complaint of { $all } states a loss: { $sum }.
       *[other] { $n } complaints of { $all } state a loss: { $sum } in all, half of them at most { $median }, the largest { $most }.
    }
series-page-money-below = less than { $sum }
series-page-money-between = { $from } to { $to }
series-page-money-above = { $sum } and more
series-page-money-bar =
    { $n ->
        [one] { $class }: { $n } complaint
       *[other] { $class }: { $n } complaints
    }
series-page-money-class = Loss
series-page-map-title = By département
series-page-map-lead = { $areas } départements: that of the facts, else that of the victim. { $unknown } complaints state none; { $outside } are off the map. The darker the tile, the more complaints.
series-page-map-tile =
    { $n ->
        [one] Département { $code }: { $n } complaint
       *[other] Département { $code }: { $n } complaints
    }
series-page-map-area = Département
series-page-map-unknown = No département stated
series-page-texts-title = Texts and pictures alike
series-page-texts-why = Comparing means reading the victims’ own words: this reading is written in the journal.
series-page-texts-show = Compare texts and pictures
series-page-texts-lead =
    { $n ->
        [0] No text you may open.
        [one] { $n } text read: two are needed to compare.
       *[other] { $n } texts read, the latest.
    }
series-page-texts-marks = Struck out: in the first text only. Underlined: in this text only.
series-page-texts-group = { $n } texts nearly alike
series-page-texts-more =
    { $n ->
        [one] { $n } other text alike is not shown.
       *[other] { $n } other texts alike are not shown.
    }
series-page-texts-alike = { $n }% of the words in common
series-page-texts-missing = absent here:
series-page-texts-added = only here:
series-page-picture-title = Pictures
series-page-picture-none-alike = No hash of a picture near another among those you may open.
series-page-picture-caption = Pictures that look alike: at most { $bits } different bits of 256
series-page-picture-group = Group
series-page-picture-hash = Beginning of the hash
series-page-picture-bits = Bits that differ from the first
series-page-export-title = Take out what is on the screen
series-page-export-lead = The file holds what this page shows under this filter, no more and no less. The export and its reason are written in the journal.
series-page-export-reason = Reason of the export
series-page-export-reason-hint = For instance the number of the procedure
series-page-export-reason-error = Give the reason of the export, in 4 to 300 characters.
series-page-export-filter-error = The filter is not understood. Go back to the page of the series and correct it.
series-page-export-csv = Table (CSV)
series-page-export-graphml = Graph (GraphML)
series-page-compare-link = Compare with another series
series-page-compare-title = Comparison of two series
series-page-compare-titled = Series { $one } and { $other }
series-page-compare-lead = What two series share, and what keeps them apart.
series-page-compare-one = First series
series-page-compare-other = Second series
series-page-compare-hint = Reference or id of the series, as its page shows it
series-page-compare-show = Compare
series-page-compare-error = No series you may open has this reference.
series-page-compare-same = Choose two different series.
series-page-compare-caption = The two series side by side
series-page-compare-what = What is compared
series-page-compare-size = Complaints
series-page-compare-period = Received
series-page-compare-formed = Formed on
series-page-compare-losses = Losses
series-page-compare-median = Median loss
series-page-compare-types = Facts
series-page-compare-areas = Départements
series-page-compare-overlap = Days in common
series-page-compare-none = none
series-page-compare-days =
    { $n ->
        [0] none
        [one] { $n } day
       *[other] { $n } days
    }
series-page-compare-shared = Values that both series use
series-page-compare-column-one = In { $reference }
series-page-compare-verdict = What would join them, what keeps them apart
series-page-compare-nothing = The two series use no value in common: nothing the complaints say brings them near by identifiers.
series-page-compare-only-common = The values in both series do not bring together: too few of the complaints that use them agree on something else, or they are still to be examined.
series-page-compare-one-value = One value that brings together is used on both sides. Two established groups, of { $established } complaints or more, are never merged through one value alone: that is for a person to decide.
series-page-compare-several =
    { $n ->
        [one] { $n } value that brings together is used on both sides, one of which is not established. What keeps them apart is in the use of this value, or in a decision.
       *[other] { $n } values that bring together are used on both sides. What keeps these series apart is in the strength of these clues once added up, or in a decision.
    }
