# Retrouver ses dossiers par un service d’identité. Toujours facultatif.

identity-title = Retrouver vos dossiers sans code
identity-optional = Rien ne vous y oblige : la référence et le code suffisent toujours.
identity-by = Retrouver mes dossiers avec { $provider }
identity-keep = Garder ce dossier avec { $provider }
identity-files-title = Vos dossiers
identity-none = Aucun dossier n’est gardé ici. Ouvrez un dossier avec son code, puis revenez.
identity-filed-on = Déposé le { $day }
identity-open = Ouvrir ce dossier
identity-detach = Ne plus garder ce dossier ici
identity-leave = Sortir de cette liste
identity-with-code = Ouvrir un dossier avec son code
identity-stopped-title = Vos dossiers ne peuvent pas être retrouvés
