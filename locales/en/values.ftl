# The values of complaints: those that are everybody's, those that look alike.
values-noise = Lists of values known to everybody, in force (version { $version })
values-noise-note = A value that a list names brings nobody together, and the explanation names the list. A person who says that it is one group's own is obeyed above the lists.
values-noise-column-name = List
values-noise-column-kinds = Of what
values-noise-column-entries = Entries
values-noise-column-source = Source, licence and date
values-noise-column-code = Name to switch it off by
values-noise-source = { $source }; { $licence }; { $dated }
values-noise-method =
    { $lists ->
        [0] No list leaves values out as known to everybody.
        [one] One list leaves out values known to everybody (version { $version }).
       *[other] { $lists } lists leave out values known to everybody (version { $version }).
    }
