# Les classements d’une plainte, le dépôt par un logiciel tiers.
codes-title = Classement
codes-scheme = { $name }, version { $version }
codes-code = { $code } : { $label }
codes-unchecked = { $code } : { $label } (code à vérifier)

codes-no-request = Donnez à chaque demande un nom à vous dans l’en-tête Idempotency-Key, de 1 à 200 signes visibles.
codes-body-shape = Le corps n’a pas la forme attendue : { $cause }
codes-wrong = { $n ->
    [one] Une chose est à corriger. Elle est montrée à sa place.
   *[other] { $n } choses sont à corriger. Chacune est montrée à sa place.
}
codes-nature = Écrivez « complaint » ou « report ».
codes-lang = Écrivez « fr » ou « en ».
codes-layout = Cette version de présentation des réponses n’est pas connue. Écrivez 1.
codes-key = Ce n’est pas le nom d’une question, comme payment[0].to_iban.
codes-shape = La réponse n’a pas la forme attendue : { $cause }
codes-other-body = Une autre demande porte déjà ce nom, avec un autre contenu. Rien n’a été changé.
codes-unknown-form = Aucun questionnaire ouvert ne porte ce code.
codes-form-changed = Le questionnaire a changé. Version { $version }, empreinte { $hash }. Relisez-le, puis envoyez de nouveau.
codes-missing = Une réponse est attendue ici, même « Je ne sais pas ».
codes-not-asked = Les autres réponses ne mènent pas à cette question.
codes-kind = Cette question ne prend pas ce genre de réponse.
codes-no-file = Joignez un fichier avec son nom, dans une partie « file ».
