# The paper letters/attestation.typ.

documents-attestation-title = Attestation for an organisation
documents-attestation-what = This document is given to the person who filed, at their request, for a bank, an insurer or another organisation.
documents-attestation-chosen = It says only the facts they chose. The file may hold others.
documents-attestation-not-police = The body that issues this document is not a police service: it attests what is registered with it, not that a complaint was filed.
documents-attestation-law = What the law says
documents-attestation-sealed = This file is signed as a whole: any change shows when it is checked. Keep the file, a printout does not bear the signature.
