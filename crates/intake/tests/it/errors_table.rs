//! The table of errors, word for word, with the answers that cause each of its rows. Where the project chose
//! other words than the reference, decision 0075 says why.

/// A cause, its sentence in French and in English, for the input that the tests give.
pub(crate) const CAUSES: [(&str, &str, &str); 25] = [
    (
        "choice empty",
        "Choisissez une réponse, ou « Je ne sais pas »",
        "Choose an answer, or “I don't know”",
    ),
    (
        "text empty",
        "Écrivez le nom affiché par le site, ou cochez « Je ne sais pas »",
        "Enter the name shown by the site, or tick “I don't know”",
    ),
    (
        "too long",
        "Le nom affiché par le site doit faire 300 caractères au plus. Il y en a 301",
        "The name shown by the site must be 300 characters or less. It has 301",
    ),
    (
        "date incomplete",
        "Indiquez aussi le mois et l'année, ou cochez « Je ne sais pas »",
        "Enter the month and year too, or tick “I don't know”",
    ),
    (
        "date impossible",
        "Cette date n'existe pas. Exemple : 27 3 2026",
        "This date does not exist. For example, 27 3 2026",
    ),
    (
        "date in the future",
        "La date des faits ne peut pas être dans le futur",
        "The date cannot be in the future",
    ),
    (
        "end before start",
        "La fin doit être après le début (14/03/2026)",
        "The end must be after the start (14/03/2026)",
    ),
    (
        "money format",
        "Écrivez un montant en chiffres, comme 1 250,50",
        "Enter an amount in figures, like 1,250.50",
    ),
    (
        "iban check",
        "Cet IBAN ne semble pas exact. Vérifiez-le, ou continuez si vous l'avez recopié tel quel",
        "This IBAN looks wrong. Check it, or continue if you copied it as it is",
    ),
    (
        "email format",
        "Écrivez une adresse e-mail comme nom@exemple.fr",
        "Enter an email address like name@example.com",
    ),
    (
        "phone format",
        "Écrivez un numéro comme 06 39 98 00 01 ou +44 20 7946 0000",
        "Enter a number like 06 39 98 00 01 or +44 20 7946 0000",
    ),
    (
        "url format",
        "Copiez l'adresse comme elle est dans le navigateur, ou écrivez le nom du site",
        "Copy the address from the browser, or write the site name",
    ),
    (
        "full card number",
        "Nous avons vu un numéro de carte complet. Gardez seulement les 6 premiers et les 4 derniers chiffres",
        "We found a full card number. Keep only the first 6 and last 4 digits",
    ),
    (
        "secret found",
        "Ce texte semble contenir un mot de passe ou une phrase de récupération. Nous l'avons masqué",
        "This seems to contain a password or recovery phrase. We have masked it",
    ),
    (
        "crypto address",
        "Cette adresse ne correspond pas au réseau choisi. Vérifiez le réseau, ou continuez",
        "This address does not match the network. Check it, or continue",
    ),
    (
        "file none",
        "Choisissez un fichier, ou « Je l'ajouterai plus tard »",
        "Choose a file, or “I'll add it later”",
    ),
    (
        "file too big",
        "film.mp4 fait 211 Mo. La limite est 200 Mo. Vous pouvez envoyer un extrait ou venir avec",
        "film.mp4 is 211 MB. The limit is 200 MB. Send an extract or bring it",
    ),
    ("file empty", "vide.txt est vide", "vide.txt is empty"),
    (
        "file failed",
        "photo.jpg n'a pas pu être reçu. Réessayez : vos autres réponses sont gardées",
        "photo.jpg could not be received. Try again: your other answers are kept",
    ),
    (
        "file infected",
        "facture.pdf contient un programme dangereux. Il est gardé à part, un agent le verra",
        "facture.pdf contains a dangerous program. It is kept apart; an officer will see it",
    ),
    (
        "too many",
        "Vous pouvez ajouter 3 fichiers au plus. Il y en a déjà 3",
        "You can add up to 3 files. There are already 3",
    ),
    (
        "code wrong",
        "Ce code n'est pas reconnu. Vérifiez les lettres : il n'y a ni I, ni L, ni O, ni U",
        "This code is not recognised. It has no I, L, O or U",
    ),
    (
        "code locked",
        "Trop d'essais. Réessayez à 11 h 01, ou appelez",
        "Too many attempts. Try again at 11:01, or call",
    ),
    (
        "session over",
        "Votre session est terminée. Vos réponses sont gardées. Entrez votre code pour reprendre",
        "Your session has ended. Your answers are saved. Enter your code to resume",
    ),
    (
        "declaration not ticked",
        "Pour envoyer, confirmez que ce que vous avez écrit est vrai, autant que vous sachiez",
        "To send, confirm that what you wrote is true as far as you know",
    ),
];

/// The sentence of a cause.
pub(crate) fn sentence(cause: &str, lang: &str) -> String {
    let row = CAUSES.iter().find(|(name, _, _)| *name == cause);
    let (_, fr, en) = row.unwrap_or_else(|| panic!("no cause called {cause}"));
    String::from(if lang == "fr" { *fr } else { *en })
}

/// Answers to inputs of a page, by name.
type Given = &'static [(&'static str, &'static str)];

