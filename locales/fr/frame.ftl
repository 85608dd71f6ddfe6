# Le cadre juridique du rapprochement, pour le personnel.
frame-title = Cadre juridique du rapprochement
frame-basis = Cadre
frame-basis-own-act = acte propre de l’organisme
frame-basis-rapprochement = logiciel de rapprochement judiciaire
frame-basis-serial-analysis = fichier d’analyse sérielle
frame-basis-own-claims = défense des personnes représentées (organisme privé)
frame-law = Ce que dit la loi
frame-unconfirmed = { $citation } – lecture non confirmée par un juriste
frame-act = Acte
frame-act-missing = Non indiqué par l’exploitant : à écrire dans la configuration (linkage_act).
frame-asks = Ce que la plateforme applique
frame-asks-masked = Qui sont les personnes reste masqué, pour qui rapproche, jusqu’à ce que la plainte soit dans une série.
frame-masked = Rempli. Masqué par le cadre juridique du rapprochement, jusqu’à ce que la plainte soit dans une série.
frame-asks-closed = Une plainte rejetée ou retirée sort du rapprochement.
frame-asks-kept =
    { $n ->
        [one] Une plainte sort du rapprochement { $n } an après son enregistrement.
       *[other] Une plainte sort du rapprochement { $n } ans après son enregistrement.
    }
frame-asks-penalty =
    { $n ->
        [one] Seules les plaintes dont l’infraction principale est punie d’au moins { $n } an d’emprisonnement sont rapprochées.
       *[other] Seules les plaintes dont l’infraction principale est punie d’au moins { $n } ans d’emprisonnement sont rapprochées.
    }
frame-asks-nothing = Ni masque, ni durée, ni seuil de peine propres à ce cadre.
frame-out = Hors rapprochement : { $reason } (cadre : { $basis }).
frame-out-closed = la plainte est rejetée ou retirée
frame-out-kept =
    { $n ->
        [one] la plainte est enregistrée depuis plus de { $n } an
       *[other] la plainte est enregistrée depuis plus de { $n } ans
    }
frame-out-penalty =
    { $n ->
        [one] l’infraction principale de ce type de faits n’est pas connue comme punie d’au moins { $n } an d’emprisonnement
       *[other] l’infraction principale de ce type de faits n’est pas connue comme punie d’au moins { $n } ans d’emprisonnement
    }
