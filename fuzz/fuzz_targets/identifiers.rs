//! `identifiers` of src/targets.rs under libFuzzer.
#![no_main]
#[path = "../src/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::run("identifiers", data));
