//! Articles that no newspaper would print, of any length.

/// Each with what it is; some `bytes` long.
pub fn odd_articles(bytes: usize) -> Vec<(&'static str, String)> {
    let line =
        "Mayor Anna Lund said that “nothing” was decided, and Nils Berg told the council he left. ";
    let repeated = [
        ("one line", line),
        (
            "no sentence ends",
            "Anna Lund said the bridge would open and Nils Berg told the council that it rained and ",
        ),
        (
            "capitals",
            "PRESIDENT LUND SAYS HE WILL OPEN THE BRIDGE. “WE ARE READY,” HE SAID.\n\n",
        ),
        (
            "null bytes",
            "Anna Lund said\0 it rained. “No,\0” said Berg.\0\0 ",
        ),
        ("closing marks", "”"),
        ("opening marks", "“"),
        ("straight marks", "\""),
        ("apostrophes", "'"),
        ("apostrophes apart", "' "),
        ("guillemets", "»"),
        ("commas", ","),
        ("commas apart", ", "),
        ("full stops apart", ". "),
        ("brackets", "("),
        ("brackets closed", "(a) "),
        ("one word", "a"),
        ("white space", " \t\u{a0}"),
        ("newlines", "\n"),
        ("lines of speech", "“We are ready,” said Anna Lund.\n\n"),
        ("lines opened", "“We are ready and will go on\n\n"),
        (
            "lines closed",
            "We are ready and will go on,”\n\nLund said.\n\n",
        ),
        ("he said", "he said "),
        ("said that", "said that "),
        ("said marks", "said “"),
        ("according to", "according to Lund, "),
        (
            "replacement characters",
            "\u{fffd}said \u{fffd}\u{fffd} Lund “\u{fffd}” ",
        ),
        (
            "controls of direction",
            "\u{202e}Anna Lund\u{202c} said “\u{2067}no\u{2069}” \u{200f}",
        ),
        ("combining marks", "e\u{301}\u{301}\u{301}"),
        ("flags", "🇳🇴"),
        ("families", "👩‍👩‍👧"),
        (
            "German",
            "Die Bürgermeisterin sagte am Montag: „Die Brücke wird geöffnet.“ Und er ging nicht. ",
        ),
        (
            "Chinese",
            "市长星期一对记者说：“大桥将于春天开放。”发言人补充道。",
        ),
        ("Arabic", "قالت رئيسة البلدية: «ستنتهي الأعمال في موعدها». "),
        ("numbers", "3.5 "),
        ("one surname", "Lund said so. "),
    ];
    let mut articles: Vec<(&str, String)> = repeated
        .into_iter()
        .map(|(name, piece)| (name, piece.repeat(bytes / piece.len())))
        .collect();
    let nested = ["“‘", "’”"].map(|marks| marks.repeat(bytes / 12)).concat();
    articles.push(("nested marks", nested));
    let names = (0..bytes / 40).map(|n| format!("“I am {n},” said Anna Lund{n} of Oslo{n}. "));
    articles.push(("ever new names", names.collect()));
    articles
}