/// A bad answer to a question.
pub(crate) struct Bad {
    pub(crate) cause: &'static str,
    /// The type of complaint.
    pub(crate) kind: &'static str,
    /// What must be answered for the page to be asked.
    pub(crate) before: &'static [(&'static str, Given)],
    pub(crate) slug: &'static str,
    /// What is typed, the bad answer first; `@301` is a text of 301 letters.
    pub(crate) given: Given,
    /// Whether the bad answer is masked and not shown again.
    pub(crate) masks: bool,
    /// A good answer of the same page.
    pub(crate) good: (&'static str, &'static str),
}

const TRANSFER: &[(&str, Given)] = &[(
    "payment-1",
    &[
        ("payment[0].method", "transfer"),
        ("payment[0].status", "done"),
    ],
)];
const CRYPTO: &[(&str, Given)] = &[("payment-1", &[("payment[0].method", "crypto")])];

const fn shop(cause: &'static str, slug: &'static str, given: Given) -> Bad {
    Bad {
        cause,
        kind: "fake_shop",
        before: &[],
        slug,
        given,
        masks: false,
        good: given[given.len() - 1],
    }
}

/// Every bad answer to a question; the last input given is good.
pub(crate) const ANSWERS: &[Bad] = &[
    shop(
        "choice empty",
        "order",
        &[
            ("shop.ordered_at.day", "14"),
            ("shop.ordered_at.month", "3"),
            ("shop.ordered_at.year", "2026"),
            ("shop.product", ""),
            ("shop.product_detail", "Trois stères de bois"),
        ],
    ),
    shop(
        "text empty",
        "site",
        &[
            ("site.name", ""),
            ("site.url", "https://boutique.exemple.fr/bois"),
        ],
    ),
    shop(
        "too long",
        "site",
        &[
            ("site.name", "@301"),
            ("site.url", "https://boutique.exemple.fr/bois"),
        ],
    ),
    shop(
        "date incomplete",
        "when-where",
        &[
            ("facts.period:last.day", "14"),
            ("facts.place_victim", "Lille"),
        ],
    ),
    shop(
        "date impossible",
        "when-where",
        &[
            ("facts.period:last.day", "31"),
            ("facts.period:last.month", "2"),
            ("facts.period:last.year", "2026"),
            ("facts.place_victim", "Lille"),
        ],
    ),
    shop(
        "date in the future",
        "when-where",
        &[
            ("facts.period:first.day", "1"),
            ("facts.period:first.month", "1"),
            ("facts.period:first.year", "2199"),
            ("facts.place_victim", "Lille"),
        ],
    ),
    shop(
        "end before start",
        "when-where",
        &[
            ("facts.period:first.day", "14"),
            ("facts.period:first.month", "3"),
            ("facts.period:first.year", "2026"),
            ("facts.period:last.day", "13"),
            ("facts.period:last.month", "3"),
            ("facts.period:last.year", "2026"),
            ("facts.place_victim", "Lille"),
        ],
    ),
    shop(
        "money format",
        "payment-1",
        &[
            ("payment[0].amount.amount", "beaucoup"),
            ("payment[0].amount.currency", "EUR"),
            ("payment[0].method", "transfer"),
        ],
    ),
    Bad {
        before: TRANSFER,
        ..shop(
            "iban check",
            "payment-trace-1",
            &[
                ("payment[0].to_iban", "FR76 3000 6000 0112 3456 7890 188"),
                ("payment[0].to_name", "BOIS DE CHAUFFE SARL"),
            ],
        )
    },
    shop(
        "email format",
        "shop-traces",
        &[
            ("site.company_email", "nom chez exemple"),
            ("site.company_phone", "06 39 98 00 01"),
        ],
    ),
    shop(
        "phone format",
        "shop-traces",
        &[
            ("site.company_phone", "rappelez-moi"),
            ("site.company_email", "contact@boutique.exemple.fr"),
        ],
    ),
    shop(
        "url format",
        "site",
        &[
            ("site.url", "javascript:alert(1)"),
            ("site.name", "Bois de chauffe"),
        ],
    ),
    Bad {
        before: TRANSFER,
        masks: true,
        ..shop(
            "full card number",
            "payment-trace-1",
            &[
                ("payment[0].to_iban", "4970 1000 0000 0154"),
                ("payment[0].to_name", "BOIS DE CHAUFFE SARL"),
            ],
        )
    },
    Bad {
        before: CRYPTO,
        masks: true,
        ..shop(
            "secret found",
            "payment-crypto-1",
            &[
                (
                    "crypto[0].to_addr",
                    "KwFfNUhSDaASSAwtG7ssQM1uVX8RgX5GHWnnLfhfiQDigjioWXHH",
                ),
                ("crypto[0].asset", "bitcoin"),
            ],
        )
    },
    Bad {
        before: CRYPTO,
        ..shop(
            "crypto address",
            "payment-crypto-1",
            &[
                ("crypto[0].to_addr", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
                ("crypto[0].to_addr:chain", "tron"),
                ("crypto[0].asset", "bitcoin"),
            ],
        )
    },
    Bad {
        kind: "ransomware",
        ..shop(
            "file none",
            "note",
            &[("ransom.note", ""), ("ransom.family", "Nom affiché")],
        )
    },
];
