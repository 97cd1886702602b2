//! The one list of commands: menus, keys, key help and tests are made from it.

use crate::model::{Direction, LabelName, Schema};

/// Everything that a person can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Command {
    // File
    /// Open an article or a document.
    Open,
    /// Make a project: a folder that several people can share.
    NewProject,
    /// Save the document where it is.
    Save,
    /// Save the document elsewhere or in the other spelling.
    SaveAs,
    /// Say that the article is done, and open the next one.
    DoneAndNext,
    /// Make documents of what other programs made.
    Import,
    /// Takes a corrected text of the article.
    ChangeText,
    /// Write the annotations for other programs.
    Export,
    /// Leave.
    Quit,

    // Edit
    /// Take the last step back.
    Undo,
    /// Do the step again.
    Redo,
    /// Go to any step of what was done.
    History,
    /// Copy the selected words, or those of the current mark.
    Copy,
    /// Select the whole article.
    SelectAll,
    /// Select the next larger unit.
    Grow,
    /// Select the unit before growing.
    Shrink,
    /// Look for words.
    Find,
    /// Go to the next place where the words looked for stand.
    FindNext,
    /// Go to the place before.
    FindPrevious,

    // Mark
    /// Mark with the schema's label of this number, from 0.
    Label(u8),
    /// Mark with the label of this number, from 0, whatever words are chosen with the mouse from now
    /// on; asked again, no longer.
    KeepLabel(u8),
    /// Remove the current mark, or reject a tagger's.
    Delete,
    /// Accept the current suggestion.
    Accept,
    /// Reject the current suggestion.
    Reject,
    /// Accept every suggestion in view.
    AcceptInView,
    /// Move one end of the current mark's fragment that is nearest the caret.
    Bound(Side, Way, Step),
    /// Add the selected words to the current mark.
    AddPiece,
    /// Cut the selected words out of the current mark.
    CutPiece,
    /// Join the current mark and the next of its label.
    Join,
    /// Have the tagger propose marks for the article; what was decided stays.
    TagArticle,
    /// Learn a tagger from what was annotated in the project.
    Learn,
    /// Set the current mark's attributes.
    Attributes,
    /// Set the open attribute to the value of this number, from 1, or unset it.
    SetValue(u8),
    /// Number the next nine values of the open attribute.
    MoreValues,
    /// Go to the next attribute of the open card.
    NextAttribute,
    /// Go to the attribute before.
    PreviousAttribute,
    /// Close the card of attributes.
    CloseAttributes,
    /// Open the menu of the current mark, or of the words at the caret.
    MarkMenu,
    /// Link the current mark to another.
    LinkTo,

    // Who
    /// Open the list of likely speakers of a quote.
    Who,
    /// Take the chosen candidate, or the ticked ones.
    TakeCandidate,
    /// Choose the next candidate.
    NextCandidate,
    /// Choose the candidate before.
    PreviousCandidate,
    /// Take the candidate of this number, from 1.
    PickCandidate(u8),
    /// Tick or untick the chosen candidate: a quote may have several speakers.
    TickCandidate,
    /// Decide that nobody is named as the speaker.
    Nobody,
    /// Say which person the current mark means.
    SamePerson,

    // Go
    /// Move the caret.
    Move(Motion),
    /// Move the caret and keep the other end of the selection.
    Extend(Motion),
    /// Go to the next quotation, name or sentence.
    NextStop,
    /// Go to the quotation, name or sentence before.
    PreviousStop,
    /// Go to the next card or event that waits for a decision.
    NextSuggestion,
    /// Go to the one before.
    PreviousSuggestion,
    /// Go to the next quote or suggestion without a decision.
    NextUndecided,
    /// Make the next mark current.
    NextMark,
    /// Make the mark before current.
    PreviousMark,
    /// Close the list, then drop the selection, then the mark.
    Escape,

    // View
    /// Go through suggestions from the least certain on, or as they stand in the article.
    LeastCertainFirst,
    /// Show the suggestions of one label alone, then of the next.
    OneLabel,
    /// Hide more of the less certain suggestions, or fewer.
    HideBelow(Way),
    /// Show all suggestions again.
    ShowAllSuggestions,
    /// Larger text.
    TextLarger,
    /// Smaller text.
    TextSmaller,
    /// Text of the usual size.
    TextUsual,
    /// Light or dark.
    SwitchTheme,
    /// Show or hide the articles and the outline at the left.
    SidePane,
    /// Show how the tagger fared.
    TaggerPane,
    /// Show or hide the current mark and the people at the right.
    MarkPane,
    /// Go to the next pane.
    NextPane,
    /// Choose from all commands by typing.
    Palette,
    /// Show or hide the list of keys.
    KeyHelp,
    /// Show the hints of the first start again.
    FirstSteps,
}

