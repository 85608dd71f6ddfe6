# Les pseudonymes qui n’en font peut-être qu’un.
handles-proposal = Pseudonyme ressemblant
handles-perhaps = { $kind } { $typed } : peut-être { $meant }.
handles-looks-same = Les deux noms se lisent de la même façon : signes que l’on confond, séparateurs, ou plateforme que l’un ne dit pas.
handles-resembles = Mêmes chiffres à la fin, et noms presque semblables avant : { $n } sur 100 (Jaro-Winkler).
handles-masked = Les deux noms se ressemblent.
handles-title = Pseudonymes ressemblants
handles-lead = Une plainte porte un pseudonyme qui ressemble à celui d’autres plaintes. Rien n’est réuni ni corrigé tant que personne n’a répondu : deux inconnus peuvent porter presque le même nom.
handles-accept = C’est le même : réunir les plaintes cochées
handles-refuse = Ce sont deux noms
