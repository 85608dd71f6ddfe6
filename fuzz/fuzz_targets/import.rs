//! `import` of src/arrivals.rs under libFuzzer.
#![no_main]
#[path = "../src/arrivals.rs"]
mod arrivals;

libfuzzer_sys::fuzz_target!(|data: &[u8]| arrivals::run("import", data));
