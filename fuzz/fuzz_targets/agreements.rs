#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| dictum_fuzz::agreements(bytes));