/// Which end of a fragment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// Which way along the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// Towards the end of the text.
    Forth,
    /// Towards the start of the text.
    Back,
}

/// How far a boundary moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// By a word.
    Word,
    /// By a grapheme cluster.
    Character,
}

/// How the caret moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Motion {
    /// To the character on the left.
    Left,
    /// To the character on the right.
    Right,
    /// To the start of the word; where words run from right to left, to its end.
    WordLeft,
    /// To the end of the word; where words run from right to left, to its start.
    WordRight,
    /// To the line above.
    Up,
    /// To the line below.
    Down,
    /// To the start of the line.
    LineStart,
    /// To the end of the line.
    LineEnd,
    /// To the start of the paragraph.
    ParagraphUp,
    /// To the start of the next paragraph.
    ParagraphDown,
    /// Up by what is in view.
    PageUp,
    /// Down by what is in view.
    PageDown,
    /// To the start of the article.
    Top,
    /// To the end of the article.
    Bottom,
}

impl Motion {
    /// Whether a sideways motion goes on in the text, in a paragraph that runs this way.
    pub(super) fn goes_forth(self, direction: Direction) -> bool {
        matches!(self, Self::Right | Self::WordRight) != direction.is_right_to_left()
    }
}

/// The menu that a command stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// Documents.
    File,
    /// Steps and selection.
    Edit,
    /// Marks.
    Mark,
    /// Speakers.
    Who,
    /// Movement.
    Go,
    /// The window.
    View,
}

impl Group {
    /// Every group, in the order of the menus.
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::Mark,
        Self::Who,
        Self::Go,
        Self::View,
    ];

    /// The menu's name.
    pub fn title(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Mark => "Mark",
            Self::Who => "Who",
            Self::Go => "Go",
            Self::View => "View",
        }
    }
}

const MOTIONS: [Motion; 14] = {
    use Motion::*;
    [
        Left,
        Right,
        WordLeft,
        WordRight,
        Up,
        Down,
        LineStart,
        LineEnd,
        ParagraphUp,
        ParagraphDown,
        PageUp,
        PageDown,
        Top,
        Bottom,
    ]
};

impl Command {
    /// Every command that a schema gives, in the order of menus and key help.
    pub fn all(schema: &Schema) -> Vec<Self> {
        use Command::*;
        let mut all = vec![
            Open,
            NewProject,
            Save,
            SaveAs,
            DoneAndNext,
            Import,
            ChangeText,
            Export,
            Quit,
            Undo,
            Redo,
            History,
            Copy,
            SelectAll,
            Grow,
            Shrink,
            Find,
            FindNext,
            FindPrevious,
        ];
        let labels = 0..schema.labels.len().min(usize::from(u8::MAX));
        all.extend(labels.clone().map(|i| Label(i as u8)));
        all.extend(labels.map(|i| KeepLabel(i as u8)));
        all.extend([
            Accept,
            Reject,
            AcceptInView,
            Delete,
            Attributes,
            LinkTo,
            AddPiece,
            CutPiece,
            Join,
            MarkMenu,
            TagArticle,
            Learn,
        ]);
        for side in [Side::End, Side::Start] {
            for step in [Step::Word, Step::Character] {
                all.extend([Bound(side, Way::Forth, step), Bound(side, Way::Back, step)]);
            }
        }
        all.extend([
            NextAttribute,
            PreviousAttribute,
            MoreValues,
            CloseAttributes,
        ]);
        all.extend((1..=9).map(SetValue));
        all.extend([
            Who,
            TakeCandidate,
            NextCandidate,
            PreviousCandidate,
            TickCandidate,
            Nobody,
            SamePerson,
        ]);
        all.extend((1..=9).map(PickCandidate));
        all.extend([
            NextStop,
            PreviousStop,
            NextSuggestion,
            PreviousSuggestion,
            NextUndecided,
            NextMark,
            PreviousMark,
        ]);
        all.extend(MOTIONS.map(Move));
        all.extend(MOTIONS.map(Extend));
        all.extend([
            Escape,
            LeastCertainFirst,
            OneLabel,
            HideBelow(Way::Forth),
            HideBelow(Way::Back),
            ShowAllSuggestions,
            TextLarger,
            TextSmaller,
            TextUsual,
            SwitchTheme,
            SidePane,
            TaggerPane,
            MarkPane,
            NextPane,
            Palette,
            KeyHelp,
            FirstSteps,
        ]);
        all
    }

