# The annex of identities of a series file.
documents-series-identities-title = Annex: identity of the complainants
documents-series-identities-standing = Working document, personal data. To be kept apart from the series file and handed only to those who have the right to know these identities.
documents-series-identities-who = Who filed each complaint
documents-series-identities-complaint = Case
documents-series-identities-name = Stated identity
documents-series-identities-born = Birth
documents-series-identities-none = No identity that your rights open.
documents-series-identities-sealed = This file is signed as a whole: any change shows.
