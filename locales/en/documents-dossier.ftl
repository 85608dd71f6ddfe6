# The paper made of parts: register, impact assessment, answers on data.
documents-dossier-blank = To be filled in by hand:
documents-dossier-left =
    { $n ->
        [one] { $n } more line is not printed here.
       *[other] { $n } more lines are not printed here.
    }
documents-dossier-sealed = File signed by the installation that made it: any change shows. It is no official act.
