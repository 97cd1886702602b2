//! Writes the inputs that the targets begin from, into the folder that `DICTUM_SEEDS` names. Built as a
//! target is, so that nothing is built twice; it ends before it would begin as one.

#![no_main]

libfuzzer_sys::fuzz_target!(
    init: written(),
    |bytes: &[u8]| {
        let _ = bytes;
    }
);

fn written() {
    match std::env::var_os("DICTUM_SEEDS") {
        Some(folder) => dictum_fuzz::seeds(folder.as_ref()),
        None => panic!("DICTUM_SEEDS does not say where to"),
    }
    std::process::exit(0);
}
