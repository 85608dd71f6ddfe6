//! Custody and verification of files after their deposit.
