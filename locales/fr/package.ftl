# Le lot de pièces d'un dossier, pris par le personnel.
package-title = Lot de pièces
package-lead = Les pièces comme elles ont été reçues, les accusés signés et ce que le journal dit du dossier, en un fichier que chacun vérifie avec ses propres outils (BagIt, CASE/UCO). Il ne contient pas le récit.
package-open = Sortir le lot de pièces
package-reason = Pourquoi ce lot sort-il ?
package-reason-hint = Ce motif reste dans le journal : numéro de procédure, laboratoire, demande.
package-take = Sortir le lot
package-no-reason = Dites pourquoi ce lot sort : le motif reste dans le journal.
