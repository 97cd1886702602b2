//! Names of commands for files: they stay when titles change.

use super::command::{Command, Motion, Side, Step, Way};
use crate::model::Schema;

impl Command {
    /// The name in files, such as `next-mark`; of a label's command the label's own, `label quote`.
    pub fn name(self, schema: &Schema) -> String {
        use Command::*;
        let fixed = match self {
            Label(index) => {
                let label = schema.labels.get(usize::from(index));
                let name = label.map_or("", |label| label.name.as_str());
                return format!("{LABEL}{name}");
            }
            KeepLabel(index) => {
                let label = schema.labels.get(usize::from(index));
                let name = label.map_or("", |label| label.name.as_str());
                return format!("keep-{LABEL}{name}");
            }
            PickCandidate(number) => return format!("take-candidate-{number}"),
            SetValue(number) => return format!("set-value-{number}"),
            Bound(side, way, step) => return bound(side, way, step),
            Move(to) => return format!("move-{}", motion(to)),
            Extend(to) => return format!("select-{}", motion(to)),
            NewProject => "new-project",
            Open => "open",
            Save => "save",
            SaveAs => "save-as",
            DoneAndNext => "done-and-next",
            ChangeText => "change-text",
            Import => "import",
            Export => "export",
            Quit => "quit",
            Undo => "undo",
            Redo => "redo",
            History => "history",
            Copy => "copy",
            SelectAll => "select-all",
            Grow => "grow",
            Shrink => "shrink",
            Find => "find",
            FindNext => "find-next",
            FindPrevious => "find-previous",
            Delete => "delete",
            Accept => "accept",
            Reject => "reject",
            AcceptInView => "accept-in-view",
            AddPiece => "add-piece",
            CutPiece => "cut-piece",
            Join => "join",
            Attributes => "attributes",
            MoreValues => "more-values",
            NextAttribute => "next-attribute",
            PreviousAttribute => "previous-attribute",
            CloseAttributes => "close-attributes",
            MarkMenu => "mark-menu",
            TagArticle => "tag-article",
            Learn => "learn",
            LinkTo => "link-to",
            Who => "who",
            TakeCandidate => "take-candidate",
            NextCandidate => "next-candidate",
            PreviousCandidate => "previous-candidate",
            TickCandidate => "tick-candidate",
            Nobody => "nobody",
            SamePerson => "same-person",
            NextStop => "next-stop",
            PreviousStop => "previous-stop",
            NextSuggestion => "next-suggestion",
            PreviousSuggestion => "previous-suggestion",
            LeastCertainFirst => "least-certain-first",
            OneLabel => "one-label",
            HideBelow(Way::Forth) => "hide-less-certain",
            HideBelow(Way::Back) => "show-less-certain",
            ShowAllSuggestions => "show-all-suggestions",
            NextUndecided => "next-undecided",
            NextMark => "next-mark",
            PreviousMark => "previous-mark",
            Escape => "escape",
            TextLarger => "text-larger",
            TextSmaller => "text-smaller",
            TextUsual => "text-usual",
            SwitchTheme => "switch-theme",
            SidePane => "side-pane",
            TaggerPane => "tagger-pane",
            MarkPane => "mark-pane",
            NextPane => "next-pane",
            Palette => "palette",
            KeyHelp => "key-help",
            FirstSteps => "first-steps",
        };
        fixed.to_owned()
    }

    /// The command of this name; `None` when there is none, or the schema has no such label.
    pub fn parse(name: &str, schema: &Schema) -> Option<Self> {
        let mut all = Self::all(schema).into_iter();
        all.find(|command| command.name(schema) == name)
    }

    /// Whether a name is that of a label's command, in this schema or another.
    pub fn names_a_label(name: &str) -> bool {
        name.starts_with(LABEL)
    }
}

const LABEL: &str = "label ";

fn bound(side: Side, way: Way, step: Step) -> String {
    let side = match side {
        Side::Start => "start",
        Side::End => "end",
    };
    let way = match way {
        Way::Forth => "forward",
        Way::Back => "back",
    };
    let step = match step {
        Step::Word => "word",
        Step::Character => "character",
    };
    format!("{side}-{way}-{step}")
}

fn motion(motion: Motion) -> &'static str {
    match motion {
        Motion::Left => "left",
        Motion::Right => "right",
        Motion::WordLeft => "word-left",
        Motion::WordRight => "word-right",
        Motion::Up => "up",
        Motion::Down => "down",
        Motion::LineStart => "line-start",
        Motion::LineEnd => "line-end",
        Motion::ParagraphUp => "paragraph-up",
        Motion::ParagraphDown => "paragraph-down",
        Motion::PageUp => "page-up",
        Motion::PageDown => "page-down",
        Motion::Top => "top",
        Motion::Bottom => "bottom",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::Label;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_comes_back_from_its_name() {
        let labels = ["quote", "speaker"].map(|name| Label {
            name: name.into(),
            ..Label::default()
        });
        let schema = Schema {
            labels: labels.to_vec(),
            ..Schema::default()
        };
        let all = Command::all(&schema);
        for &command in &all {
            let name = command.name(&schema);
            assert_eq!(Command::parse(&name, &schema), Some(command), "{name}");
        }
        let names: BTreeSet<String> = all.iter().map(|command| command.name(&schema)).collect();
        assert_eq!(names.len(), all.len());
        assert_eq!(Command::parse("label event", &schema), None);
        assert!(Command::names_a_label("label event"));
    }
}