    /// Whether it leads the caret elsewhere.
    pub fn moves_caret(self) -> bool {
        matches!(
            self,
            Self::Move(_) | Self::Extend(_) | Self::NextStop | Self::PreviousStop
        )
    }

    /// The menu it stands in.
    pub fn group(self) -> Group {
        use Command::*;
        match self {
            Open | NewProject | Save | SaveAs | DoneAndNext | ChangeText | Import | Export
            | Quit => Group::File,
            Undo | Redo | History | Copy | SelectAll | Grow | Shrink | Find | FindNext
            | FindPrevious => Group::Edit,
            Label(_) | KeepLabel(_) | Delete | Accept | Reject | AcceptInView | Bound(..)
            | AddPiece | CutPiece | Join | Attributes | LinkTo | SetValue(_) | MoreValues
            | NextAttribute | PreviousAttribute | CloseAttributes | MarkMenu | TagArticle
            | Learn => Group::Mark,
            Who | TakeCandidate | NextCandidate | PreviousCandidate | PickCandidate(_)
            | TickCandidate | Nobody | SamePerson => Group::Who,
            Move(_) | Extend(_) | NextStop | PreviousStop | NextSuggestion | PreviousSuggestion
            | NextUndecided | NextMark | PreviousMark | Escape => Group::Go,
            LeastCertainFirst | OneLabel | HideBelow(_) | ShowAllSuggestions | TextLarger
            | TextSmaller | TextUsual | SwitchTheme | SidePane | TaggerPane | MarkPane
            | NextPane | Palette | KeyHelp | FirstSteps => Group::View,
        }
    }

    /// Whether a menu shows it; movement and single candidates would only fill the menus.
    pub fn is_in_menu(self) -> bool {
        !matches!(
            self,
            Self::Move(_)
                | Self::Extend(_)
                | Self::KeepLabel(_)
                | Self::PickCandidate(_)
                | Self::Escape
        ) && !matches!(
            self,
            Self::SetValue(_)
                | Self::MoreValues
                | Self::NextAttribute
                | Self::PreviousAttribute
                | Self::CloseAttributes
                | Self::MarkMenu
        ) && !matches!(self, Self::Bound(_, _, Step::Character))
    }

