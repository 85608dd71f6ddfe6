//! The limits of what is asked of an instance: each says what it counts. Counts nothing itself.

use serde::Deserialize;

/// Limits of requests; each says what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Filings an hour from one network (IPv4 /24, IPv6 /56).
    pub filings_per_hour_per_network: u32,
    /// Answers a minute of one draft.
    pub answers_per_minute_per_draft: u32,
    /// Codes tried an hour from one network.
    pub codes_per_hour_per_network: u32,
    /// Follow-up codes tried an hour on one case, from everywhere, above which each network is held
    /// to fewer; zero: codes are limited by network alone.
    pub codes_per_hour_per_case: u32,
    /// Sign-ins tried an hour from one network.
    pub sign_ins_per_hour_per_network: u32,
    /// Files an hour of one draft or complaint.
    pub uploads_per_hour_per_case: u32,
    /// Requests a minute of one key of a partner.
    pub calls_per_minute_per_partner: u32,
    /// Bytes of one exhibit.
    pub exhibit_bytes_max: u64,
    /// Exhibits of one complaint.
    pub exhibits_max: u32,
    /// Days a draft is kept.
    pub draft_days: u32,
    /// Days the key of a day of searches is kept: the terms are then read by nobody; zero: no term is kept.
    pub search_terms_days: u32,
    /// Bytes left on the disk of the data folder below which the instance says it is not ready.
    pub free_bytes_min: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            filings_per_hour_per_network: 120,
            answers_per_minute_per_draft: 120,
            codes_per_hour_per_network: 60,
            codes_per_hour_per_case: 60,
            sign_ins_per_hour_per_network: 60,
            uploads_per_hour_per_case: 200,
            calls_per_minute_per_partner: 600,
            exhibit_bytes_max: 200 * 1024 * 1024,
            exhibits_max: 100,
            draft_days: 30,
            search_terms_days: 90,
            free_bytes_min: 256 << 20,
        }
    }
}
