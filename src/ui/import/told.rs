//! The report below the choices: what is in the files, how offsets are counted, what does not fit.

use super::work::Contents;
use crate::formats::report;
use crate::ui::export::Weight;
use crate::ui::wording::exchange as words;

/// The lines of the report, each with how much it matters.
pub fn lines(contents: &Contents) -> Vec<(Weight, String)> {
    let mut lines = Vec::new();
    if contents.articles == 0 {
        lines.push((Weight::Warning, words::NOTHING_TO_IMPORT.to_owned()));
    } else {
        let formats: Vec<&str> = contents.formats.keys().copied().collect();
        let amounts = report::amounts(contents.articles, contents.spans, contents.links);
        let told = words::contents(&formats.join(", "), &amounts);
        lines.push((Weight::Heading, told));
    }
    for (reading, articles) in &contents.readings {
        let of = (contents.readings.len() > 1).then_some(*articles);
        lines.push((Weight::Plain, words::offsets_in(reading, of)));
    }
    if contents.verified > 0 {
        lines.push((Weight::Plain, words::verified(contents.verified)));
    }
    if contents.unverified > 0 {
        lines.push((Weight::Warning, words::unverified(contents.unverified)));
    }
    if contents.passed_over > 0 {
        lines.push((Weight::Plain, words::passed_over(contents.passed_over)));
    }
    if contents.findings_len > 0 {
        let told = words::do_not_fit(contents.findings_len);
        lines.push((Weight::Heading, told));
        let findings = contents.findings.iter();
        lines.extend(findings.map(|finding| (Weight::Plain, format!("  {finding}"))));
        let more = contents.findings_len - contents.findings.len() as u64;
        if more > 0 {
            lines.push((Weight::Plain, words::and_more(more)));
        }
    } else if contents.articles > 0 {
        lines.push((Weight::Plain, words::ALL_FITS.to_owned()));
    }
    lines
}
