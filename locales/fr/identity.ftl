# Retrouver ses dossiers par un service d’identité. Toujours facultatif.

identity-title = Retrouver vos dossiers sans code
identity-optional = C’est facultatif. La référence et le code suffisent toujours.
identity-how = Un service d’identité peut dire que c’est bien vous. Vous retrouvez alors ici les dossiers que vous avez choisi d’y garder. Ce service ne sait pas lesquels.
identity-by = Retrouver mes dossiers avec { $provider }
identity-again = Recommencer avec { $provider }
identity-keep = Garder ce dossier avec { $provider }
identity-files-title = Vos dossiers
identity-here = Un dossier ouvert dans ce navigateur
identity-here-text = Ce dossier n’est pas encore gardé ici. Si vous le gardez, vous le retrouverez sans code.
identity-keep-here = Garder ce dossier
identity-none = Aucun dossier n’est gardé ici. Ouvrez un dossier avec son code, puis revenez.
identity-filed-on = Déposé le { $day }
identity-open = Ouvrir ce dossier
identity-detach = Ne plus garder ce dossier ici
identity-detach-text = Un dossier qui n’est plus gardé ici n’est pas effacé : il s’ouvre avec sa référence et son code.
identity-leave = Sortir de cette liste
identity-with-code = Ouvrir un dossier avec son code
identity-stopped-title = Vos dossiers n’ont pas été retrouvés
identity-stopped-text = Rien n’est perdu : la référence et le code ouvrent votre dossier, et vous pouvez déposer plainte sans ce service.
identity-over = Cette demande n’est plus valable. Recommencez depuis cette fenêtre.
identity-silent = Le service d’identité ne répond pas. Réessayez dans quelques minutes.
identity-denied = Vous avez renoncé, ou le service d’identité n’a pas pu vous reconnaître.
identity-wrong = La réponse du service d’identité n’est pas sûre. Elle n’a pas été retenue.

identity-fill-title = Remplir avec un service d’identité (facultatif)
identity-fill-text = Votre nom, vos prénoms et votre date de naissance peuvent être repris d’un service d’identité. Vous pouvez aussi les écrire vous-même.
identity-fill = Les reprendre de { $provider }
identity-filled = Ces renseignements viennent de { $provider }
identity-filled-text = Vérifiez-les. Vous pouvez les changer ou les effacer. Rien n’est enregistré avant que vous continuiez.
