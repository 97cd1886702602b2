//! An input of several files, as those formats have that keep the text beside the marks.

/// Stands between the files of an input.
pub const SEPARATOR: u8 = 0x1e;

/// What the files of an input are called, the one to be read first; one name for most formats.
pub fn files_of(format: &str) -> &'static [&'static str] {
    match format {
        "brat" => &["a.ann", "a.txt", "annotation.conf"],
        "polnear" => &["a.ann", "a.txt"],
        "booknlp" => &["a.quotes", "a.tokens", "a.entities", "a.txt"],
        "corenlp" => &["a.json", "a.txt"],
        "corenlp-text" => &["a.out", "a.txt"],
        "gendergaptracker" => &["a.json", "a.txt"],
        "pdnc" => &["quotation_info.csv", "novel_text.txt", "character_info.csv"],
        "citron" => &["a.json", "a.txt"],
        "webanno-tsv" => &["a.tsv"],
        "cas-xmi" => &["a.xmi", "TypeSystem.xml"],
        "spacy" => &["a.spacy"],
        "hf" => &["a.parquet"],
        "hf-jsonl" | "doccano" | "prodigy" => &["a.jsonl"],
        "iob2" => &["a.conll"],
        _ => &["a.json"],
    }
}

/// The files of an input, by name. What follows the last name belongs to the last file.
pub fn parted<'a>(names: &[&'static str], bytes: &'a [u8]) -> Vec<(&'static str, &'a [u8])> {
    let parts = bytes.splitn(names.len(), |&byte| byte == SEPARATOR);
    names.iter().copied().zip(parts).collect()
}
