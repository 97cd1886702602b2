//! Words about letters that cannot be drawn.

/// What to do about letters on the screen that no typeface has, of scripts by their names.
pub fn letters_missing(scripts: &[&str]) -> String {
    let names = match scripts {
        [] => return String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    };
    format!("Some letters cannot be drawn: install a typeface for {names}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_named_in_one_line() {
        assert_eq!(letters_missing(&[]), "");
        let told = letters_missing(&["Tibetan", "Thai", "Lao"]);
        assert!(told.ends_with("for Tibetan, Thai and Lao"), "{told}");
    }
}
