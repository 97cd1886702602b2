//! Why words are taken as a quote of somebody, in plain words.

use super::{Attribution, Pattern};
use crate::model::Text;

/// The reason for an attribution: "subject of *said*", "next paragraph: *Austin promised*".
/// Words of the article stand between asterisks.
pub fn reason(text: &Text, of: &Attribution) -> String {
    let cue = text.slice(of.cue);
    match of.pattern {
        Pattern::AccordingTo => format!("after *{cue}*"),
        Pattern::NextParagraph => {
            let both = of.speaker.map_or(of.cue, |speaker| speaker.hull(of.cue));
            format!("next paragraph: *{}*", text.slice(both))
        }
        Pattern::ParagraphBefore if of.cue.is_empty() => "after the colon before".to_owned(),
        Pattern::ParagraphBefore => format!("paragraph before: subject of *{cue}*"),
        Pattern::Passive if of.speaker.is_some() => format!("agent of *{cue}*"),
        Pattern::Nominal if of.speaker.is_some() => format!("whose *{cue}* it is"),
        Pattern::InSentence => "subject of the sentence".to_owned(),
        Pattern::SentenceBefore => "subject of the sentence before".to_owned(),
        Pattern::Signed => "named after the quote".to_owned(),
        Pattern::GoesOn => "goes on from the quote before".to_owned(),
        Pattern::Unclaimed => "between marks, and nobody is named".to_owned(),
        _ if of.speaker.is_some() => format!("subject of *{cue}*"),
        _ => format!("reported by *{cue}*"),
    }
}
