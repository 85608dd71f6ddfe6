//! Words to bytes: PDF, translations, QR codes.
