//! The forms of English verbs and nouns.

/// The plural of a noun.
pub(super) fn plural(noun: &str) -> String {
    if let Some(stem) = noun.strip_suffix("is") {
        return format!("{stem}es");
    }
    with_s(noun)
}

/// The forms of a regular verb: third person, past (with participle), gerund. Where a final consonant may
/// be doubled ("benefited", "submitted"), both spellings.
pub(super) fn regular(base: &str) -> (String, Vec<String>, Vec<String>) {
    (with_s(base), pasts(base), gerunds(base))
}

/// The gerunds of a verb.
pub(super) fn gerunds(base: &str) -> Vec<String> {
    if let Some(stem) = base.strip_suffix("ie") {
        return vec![format!("{stem}ying")];
    }
    if let Some(stem) = base.strip_suffix('e')
        && !stem.ends_with(['e', 'o', 'y'])
    {
        return vec![format!("{stem}ing")];
    }
    spellings(base, "ing")
}

fn pasts(base: &str) -> Vec<String> {
    match (base.strip_suffix('y'), base.ends_with('e')) {
        (Some(stem), _) if !stem.ends_with(is_vowel) => vec![format!("{stem}ied")],
        (_, true) => vec![format!("{base}d")],
        _ => spellings(base, "ed"),
    }
}

/// Third person of a verb, plural of a noun.
pub(super) fn with_s(base: &str) -> String {
    let hisses = ["s", "x", "z", "ch", "sh"]
        .iter()
        .any(|end| base.ends_with(end));
    match base.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ies"),
        _ if hisses || base.ends_with('o') => format!("{base}es"),
        _ => format!("{base}s"),
    }
}

fn spellings(base: &str, end: &str) -> Vec<String> {
    let doubled = doubles(base).map(|last| format!("{base}{last}{end}"));
    let plain = format!("{base}{end}");
    match doubled {
        // "stop": one syllable, always doubled.
        Some(doubled) if syllables(base) == 1 => vec![doubled],
        Some(doubled) => vec![plain, doubled],
        None => vec![plain],
    }
}

/// The last consonant where it may be doubled: after one vowel alone.
fn doubles(base: &str) -> Option<char> {
    let mut back = base.chars().rev();
    let (last, vowel, before) = (back.next()?, back.next()?, back.next());
    let consonant = last.is_alphabetic() && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y');
    let quit = before == Some('u') && base.contains("qu");
    (consonant && is_vowel(vowel) && (!before.is_some_and(is_vowel) || quit)).then_some(last)
}

fn syllables(word: &str) -> usize {
    let vowels = word.chars().map(|c| is_vowel(c) || c == 'y');
    let mut before = false;
    vowels
        .filter(|&vowel| std::mem::replace(&mut before, vowel) != vowel && vowel)
        .count()
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regular_verbs_have_their_forms() {
        for (base, third, past, gerund) in [
            ("attack", "attacks", "attacked", "attacking"),
            ("launch", "launches", "launched", "launching"),
            ("stop", "stops", "stopped", "stopping"),
            ("die", "dies", "died", "dying"),
            ("deny", "denies", "denied", "denying"),
            ("delay", "delays", "delayed", "delaying"),
            ("agree", "agrees", "agreed", "agreeing"),
            ("submit", "submits", "submitted", "submitting"),
            ("benefit", "benefits", "benefited", "benefiting"),
            ("veto", "vetoes", "vetoed", "vetoing"),
            ("explain", "explains", "explained", "explaining"),
        ] {
            let (s, pasts, gerunds) = regular(base);
            assert_eq!(s, third);
            assert!(pasts.iter().any(|form| form == past), "{pasts:?}");
            assert!(gerunds.iter().any(|form| form == gerund), "{gerunds:?}");
        }
    }

    #[test]
    fn nouns_have_their_plurals() {
        for (one, several) in [
            ("crisis", "crises"),
            ("talk", "talks"),
            ("treaty", "treaties"),
            ("clash", "clashes"),
        ] {
            assert_eq!(plural(one), several);
        }
    }
}
