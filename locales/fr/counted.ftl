# Ce que l’on compte d’une grande série, et depuis quand.
counted-values = Indices comptés le { $moment }, sur { $complaints } plaintes.
counted-since =
    { $n ->
        [one] { $n } plainte arrivée depuis n’y est pas comptée.
       *[other] { $n } plaintes arrivées depuis n’y sont pas comptées.
    }
