# Ce que les pages et l’interface disent en plus : exports, aperçus d’images, vue interactive, veilles.
richer-alerts-at-once = Au plus { $n } alertes à la fois.
richer-watch-one-way = Envoyez soit « kind » et « value », soit « identifier », et rien d’autre.
richer-worth-threads = Toutes les plaintes qui l’emploient ne s’accordent pas ({ $bits } bits) : elle ne réunit que celles qui s’accordent aussi sur autre chose.
richer-strength-threads = réunit une partie
richer-export-cut = Seules les { $most } plaintes entrées le plus récemment sont regardées : le fichier le dira.

# Les paramètres du rapprochement estimés à nouveau d’après les décisions.
richer-estimate-title = Apprendre des décisions
richer-estimate-lead = Les décisions en vigueur disent de valeurs partagées si elles sont à un seul groupe ou à plusieurs. Une estimation en tire la valeur de départ de chaque genre d’identifiant, relit toutes les plaintes et propose le résultat avec son effet. Rien ne change avant qu’une personne l’adopte.
richer-estimate = Estimer à nouveau
richer-estimate-asked = Estimation demandée le { $day } ({ $cause })
richer-estimate-cause-asked = par un agent
richer-estimate-cause-erased = une plainte dont on avait appris a été effacée
richer-estimate-waits = En cours. Rechargez la page dans quelques minutes.
richer-estimate-proposed = Elle a donné une proposition.
richer-estimate-nothing-judged = Aucune décision en vigueur ne porte sur une valeur partagée : il n’y a rien à apprendre.
richer-estimate-nothing-changes = Les décisions donnent les paramètres en vigueur : rien n’est proposé.
richer-estimate-refused = D’autres paramètres sont entrés en vigueur pendant l’estimation : rien n’est proposé.
richer-estimate-see = Voir la proposition
richer-estimate-under-way = Une estimation est déjà en cours : une seule à la fois.

# La vue interactive d’une série, chargée à la demande.
richer-view-why = Un dessin ne montre que trois cents éléments à la fois.
richer-view-load = Charger la vue interactive
richer-view-title = Vue interactive de la série { $reference }
richer-view-lead = Les plaintes et les valeurs qu’elles partagent, toutes ensemble : approchez, éloignez, cherchez, choisissez un point pour ne voir que ses voisins. Les distances ne prouvent rien.
richer-view-plain = Tout est aussi sur la page de la série, en tableaux et en dessins.
richer-view-waits = La vue se charge…
richer-view-no-script = Cette vue a besoin de JavaScript. Le tableau et le dessin de la page de la série montrent la même chose sans lui.
richer-view-failed = La vue n’a pas pu être dessinée : ce navigateur ne le permet pas, ou la réponse n’est pas venue. La page de la série montre la même chose.
richer-view-search = Chercher une référence ou une valeur
richer-view-hits = { $n } trouvés ; les vingt premiers sont listés.
richer-view-closer = Approcher
richer-view-farther = Éloigner
richer-view-whole = Tout montrer
richer-view-complaint = Plainte
richer-view-alt = Dessin des plaintes et des valeurs qu’elles partagent ; les mêmes sont en tableau sur la page de la série
richer-view-drawn = { $drawn } plaintes montrées sur { $all }.
richer-view-hidden =
    { $hidden ->
        [one] { $hidden } autre est comptée et n’est pas montrée : vos droits ne l’ouvrent pas.
       *[other] { $hidden } autres sont comptées et ne sont pas montrées : vos droits ne les ouvrent pas.
    }
richer-view-cut = Seules les { $most } entrées le plus récemment sont regardées.

# Les images parmi les pièces, floues jusqu’à un geste.
richer-pictures-title = Images
richer-pictures-among =
    { $n ->
        [0] Aucune image parmi les pièces.
        [one] { $n } image parmi les pièces.
       *[other] { $n } images parmi les pièces.
    }
richer-pictures-see = Voir les images, floues
richer-pictures-of = Images de la plainte { $reference }
richer-pictures-of-series = Images de la série { $reference }
richer-pictures-lead = Les images sont floues : seules quelques couleurs sont envoyées à votre navigateur. Cochez celles qu’il faut voir ; chaque aperçu affiché est inscrit au journal. L’aperçu est réduit et sans les données de l’appareil : la pièce d’origine est sur la page de la plainte.
richer-pictures-open =
    { $n ->
        [0] Aucune image parmi les pièces que vos droits ouvrent.
        [one] { $n } image parmi les pièces que vos droits ouvrent.
       *[other] { $n } images parmi les pièces que vos droits ouvrent.
    }
richer-pictures-more = Seules les { $n } images les plus récentes, parmi les plaintes regardées, sont montrées.
richer-pictures-show = Montrer les images cochées
richer-pictures-blur = Tout rendre flou
richer-pictures-alike = { $n } images qui se ressemblent
richer-pictures-alone = Images sans ressemblance relevée
richer-pictures-link = Images des pièces, côte à côte et floues
richer-pictures-hashes = Les lignes importées ne donnent d’une image que son empreinte : voici celles qui se ressemblent.
richer-picture-rank = Pièce { $n }
richer-picture-number = Image { $n }
richer-preview-blurred = { $name }, floue
richer-preview-described = { $name } : aperçu de l’image donnée par la victime
richer-preview-show = Montrer { $name }
richer-preview-withheld = Aperçu retiré par un agent : cette image peut montrer un mineur.
richer-preview-never-here = Sur ce parcours aucune image n’est montrée.
richer-preview-no-picture = Cette pièce n’est pas une image de cette plainte.
richer-preview-unknown = Pas d’aperçu : ce fichier n’est pas une image d’un genre connu.
richer-preview-too-large = Pas d’aperçu : ce fichier est trop lourd.
richer-preview-too-many-pixels = Pas d’aperçu : cette image a trop de points.
richer-preview-unreadable = Pas d’aperçu : cette image est abîmée.
richer-preview-too-long = Pas d’aperçu : cette image est trop longue à lire.
richer-preview-no-decoder = Pas d’aperçu : cette photo de téléphone (HEIC ou AVIF) est gardée telle quelle, et ne peut pas être montrée ici. Ouvrez la pièce elle-même.
richer-preview-not-scanned = Pas encore d’aperçu : l’antivirus n’a pas encore examiné cette pièce.
richer-preview-kept-apart = Pas d’aperçu : l’antivirus garde cette pièce à part.
