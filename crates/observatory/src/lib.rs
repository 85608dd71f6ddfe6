//! Indicators, disclosure control, open data.