    /// What it is called, as a menu entry.
    pub fn title(self, schema: &Schema) -> String {
        use Command::*;
        let fixed = match self {
            KeepLabel(i) => {
                let label = schema.labels.get(usize::from(i));
                let title = label.map_or("label", |label| &label.title);
                return format!("Mark {} with the mouse alone", title.to_lowercase());
            }
            Label(i) => {
                let label = schema.labels.get(usize::from(i));
                return format!(
                    "Mark {}",
                    label
                        .map_or("with label", |label| &label.title)
                        .to_lowercase()
                );
            }
            PickCandidate(number) => return format!("Take candidate {number}"),
            SetValue(number) => return format!("Set value {number}"),
            Bound(side, way, step) => return bound_title(side, way, step),
            Move(motion) => return format!("Move {}", motion_title(motion)),
            Extend(motion) => return format!("Select {}", motion_title(motion)),
            Open => "Open…",
            NewProject => "New project…",
            Save => "Save",
            SaveAs => "Save as…",
            DoneAndNext => "Done, next article",
            ChangeText => "Article text has changed…",
            Import => "Import…",
            Export => "Export…",
            Quit => "Quit",
            Undo => "Undo",
            Redo => "Redo",
            History => "History…",
            Copy => "Copy",
            SelectAll => "Select all",
            Grow => "Grow selection",
            Shrink => "Shrink selection",
            Find => "Find…",
            FindNext => "Find next",
            FindPrevious => "Find previous",
            Delete => "Remove mark",
            Accept => "Accept suggestion",
            Reject => "Reject suggestion",
            AcceptInView => "Accept all in view",
            AddPiece => "Add selected words to mark",
            CutPiece => "Cut selected words out of mark",
            Join => "Join with next mark",
            Attributes => "Attributes…",
            LinkTo => "Link to…",
            MoreValues => "Further values",
            NextAttribute => "Next attribute",
            PreviousAttribute => "Previous attribute",
            CloseAttributes => "Close attributes",
            MarkMenu => "Menu of the mark",
            TagArticle => "Tag this article",
            Learn => "Learn from this project",
            Who => "Say who…",
            TakeCandidate => "Take speaker",
            NextCandidate => "Next speaker",
            PreviousCandidate => "Previous speaker",
            TickCandidate => "Tick speaker (for several)",
            Nobody => "Nobody",
            SamePerson => "Same person as…",
            NextStop => "Next quotation, name or sentence",
            PreviousStop => "Previous quotation, name or sentence",
            NextSuggestion => "Next suggestion",
            PreviousSuggestion => "Previous suggestion",
            NextUndecided => "Next without a decision",
            NextMark => "Next mark",
            PreviousMark => "Previous mark",
            Escape => "Close, deselect, leave mark",
            LeastCertainFirst => "Least certain suggestions first",
            OneLabel => "Suggestions of one label alone",
            HideBelow(Way::Forth) => "Hide less certain suggestions",
            HideBelow(Way::Back) => "Show less certain suggestions",
            ShowAllSuggestions => "Show all suggestions",
            TextLarger => "Larger text",
            TextSmaller => "Smaller text",
            TextUsual => "Usual text size",
            SwitchTheme => "Light or dark",
            SidePane => "Articles and outline",
            TaggerPane => "How the tagger fared",
            MarkPane => "Mark and people",
            NextPane => "Next pane",
            Palette => "All commands…",
            KeyHelp => "Keys",
            FirstSteps => "First steps",
        };
        fixed.to_owned()
    }

    /// The command that marks with a label.
    pub fn label(schema: &Schema, name: &LabelName) -> Option<Self> {
        let index = schema.labels.iter().position(|label| label.name == *name)?;
        Some(Self::Label(u8::try_from(index).ok()?))
    }
}

fn bound_title(side: Side, way: Way, step: Step) -> String {
    let side = match side {
        Side::Start => "start",
        Side::End => "end",
    };
    let way = match way {
        Way::Forth => "forward",
        Way::Back => "back",
    };
    let step = match step {
        Step::Word => "a word",
        Step::Character => "a character",
    };
    format!("Move {side} {way} by {step}")
}

fn motion_title(motion: Motion) -> &'static str {
    match motion {
        Motion::Left => "left",
        Motion::Right => "right",
        Motion::WordLeft => "a word left",
        Motion::WordRight => "a word right",
        Motion::Up => "a line up",
        Motion::Down => "a line down",
        Motion::LineStart => "to the start of the line",
        Motion::LineEnd => "to the end of the line",
        Motion::ParagraphUp => "a paragraph up",
        Motion::ParagraphDown => "a paragraph down",
        Motion::PageUp => "a page up",
        Motion::PageDown => "a page down",
        Motion::Top => "to the start of the article",
        Motion::Bottom => "to the end of the article",
    }
}
